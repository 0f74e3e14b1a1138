import { readFileSync } from "node:fs";

const TICK_MS = 10;

/** Processor time that a process has used; null where the system does not tell. */
export function cpuMsOf(pid: number): number | null {
	const stat = read(pid, "stat");
	if (stat === null) {
		return null;
	}
	// The name, in parentheses, may have blanks; from the twelfth after it come the times.
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** The most memory that it ever held, in MB. */
export function peakMegabytesOf(pid: number): number | null {
	const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(read(pid, "status") ?? "") ?? [];
	return kilobytes === undefined ? null : Number(kilobytes) / 1_024;
}

function read(pid: number, file: string): string | null {
	try {
		return readFileSync(`/proc/${pid}/${file}`, "utf8");
	} catch {
		return null;
	}
}
