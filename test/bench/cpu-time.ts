import { readdirSync, readFileSync } from "node:fs";

const TICK_MS = 10;

/**
 * Milliseconds of processor that the processes below this one have used, in steps of ten; null where the system does
 * not tell. Unlike the time on the clock it has little of what others take on a busy machine.
 */
export function childrenCpuMs(): number | null {
	try {
		return readdirSync("/proc")
			.filter((name) => /^\d+$/.test(name))
			.reduce((sum, pid) => sum + cpuMsOfChild(pid), 0);
	} catch {
		return null;
	}
}

function cpuMsOfChild(pid: string): number {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
		// The name, in parentheses, may have blanks; after it come state and parent, and from the twelfth on the times.
		const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
		const isOurs = Number(fields[1]) === process.pid;
		return isOurs ? (Number(fields[11]) + Number(fields[12])) * TICK_MS : 0;
	} catch {
		// It has ended meanwhile.
		return 0;
	}
}
