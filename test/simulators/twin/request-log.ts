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

/** What was asked of a twin: the last calls, and counts that are never dropped. */
export class RequestLog {
	#calls: LoggedCall[] = [];
	readonly #counts = new Map<string, number>();
	readonly #broken = new Map<string, number>();

	add(call: LoggedCall): void {
		this.#calls.push(call);
		if (this.#calls.length > KEPT_CALLS) {
			this.#calls = this.#calls.slice(-KEPT_CALLS / 2);
		}
		bump(this.#counts, `${call.scope} ${call.operation}`);
		if (call.rule !== null) {
			bump(this.#broken, call.rule);
		}
	}

	clear(): void {
		this.#calls = [];
		this.#counts.clear();
		this.#broken.clear();
	}

	calls(): LoggedCall[] {
		return this.#calls;
	}

	/** Calls by `<scope> <operation>`, and broken rules by name. */
	summary(): { counts: Record<string, number>; broken: Record<string, number> } {
		return { counts: Object.fromEntries(this.#counts), broken: Object.fromEntries(this.#broken) };
	}
}

function bump(counts: Map<string, number>, key: string): void {
	counts.set(key, (counts.get(key) ?? 0) + 1);
}
