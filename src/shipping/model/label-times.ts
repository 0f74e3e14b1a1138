/** How long an order waited from its reservation to its label is counted in these steps, by their ends in seconds. */
export const LABEL_TIME_SECONDS = [10, 30, 60, 120, 300, 900, 3_600, 14_400, 86_400] as const;

/** Longer than the last of them. */
export const LABEL_TIME_STEPS = LABEL_TIME_SECONDS.length + 1;

export const LABEL_TIME = "label_time:";

/** The step that so many of a hundred labels were made within; undefined where there was none. */
export function stepOfShare(counts: readonly number[], percent: number): number | undefined {
	const total = counts.reduce((sum, count) => sum + count, 0);
	if (total === 0) {
		return undefined;
	}
	let seen = 0;
	return counts.findIndex((count) => {
		seen += count;
		return count > 0 && seen * 100 >= total * percent;
	});
}
