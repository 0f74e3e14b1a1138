import {
	closeSync,
	existsSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	writeFileSync,
	writeSync,
} from "node:fs";
import { dirname } from "node:path";

import type { PrintOutcome } from "../../shipping/model/printing/print-job.ts";

/**
 * What this agent began and how it ended, one line each, on the disk before it goes on. A job that is not in it was
 * never begun; one that began and has no end may have been printed. The id that is made with the file tells the
 * station whether it still talks to the one that knows. Only one agent may hold it
 * (lock.ts).
 */
/** By number and not by age: a clock that was wrong would have what was begun a moment ago forgotten. */
const KEPT = 20_000;

type Line = { printId: string; at: number; outcome?: "printed" | "unknown" | "never" };
type Head = { journalId: string };

export class Journal {
	readonly id: string;
	readonly #path: string;
	readonly #file: number;
	readonly #entries = new Map<string, Line>();

	constructor(path: string) {
		this.#path = path;
		mkdirSync(dirname(path), { recursive: true });
		const { head, lines } = readJournal(path);
		this.id = head?.journalId ?? crypto.randomUUID();
		for (const line of lines) {
			// The last word on a paper stands where it was said, so that the oldest are those that go.
			this.#entries.delete(line.printId);
			this.#entries.set(line.printId, line);
		}
		for (const printId of [...this.#entries.keys()].slice(0, -KEPT)) {
			this.#entries.delete(printId);
		}
		const kept = [{ journalId: this.id }, ...this.#entries.values()];
		const draft = `${path}.new`;
		writeFileSync(draft, kept.map((line) => `${JSON.stringify(line)}\n`).join(""), { flush: true });
		renameSync(draft, path);
		this.#file = openSync(path, "a");
	}

	/** What a station that asks is told: "never" is a promise, so whoever asks must not begin it afterwards. */
	outcomeOf(printId: string): PrintOutcome {
		const entry = this.#entries.get(printId);
		return entry === undefined ? "never" : (entry.outcome ?? "unknown");
	}

	begin(printId: string): void {
		this.#write({ printId, at: Date.now() });
	}

	/** `never`: the printer is known to have got nothing of it. */
	end(printId: string, outcome: "printed" | "unknown" | "never"): void {
		this.#write({ printId, at: Date.now(), outcome });
	}

	close(): void {
		closeSync(this.#file);
	}

	#write(line: Line): void {
		// Begun on a line of its own, whatever a full disk left of the one before.
		const row = Buffer.from(`\n${JSON.stringify(line)}\n`);
		if (writeSync(this.#file, row) !== row.length) {
			throw new Error(`the disk of ${this.#path} is full`);
		}
		fsyncSync(this.#file);
		this.#entries.set(line.printId, line);
	}
}

/** A last line that a power cut left half written began nothing: the next step waits for its end. */
function readJournal(path: string): { head: Head | undefined; lines: Line[] } {
	if (!existsSync(path)) {
		return { head: undefined, lines: [] };
	}
	const rows = readFileSync(path, "utf8")
		.split("\n")
		.flatMap((row) => {
			try {
				return row === "" ? [] : [JSON.parse(row) as Head | Line];
			} catch {
				return [];
			}
		});
	return {
		head: rows.find((row): row is Head => "journalId" in row),
		lines: rows.filter((row): row is Line => "printId" in row),
	};
}
