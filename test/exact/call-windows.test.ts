import { describe, expect, it } from "vitest";

import {
	type CallState,
	countError,
	freshState,
	reserveCalls,
	snapshotOf,
	takeReport,
} from "../../src/exact/call-windows.ts";
import { type Lane, LANES } from "../../src/shipping/model/call-lanes.ts";
import type { RateWindow } from "../../src/shipping/ports/erp.ts";

const NOW = Date.UTC(2026, 10, 23, 9, 30, 20);
const MINUTE_END = Date.UTC(2026, 10, 23, 9, 31);
const NEXT_MINUTE_END = Date.UTC(2026, 10, 23, 9, 32);
const DAY_END = Date.UTC(2026, 10, 24);

function reserve(state: CallState, count: number, now = NOW, lane: Lane = "reconcile") {
	return reserveCalls(state, { count, lane, isWrite: lane === "write-back" }, now);
}

function used(count: number, now = NOW, lane: Lane = "reconcile"): CallState {
	return reserve(freshState(now), count, now, lane).state;
}

function told(
	state: CallState,
	windows: { minute?: RateWindow; day?: RateWindow; status?: number },
	now = NOW,
): CallState {
	const { minute = null, day = null, status = 200 } = windows;
	return takeReport(state, { status, minute, day }, now);
}

const minuteOf = (remaining: number, limit = 60, resetAt = MINUTE_END) => ({
	limit,
	remaining,
	resetAt,
});
const dayOf = (remaining: number, limit = 5_000) => ({ limit, remaining, resetAt: DAY_END });

describe("the minute", () => {
	it("holds sixty calls until Exact says otherwise", () => {
		const first = reserve(freshState(NOW), 50);
		const second = reserve(first.state, 50);
		expect(first.grant).toEqual({ granted: 50, retryAt: null });
		expect(second.grant).toEqual({ granted: 10, retryAt: MINUTE_END + 1_000 });
		expect(reserve(second.state, 1).grant.granted).toBe(0);
	});

	it("begins anew one second after its end", () => {
		const full = used(60);
		expect(reserve(full, 1, MINUTE_END + 999).grant).toEqual({
			granted: 0,
			retryAt: MINUTE_END + 1_000,
		});
		expect(reserve(full, 60, MINUTE_END + 1_000).grant.granted).toBe(60);
	});

	it("counts calls of the second after its end in the next one", () => {
		const atEnd = reserve(used(10), 20, MINUTE_END + 500).state;
		expect(reserve(atEnd, 60, MINUTE_END + 1_000).grant.granted).toBe(40);
		expect(reserve(atEnd, 60, NEXT_MINUTE_END + 1_000).grant.granted).toBe(60);
	});

	it("takes its limit from Exact", () => {
		expect(reserve(told(freshState(NOW), { minute: minuteOf(99, 100) }), 200).grant.granted).toBe(
			99,
		);
	});

	it("knows from Exact of calls that others made", () => {
		expect(reserve(told(used(5), { minute: minuteOf(20) }), 60).grant.granted).toBe(20);
	});

	it("never believes an older answer that there are more calls left", () => {
		const state = told(told(used(10), { minute: minuteOf(20) }), { minute: minuteOf(55) });
		expect(reserve(state, 60).grant.granted).toBe(20);
	});

	it("forgets what an answer of the minute before says, but for the limit", () => {
		const state = told(
			freshState(MINUTE_END + 5_000),
			{ minute: minuteOf(0, 50) },
			MINUTE_END + 5_000,
		);
		expect(reserve(state, 60, MINUTE_END + 5_000).grant.granted).toBe(50);
	});

	it("keeps its count when an answer of the minute before comes late", () => {
		const now = MINUTE_END + 5_000;
		const state = told(used(10, now), { minute: minuteOf(0) }, now);
		expect(reserve(state, 60, now).grant.granted).toBe(50);
	});

	it("ends when Exact says so, where its clock runs ahead of ours", () => {
		const known = told(used(60), { minute: minuteOf(0) });
		const early = MINUTE_END - 3_000;
		const next = told(known, { minute: minuteOf(58, 60, NEXT_MINUTE_END) }, early);
		expect(reserve(next, 60, early).grant).toEqual({
			granted: 58,
			retryAt: NEXT_MINUTE_END + 1_000,
		});
	});

	it("that Exact has begun is not ended by an answer of the one before", () => {
		const early = MINUTE_END - 3_000;
		const begun = told(
			told(freshState(NOW), { minute: minuteOf(0) }),
			{ minute: minuteOf(58, 60, NEXT_MINUTE_END) },
			early,
		);
		const state = told(begun, { minute: minuteOf(0) }, early);
		expect(reserve(state, 60, early).grant.granted).toBe(58);
	});

	it("that is used up is waited for, though the day has less left than was asked for", () => {
		const state = told(used(60), { day: dayOf(5) });
		expect(reserve(state, 10).grant).toEqual({ granted: 0, retryAt: MINUTE_END + 1_000 });
	});
});

