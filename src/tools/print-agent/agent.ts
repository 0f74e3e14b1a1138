import type { PrintOutcome } from "../../shipping/model/printing/print-job.ts";
import type { PrintNotice, PrintOrder } from "../../shipping/model/printing/print-messages.ts";
import { messageOf, type Printer, PrinterUnavailable } from "./printers.ts";

/**
 * One paper after the other. It is in the journal before its first byte leaves, and what a cut left open is told from
 * there. To say "never began" is to promise it: such a paper is dropped at the same moment. One whose connection ended
 * before it began is dropped too, since the station sends it again.
 */
export interface AgentJournal {
	readonly id: string;
	outcomeOf(printId: string): PrintOutcome;
	begin(printId: string): void;
	end(printId: string, outcome: "printed" | "unknown" | "never"): void;
}

/** "gone": the station is not to print it any more. */
export type Paper = { bytes: Uint8Array; contentType: string } | "gone";

export type AgentOptions = {
	journal: AgentJournal;
	printerFor(contentType: string): Printer | undefined;
	/** @throws where it could not be asked; it is asked again. */
	fetchPaper(printId: string): Promise<Paper>;
	sleep(ms: number): Promise<void>;
	say(text: string): void;
};

type PrintOrderOf = Extract<PrintOrder, { type: "print" }>;
type Tell = (notice: PrintNotice) => void;
type Current = {
	printId: string;
	isDropped: boolean;
	hasBegun: boolean;
	/** Ends a wait for the printer. */
	wake(): void;
};

const RETRY_FIRST_MS = 1_000;
const RETRY_LAST_MS = 30_000;

export class PrintAgent {
	readonly #o: AgentOptions;
	/** Sends over the connection that is there now; undefined between two. */
	#tell: Tell | undefined;
	#current: Current | undefined;
	#work: Promise<void> = Promise.resolve();
	#trouble: string | null = null;

	constructor(options: AgentOptions) {
		this.#o = options;
	}

	connected(tell: Tell): void {
		this.#tell = tell;
		tell({ type: "hello", journalId: this.#o.journal.id, kind: "agent" });
	}

	/** What did not begin is dropped: the station asks, and sends it again. */
	cut(): void {
		this.#tell = undefined;
		this.#trouble = null;
		this.#drop(this.#current?.printId);
	}

	hear(order: PrintOrder): void {
		switch (order.type) {
			case "print": {
				const tell = this.#tell;
				this.#work = this.#work.then(() => this.#print(order, tell));
				break;
			}
			case "recall":
				void this.#recall(order.printIds);
				break;
			case "drop":
				this.#drop(order.printId);
				break;
			case "standing":
				break;
		}
	}

	/** Once the paper in hand came to its end. */
	idle(): Promise<void> {
		return this.#work;
	}

	#drop(printId: string | undefined): void {
		const current = this.#current;
		if (current !== undefined && current.printId === printId && !current.hasBegun) {
			current.isDropped = true;
			current.wake();
		}
	}

	async #recall(printIds: readonly string[]): Promise<void> {
		const tell = this.#tell;
		for (const printId of printIds) {
			this.#drop(printId);
		}
		if (this.#current?.hasBegun === true && printIds.includes(this.#current.printId)) {
			await this.#work;
		}
		tell?.({
			type: "report",
			answers: printIds.map((printId) => ({
				printId,
				outcome: this.#o.journal.outcomeOf(printId),
			})),
		});
	}

	/** What was ordered over a connection that is gone is ordered again. */
	async #print({ printId, title }: PrintOrderOf, tell: Tell | undefined): Promise<void> {
		const { journal } = this.#o;
		if (tell === undefined || this.#tell !== tell) {
			return;
		}
		// One that comes again is told of, never begun again.
		if (journal.outcomeOf(printId) !== "never") {
			this.#report(printId, journal.outcomeOf(printId));
			return;
		}
		const current: Current = {
			printId,
			isDropped: false,
			hasBegun: false,
			wake: () => undefined,
		};
		this.#current = current;
		try {
			await this.#tryUntilBegun(current, title);
		} finally {
			this.#current = undefined;
		}
		if (this.#tell === tell) {
			this.#report(printId, journal.outcomeOf(printId));
		}
	}

	/** A printer that can't be reached is tried until it can, or until the paper is dropped. */
	async #tryUntilBegun(current: Current, title: string): Promise<void> {
		for (let waitMs = RETRY_FIRST_MS; !current.isDropped;) {
			try {
				const paper = await this.#o.fetchPaper(current.printId);
				if (paper === "gone") {
					current.isDropped = true;
					this.#o.say(`${title}: taken back, not printed`);
					return;
				}
				await this.#feed(current, paper, title);
				this.#troubled(null);
				return;
			} catch (error) {
				if (current.hasBegun) {
					throw error;
				}
				this.#troubled(messageOf(error).slice(0, 200));
				await Promise.race([
					this.#o.sleep(waitMs),
					new Promise<void>((resolve) => {
						current.wake = resolve;
					}),
				]);
				waitMs = Math.min(waitMs * 2, RETRY_LAST_MS);
			}
		}
	}

	async #feed(
		current: Current,
		paper: { bytes: Uint8Array; contentType: string },
		title: string,
	): Promise<void> {
		const { journal } = this.#o;
		const printer = this.#o.printerFor(paper.contentType);
		if (printer === undefined) {
			throw new Error(`this agent has no printer for ${paper.contentType}`);
		}
		try {
			const outcome = await printer.print(paper.bytes, title, () => {
				if (current.isDropped) {
					return false;
				}
				journal.begin(current.printId);
				current.hasBegun = true;
				return true;
			});
			if (outcome === "printed") {
				journal.end(current.printId, "printed");
				this.#o.say(`${title}: printed`);
			}
		} catch (error) {
			if (!current.hasBegun) {
				throw error;
			}
			if (error instanceof PrinterUnavailable) {
				// It did not even start: for instance a program that is not there.
				journal.end(current.printId, "never");
				current.hasBegun = false;
				throw error;
			}
			journal.end(current.printId, "unknown");
			this.#troubled(messageOf(error).slice(0, 200));
			this.#o.say(`${title}: ${messageOf(error)}`);
		}
	}

	#report(printId: string, outcome: PrintOutcome): void {
		this.#tell?.({ type: "report", answers: [{ printId, outcome }] });
	}

	#troubled(message: string | null): void {
		if (message !== this.#trouble) {
			this.#trouble = message;
			this.#tell?.({ type: "trouble", message });
			if (message !== null) {
				this.#o.say(message);
			}
		}
	}
}
