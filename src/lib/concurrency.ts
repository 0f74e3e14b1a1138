/**
 * Runs `work` over the items, at most `limit` at once; a Worker invocation has six outgoing connections. One that
 * fails does not cut off the others: its error is thrown when they have ended.
 */
export async function forEachLimited<T>(
	items: readonly T[],
	limit: number,
	work: (item: T) => Promise<void>,
): Promise<void> {
	const queue = items.values();
	const runners = Array.from({ length: Math.min(limit, items.length) }, async () => {
		for (const item of queue) {
			await work(item);
		}
	});
	await Promise.allSettled(runners);
	await Promise.all(runners);
}

/** Splits into runs of at most `size`. */
export function chunk<T>(items: readonly T[], size: number): T[][] {
	const chunks: T[][] = [];
	for (let at = 0; at < items.length; at += size) {
		chunks.push(items.slice(at, at + size));
	}
	return chunks;
}
