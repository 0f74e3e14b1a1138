/** What the Worker counted of itself, by `<what the invocation was for> <what it did>`. */
export type Counted = {
	counts: Record<string, number>;
	runs: ShipRun[];
	/** How long each call that made a label took. */
	callMs: number[];
};

/** An invocation that stored labels. */
export type ShipRun = {
	startedAt: number;
	endedAt: number;
	labels: number;
	firstCallMs: number | null;
	/** From its start until its first label was stored. */
	firstConfirmedMs: number | null;
};

/** How often that was done, over all kinds of invocation or those that are chosen. */
export function countOf(
	{ counts }: Pick<Counted, "counts">,
	name: string,
	isChosen: (kind: string) => boolean = () => true,
): number {
	let sum = 0;
	for (const [key, count] of Object.entries(counts)) {
		const [kind = "", ...rest] = key.split(" ");
		if (rest.join(" ") === name && isChosen(kind)) {
			sum += count;
		}
	}
	return sum;
}

/** The most that ran at the same time. */
export function mostAtOnce(runs: readonly Pick<ShipRun, "startedAt" | "endedAt">[]): number {
	return Math.max(
		0,
		...runs.map(
			({ startedAt }) =>
				runs.filter((other) => other.startedAt <= startedAt && startedAt < other.endedAt).length,
		),
	);
}
