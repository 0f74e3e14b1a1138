/** What the Worker held when so many labels had been made. */
type Reading = { labels: number; bytes: number };

const THOUSAND = 1_000;

/**
 * The median of the readings in each thousand of labels, in their order. One reading says what the collector had left
 * over at that instant; a leak shows in all of them. The last reading counts with the thousand that it completes.
 */
export function mediansByThousand(readings: readonly Reading[]): number[] {
	const last = Math.max(...readings.map(({ labels }) => labels), 0);
	const groups = Map.groupBy(readings, ({ labels }) =>
		Math.floor(Math.min(labels, last - 1) / THOUSAND),
	);
	return [...groups]
		.toSorted(([one], [other]) => one - other)
		.map(([, group]) => median(group.map(({ bytes }) => bytes)));
}

function median(values: readonly number[]): number {
	const sorted = values.toSorted((one, other) => one - other);
	const middle = Math.floor(sorted.length / 2);
	const [low = 0, high = low] =
		sorted.length % 2 === 0
			? [sorted[middle - 1], sorted[middle]]
			: [sorted[middle], sorted[middle]];
	return (low + high) / 2;
}
