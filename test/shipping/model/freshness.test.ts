import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
	countsOfWaits,
	FRESHNESS_MINUTES,
	sharesOf,
} from "../../../src/shipping/model/freshness.ts";

const MINUTE = 60_000;
const counted = (minutes: readonly number[]) =>
	new Map(
		countsOfWaits(minutes.map((waited) => ({ kind: "in-transit", waitedMs: waited * MINUTE }))).map(
			({ name, count }) => [name, count],
		),
	);

describe("waits", () => {
	it("are counted by kind and step, one counter each", () => {
		expect(
			countsOfWaits([
				{ kind: "in-transit", waitedMs: 30_000 },
				{ kind: "in-transit", waitedMs: 60_000 },
				{ kind: "pick-up", waitedMs: 2 * 1_440 * MINUTE },
			]),
		).toEqual([
			{ name: "wait:in-transit:0", count: 2 },
			{ name: `wait:pick-up:${FRESHNESS_MINUTES.length}`, count: 1 },
		]);
	});

	it("of none have no shares", () => {
		expect(sharesOf("in-transit", new Map())).toBeUndefined();
	});

	it("have the shares of their steps", () => {
		const shares = sharesOf("in-transit", counted([...Array(95).fill(14), ...Array(5).fill(100)]));
		expect(shares).toMatchObject({ count: 100 });
		expect(shares?.p50Minutes).toBeGreaterThan(10);
		expect(shares?.p50Minutes).toBeLessThanOrEqual(15);
		expect(shares?.p95Minutes).toBe(15);
	});

	it("are told no further off than the step that they are in is long", () => {
		fc.assert(
			fc.property(fc.array(fc.nat(1_440), { minLength: 1, maxLength: 200 }), (minutes) => {
				const sorted = minutes.toSorted((left, right) => left - right);
				const rank = Math.ceil(sorted.length * 0.95) - 1;
				const truth = sorted[rank] ?? 0;
				const step = FRESHNESS_MINUTES.findIndex((end) => truth <= end);
				const told = sharesOf("in-transit", counted(minutes))?.p95Minutes ?? -1;
				expect(told).toBeGreaterThanOrEqual(FRESHNESS_MINUTES[step - 1] ?? 0);
				expect(told).toBeLessThanOrEqual(FRESHNESS_MINUTES[step] ?? 0);
			}),
		);
	});
});
