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

/** Whatever CUPS prints, through `lp`, which answers once the spooler has all of it. */
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
			if (known.code !== 0) {
				throw new PrinterUnavailable(`CUPS has no printer ${printer} that it can use`);
			}
			if (!begin()) {
				return "dropped";
			}
			const flags = options.flatMap((option) => ["-o", option]);
			const { code, said } = await run("lp", ["-d", printer, "-t", title, ...flags, "-"], bytes);
			if (code !== 0) {
				throw new Error(`lp ended with ${code}: ${said}`);
			}
			return "printed";
		},
	};
}

function run(
	command: string,
	args: readonly string[],
	input?: Uint8Array,
): Promise<{ code: number | null; said: string }> {
	return new Promise((resolve, reject) => {
		const child = spawn(command, args, { stdio: ["pipe", "ignore", "pipe"] });
		let said = "";
		child.stderr.on("data", (chunk: Buffer) => {
			said = `${said}${chunk.toString()}`.slice(0, 160);
		});
		child.once("error", (error) =>
			reject(new PrinterUnavailable(`${command}: ${messageOf(error)}`)),
		);
		child.once("close", (code) => resolve({ code, said: said.trim() }));
		// It may end before it has read anything; its code tells.
		child.stdin.once("error", () => undefined);
		child.stdin.end(input);
	});
}

export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
