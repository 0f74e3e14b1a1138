/** Where a request or an answer differs from a contract; `*` is any position in a list. */
export type Finding = { contract: string; where: string; kind: string };

/** A finding that is the contract's fault, or beyond it, and the reason to think so. */
export type Waiver = Finding & { why: string };

/** What no waiver excuses, each place once, as lines to be read. */
export function unexcused(findings: readonly Finding[], waivers: readonly Waiver[]): string[] {
	const open = findings.filter((finding) => !waivers.some((waiver) => isSame(waiver, finding)));
	return [...new Set(open.map(toLine))];
}

/** Waivers that excuse nothing any more. */
export function idle(waivers: readonly Waiver[], findings: readonly Finding[]): string[] {
	return waivers
		.filter((waiver) => !findings.some((finding) => isSame(waiver, finding)))
		.map(toLine);
}

function isSame(one: Finding, other: Finding): boolean {
	return toLine(one) === toLine(other);
}

function toLine({ contract, where, kind }: Finding): string {
	return `${contract} ${where}: ${kind}`;
}