describe("the day", () => {
	it("rolls over at midnight UTC, and its count of calls with it", () => {
		const state = used(7);
		expect(snapshotOf(state, NOW)).toMatchObject({ dayLeft: 4_993, dayResetAt: DAY_END });
		expect(snapshotOf(state, DAY_END + 1_000)).toMatchObject({
			dayLeft: 5_000,
			callsToday: { read: 0, write: 0 },
		});
	});

	it("that is used up makes everybody wait for its end, not for the minute's", () => {
		const state = told(freshState(NOW), { day: dayOf(3) });
		expect(reserve(state, 10).grant).toEqual({ granted: 3, retryAt: DAY_END + 1_000 });
	});

	it.each<[Lane, number, Lane[]]>([
		["reconcile", 1, ["label", "write-back", "tracking", "backfill"]],
		["label", 101, ["write-back", "tracking", "backfill"]],
		["write-back", 501, ["tracking", "backfill"]],
		["tracking", 1_001, ["backfill"]],
		["backfill", 2_001, []],
	])("lets %s take the call that leaves enough to those above it", (lane, remaining, waiting) => {
		const state = told(freshState(NOW), { day: dayOf(remaining) });
		expect(reserve(state, 30, NOW, lane).grant).toEqual({
			granted: 1,
			retryAt: DAY_END + 1_000,
		});
		for (const below of waiting) {
			expect(reserve(state, 1, NOW, below).grant).toEqual({
				granted: 0,
				retryAt: DAY_END + 1_000,
			});
		}
		expect(snapshotOf(state, NOW).waitingLanes).toEqual(waiting);
	});

	it("that is used up lets nobody call", () => {
		const state = told(freshState(NOW), { day: dayOf(0) });
		expect(LANES.map((lane) => reserve(state, 1, NOW, lane).grant.granted)).toEqual([
			0, 0, 0, 0, 0,
		]);
	});

	it("that begins anew has room for every lane", () => {
		const state = told(freshState(NOW), { day: dayOf(0) });
		const next = DAY_END + 1_000;
		expect(LANES.map((lane) => reserve(state, 1, next, lane).grant.granted)).toEqual([
			1, 1, 1, 1, 1,
		]);
	});

	it("counts reads and writes apart", () => {
		const state = reserve(used(3), 2, NOW, "write-back").state;
		expect(snapshotOf(state, NOW).callsToday).toEqual({ read: 3, write: 2 });
	});
});

describe("of the minute's sixty calls", () => {
	it.each<[Lane, number]>([
		["reconcile", 60],
		["label", 58],
		["write-back", 50],
		["tracking", 50],
		["backfill", 30],
	])("%s gets %i at most, and waits for the next", (lane, most) => {
		expect(reserve(freshState(NOW), 61, NOW, lane).grant).toEqual({
			granted: most,
			retryAt: MINUTE_END + 1_000,
		});
	});

	it("a poll for labels finds its eight, whatever was written or followed", () => {
		const written = reserve(freshState(NOW), 60, NOW, "write-back").state;
		const followed = reserve(written, 60, NOW, "tracking").state;
		expect(reserve(followed, 8, NOW, "label").grant).toEqual({ granted: 8, retryAt: null });
	});

	it("nobody is starved of where Exact allows very few", () => {
		const state = told(freshState(NOW), { minute: minuteOf(1, 1), day: dayOf(2, 2) });
		for (const lane of LANES) {
			expect(reserve(state, 1, NOW, lane).grant.granted).toBe(1);
		}
	});
});

describe("what Exact does not say", () => {
	it("is unknown and not zero: a full minute says nothing of the day", () => {
		const state = told(used(10), { status: 429, minute: minuteOf(0) });
		expect(snapshotOf(state, NOW)).toMatchObject({ minuteLeft: 0, dayLeft: 4_990 });
		const later = MINUTE_END + 1_000;
		expect(snapshotOf(state, later)).toMatchObject({
			minuteLeft: 60,
			dayLeft: 4_990,
			closedUntil: null,
		});
		expect(reserve(state, 8, later, "label").grant).toEqual({ granted: 8, retryAt: null });
	});

	it("is unknown and not zero: a full day says nothing of the minute's count", () => {
		const state = told(used(10), { status: 429, day: dayOf(0) });
		const tomorrow = DAY_END + 1_000;
		expect(snapshotOf(state, tomorrow)).toMatchObject({ minuteLeft: 60, dayLeft: 5_000 });
	});
});

describe("errors", () => {
	const failed = (count: number) =>
		Array.from({ length: count }).reduce<CallState>(
			(state) => countError(state, { endpoint: "crm/Items", status: 404 }, NOW),
			used(7),
		);

	it("take no calls, and are shown once their endpoint rests", () => {
		expect(snapshotOf(failed(5), NOW)).toMatchObject({ minuteLeft: 53, restingEndpoints: [] });
		expect(snapshotOf(failed(6), NOW)).toMatchObject({
			minuteLeft: 53,
			restingEndpoints: [{ endpoint: "crm/Items", until: NOW + 3_600_000 }],
		});
	});

	it("are forgotten when they are an hour old", () => {
		const { state } = reserve(failed(6), 1, NOW + 3_600_000);
		expect(state.errors).toEqual({});
	});
});

it("missing headers change nothing", () => {
	const state = used(10);
	expect(told(state, {})).toEqual(state);
});

describe("a 429", () => {
	it.each([
		["with the minute's headers closes the minute", { minute: minuteOf(0) }, MINUTE_END + 1_000],
		["with the day's headers closes the day", { day: dayOf(0) }, DAY_END + 1_000],
		["without headers closes until the next full hour", {}, Date.UTC(2026, 10, 23, 10)],
	])("%s", (_, windows, until) => {
		const state = told(freshState(NOW), { ...windows, status: 429 });
		expect(reserve(state, 1).grant).toEqual({ granted: 0, retryAt: until });
		expect(reserve(state, 1, until - 1).grant.granted).toBe(0);
		expect(reserve(state, 1, until).grant.granted).toBe(1);
		expect(snapshotOf(state, NOW)).toMatchObject({ minuteLeft: 0, closedUntil: until });
	});

	it("does not open what an earlier one closed for longer", () => {
		const licence = told(freshState(NOW), { status: 429 });
		const state = told(licence, { status: 429, minute: minuteOf(0) });
		expect(reserve(state, 1).grant.retryAt).toBe(Date.UTC(2026, 10, 23, 10));
	});
});
