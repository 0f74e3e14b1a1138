/** What the connector said about its work at the instant `at`. */
export type WorkerDue = {
	at: number;
	nextAt: number | null;
	leasedUntil: number | null;
	/** How many rows wanted work then. */
	rows: number;
};

/** Whether the clock may jump to the next work, and if not, why. */
export type NextJump = { to: number } | { why: string };

const HEARD_WITHIN_MS = 15_000;
/** What is still due so long after a jump is not about to begin: it may be paused. */
const BEGINS_WITHIN_MS = 20_000;

/** When the connector wants to work next. The twin does not know it: whoever started both says so. */
export class DueNotice {
	#latest: WorkerDue | undefined;
	#jumpedAt = 0;
	#isAwaited = false;

	/** What was true before the clock jumped is not heard any more. */
	hear(due: WorkerDue): void {
		if (due.at >= this.#jumpedAt) {
			this.#latest = due;
		}
	}

	/** The clock jumps from one instant to another. */
	jump(from: number, to: number): void {
		this.#isAwaited = this.known(from) !== undefined;
		this.#latest = undefined;
		this.#jumpedAt = to;
	}

	/** Undefined where nothing was heard for a while. */
	known(now: number): WorkerDue | undefined {
		const due = this.#latest;
		return due === undefined || now - due.at > HEARD_WITHIN_MS ? undefined : due;
	}

	nextJump(now: number): NextJump {
		const due = this.known(now);
		if (due === undefined) {
			const why = this.reasonToWait(now) ?? "the Worker does not say what is due";
			return { why };
		}
		if (due.rows > 0 || due.leasedUntil !== null) {
			return { why: this.reasonToWait(now) ?? `${due.rows} due now, and nothing works on it` };
		}
		if (due.nextAt === null) {
			return { why: "nothing is due" };
		}
		return due.nextAt > now ? { to: due.nextAt } : { why: "the Worker begins now" };
	}

	/** Why the clock had better stand still: a run goes by the instant at which it began. */
	reasonToWait(now: number): string | undefined {
		const due = this.known(now);
		if (due === undefined) {
			const isSoon = this.#isAwaited && now - this.#jumpedAt < HEARD_WITHIN_MS;
			return isSoon ? "the Worker looks at the clock" : undefined;
		}
		if (due.leasedUntil !== null) {
			return "the Worker is at work";
		}
		const begins = due.rows > 0 && now - this.#jumpedAt < BEGINS_WITHIN_MS;
		return begins ? "the Worker begins" : undefined;
	}
}
