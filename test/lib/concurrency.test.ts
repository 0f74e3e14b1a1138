import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { chunk, forEachLimited } from "../../src/lib/concurrency.ts";

/** Work whose steps end one event-loop turn later; keeps how much of it ran at once. */
function counted(failing: ReadonlySet<number> = new Set()) {
	const seen = { running: 0, most: 0, done: [] as number[] };
	const work = async (item: number) => {
		seen.running += 1;
		seen.most = Math.max(seen.most, seen.running);
		await new Promise((resolve) => setTimeout(resolve, 0));
		seen.running -= 1;
		if (failing.has(item)) {
			throw new Error(`item ${item}`);
		}
		seen.done.push(item);
	};
	return { seen, work };
}

const numbers = (count: number) => Array.from({ length: count }, (_, at) => at);

describe("limited work", () => {
	it("runs so many at once and never more, until each item is done once", async () => {
		const { seen, work } = counted();
		await forEachLimited(numbers(25), 6, work);
		expect(seen.most).toBe(6);
		expect(seen.done.toSorted((a, b) => a - b)).toEqual(numbers(25));
	});

	it("runs all at once when there are fewer than the limit", async () => {
		const { seen, work } = counted();
		await forEachLimited(numbers(3), 6, work);
		expect(seen.most).toBe(3);
	});

	it("ends at once without items", async () => {
		const { seen, work } = counted();
		await forEachLimited([], 6, work);
		expect(seen.done).toEqual([]);
	});

	it("tells a failure only when nothing runs any more, and the other items are done", async () => {
		const { seen, work } = counted(new Set([2]));
		await expect(forEachLimited(numbers(25), 6, work)).rejects.toThrow("item 2");
		expect(seen.running).toBe(0);
		expect(seen.done.toSorted((a, b) => a - b)).toEqual(numbers(25).filter((item) => item !== 2));
	});
});

describe("chunks", () => {
	it("hold every item in its order, in runs of the size and one shorter", () => {
		expect(chunk(numbers(7), 3)).toEqual([[0, 1, 2], [3, 4, 5], [6]]);
		fc.assert(
			fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 60 }), (items, size) => {
				const chunks = chunk(items, size);
				expect(chunks.flat()).toEqual(items);
				expect(chunks.every((part) => part.length > 0 && part.length <= size)).toBe(true);
				expect(chunks).toHaveLength(Math.ceil(items.length / size));
			}),
		);
	});
});
