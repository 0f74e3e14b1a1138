/** A count, and what it must be. */
export type Check = [name: string, count: number, wanted: number | ((count: number) => boolean)];

export type Verdict = { isSound: boolean; lines: string[] };

/** One line a check; after a failed one also what offended. */
export function judgeChecks(checks: readonly Check[], offenders: Iterable<string>): Verdict {
	const lines = checks.map(([name, count, wanted]) => {
		const isFine = typeof wanted === "number" ? count === wanted : wanted(count);
		return `${isFine ? "ok  " : "FAIL"} ${String(count).padStart(5)}  ${name}`;
	});
	const isSound = lines.every((line) => line.startsWith("ok"));
	return { isSound, lines: isSound ? lines : [...lines, ...new Set(offenders)] };
}

export function sum(counts: Record<string, number>): number {
	return Object.values(counts).reduce((total, count) => total + count, 0);
}
