/** One call a twin answered. `operation` is the twin's own name for it, `rule` the rule it broke. */
export type LoggedCall = {
	at: number;
	method: string;
	path: string;
	operation: string;
	scope: string;
	status: number;
	rule: string | null;
};

const KEPT_CALLS = 20_000;

/** What was asked of a twin: the last calls, and those that broke a rule and counts, which are never dropped. */
export class RequestLog {
	#calls: LoggedCall[] = [];
	#brokenCalls: LoggedCall[] = [];
	readonly #counts = new Map<string, number>();
	readonly #broken = new Map<string, number>();

	add(call: LoggedCall): void {
		this.#calls.push(call);
		if (this.#calls.length > KEPT_CALLS) {
			this.#calls = this.#calls.slice(-KEPT_CALLS / 2);
		}
		bump(this.#counts, `${call.scope} ${call.operation}`);
		if (call.rule !== null) {
			this.#brokenCalls.push(call);
			bump(this.#broken, call.rule);
		}
	}

	clear(): void {
		this.#calls = [];
		this.#brokenCalls = [];
		this.#counts.clear();
		this.#broken.clear();
	}

	calls(): LoggedCall[] {
		return this.#calls;
	}

	/** All that broke this rule. */
	callsThatBroke(rule: string): LoggedCall[] {
		return this.#brokenCalls.filter((call) => call.rule === rule);
	}

	/** Calls by `<scope> <operation>`, and broken rules by name. */
	summary(): { counts: Record<string, number>; broken: Record<string, number> } {
		return { counts: Object.fromEntries(this.#counts), broken: Object.fromEntries(this.#broken) };
	}
}

function bump(counts: Map<string, number>, key: string): void {
	counts.set(key, (counts.get(key) ?? 0) + 1);
}
