import { spawn } from "node:child_process";
import { connect } from "node:net";

/** Nothing of it reached the printer, so it may be tried again. */
export class PrinterUnavailable extends Error {
	override name = "PrinterUnavailable";
}

export interface Printer {
	/**
	 * Asks `begin` right before the first byte leaves, and gives up where it says no. Answers once the printer has taken
	 * all of it.
	 * @throws PrinterUnavailable before `begin`; anything else after it means that nobody knows.
	 */
	print(bytes: Uint8Array, title: string, begin: () => boolean): Promise<"printed" | "dropped">;
}

const CONNECT_MS = 5_000;
/** A printer without paper holds the rest of a label back for as long as nobody comes. */
const DRAIN_MS = 120_000;

/** Bytes as they are to a port that prints whatever comes, as label printers have on 9100. */
export function createRawPrinter({ host, port }: { host: string; port: number }): Printer {
	return {
		print: (bytes, _title, begin) =>
			new Promise((resolve, reject) => {
				let hasBegun = false;
				const socket = connect({ host, port, timeout: CONNECT_MS });
				const fail = (error: Error) => {
					socket.destroy();
					reject(hasBegun ? error : new PrinterUnavailable(`${host}:${port} ${messageOf(error)}`));
				};
				socket.once("error", fail);
				socket.once("timeout", () => fail(new Error("does not answer")));
				socket.once("connect", () => {
					socket.setTimeout(DRAIN_MS);
					try {
						hasBegun = begin();
					} catch (error) {
						fail(error instanceof Error ? error : new Error(String(error)));
						return;
					}
					if (!hasBegun) {
						socket.destroy();
						resolve("dropped");
						return;
					}
					// What a printer says back is of no interest, and unread it would keep the connection open.
					socket.resume();
					socket.end(bytes);
				});
				socket.once("close", (hasFailed) => {
					if (!hasFailed && hasBegun) {
						resolve("printed");
					} else {
						fail(new Error("closed the connection"));
					}
				});
			}),
	};
}

const LOOKS_EVERY_MS = 500;

/**
 * Whatever CUPS prints, through `lp`. That the spooler has it says nothing: a label that waits there comes out whenever
 * the printer is switched on, also one that was taken back since. So it counts once it has left the queue, and what
 * stays there is cancelled, and in doubt.
 */
export function createCupsPrinter({
	printer,
	options,
}: {
	printer: string;
	options: readonly string[];
}): Printer {
	return {
		async print(bytes, title, begin) {
			const known = await run("lpstat", ["-p", printer]);
			if (known.code !== 0 || /\bdisabled\b/.test(known.answer)) {
				throw new PrinterUnavailable(`CUPS has no printer ${printer} that it can use`);
			}
			if (!begin()) {
				return "dropped";
			}
			const flags = options.flatMap((option) => ["-o", option]);
			const asked = ["-d", printer, "-t", title, ...flags, "-"];
			const { code, said, answer } = await run("lp", asked, bytes);
			const [, job = ""] = /request id is (\S+)/.exec(answer) ?? [];
			if (code !== 0 || job === "") {
				throw new Error(`lp ended with ${code}: ${said}`);
			}
			await untilPrinted(printer, job);
			return "printed";
		},
	};
}

async function untilPrinted(printer: string, job: string): Promise<void> {
	for (let waitedMs = 0; waitedMs < DRAIN_MS; waitedMs += LOOKS_EVERY_MS) {
		const { code, answer } = await run("lpstat", ["-o", printer]);
		const waits = answer.split("\n").some((line) => line.split(/\s/)[0] === job);
		if (code === 0 && !waits) {
			return;
		}
		await new Promise((resolve) => setTimeout(resolve, LOOKS_EVERY_MS));
	}
	await run("cancel", [job]);
	throw new Error(`${job} did not leave the queue of ${printer} within ${DRAIN_MS / 1_000} s`);
}

function run(
	command: string,
	args: readonly string[],
	input?: Uint8Array,
): Promise<{ code: number | null; said: string; answer: string }> {
	return new Promise((resolve, reject) => {
		// What CUPS says is read, so it has to say it in one language.
		const env = { ...process.env, LC_ALL: "C" };
		const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"], env });
		let said = "";
		let answer = "";
		child.stdout.on("data", (chunk: Buffer) => {
			answer = `${answer}${chunk.toString()}`.slice(0, 100_000);
		});
		child.stderr.on("data", (chunk: Buffer) => {
			said = `${said}${chunk.toString()}`.slice(0, 160);
		});
		child.once("error", (error) =>
			reject(new PrinterUnavailable(`${command}: ${messageOf(error)}`)),
		);
		child.once("close", (code) => resolve({ code, said: said.trim(), answer }));
		// It may end before it has read anything; its code tells.
		child.stdin.once("error", () => undefined);
		child.stdin.end(input);
	});
}

export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
