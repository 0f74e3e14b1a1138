import { progressLine } from "./progress.ts";
import type { Status } from "./status.ts";

let lastLine = "";

/** A line that stays. */
export function say(line: string): void {
	endProgress();
	console.log(`› ${line}`);
}

/** A line that the next one replaces, on a terminal; elsewhere each change is a line of its own. */
export function show(status: Status): void {
	const line = progressLine(status);
	if (line === lastLine) {
		return;
	}
	lastLine = line;
	process.stdout.write(process.stdout.isTTY ? `\r\u001B[K  ${line}` : `  ${line}\n`);
}

export function endProgress(): void {
	if (lastLine !== "" && process.stdout.isTTY) {
		process.stdout.write("\n");
	}
	lastLine = "";
}
