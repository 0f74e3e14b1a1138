import { describe, expect, it } from "vitest";

import { closedBy, readRateHeaders } from "../../src/exact/rate-headers.ts";
import { FULL_HEADERS, NOW } from "./fake-exact.ts";

const MINUTE_END = Date.UTC(2026, 10, 23, 9, 31);
const DAY_END = Date.UTC(2026, 10, 24);

describe("the headers of an answer", () => {
	it("tell both windows", () => {
		expect(readRateHeaders(200, new Headers(FULL_HEADERS), NOW)).toEqual({
			status: 200,
			minute: { limit: 60, remaining: 12, resetAt: MINUTE_END },
			day: { limit: 5000, remaining: 4321, resetAt: DAY_END },
		});
	});

	it("that are missing mean unknown", () => {
		const headers = new Headers({ "X-RateLimit-Minutely-Limit": "60" });
		expect(readRateHeaders(200, headers, NOW)).toEqual({ status: 200, minute: null, day: null });
	});

	it("without a reset mean the end of the clock's window", () => {
		const headers = new Headers({
			"X-RateLimit-Minutely-Limit": "60",
			"X-RateLimit-Minutely-Remaining": "5",
		});
		expect(readRateHeaders(200, headers, NOW).minute?.resetAt).toBe(MINUTE_END);
	});

	it.each([
		["X-RateLimit-Minutely", "minute", MINUTE_END],
		["X-RateLimit", "day", DAY_END],
	] as const)(
		"%s with a reset that no such window can have mean the clock's",
		(prefix, window, end) => {
			const headers = new Headers({
				[`${prefix}-Limit`]: "60",
				[`${prefix}-Remaining`]: "0",
				// Microseconds, for instance.
				[`${prefix}-Reset`]: String(end * 1_000),
			});
			expect(readRateHeaders(429, headers, NOW)[window]?.resetAt).toBe(end);
		},
	);

	it("that are not numbers mean unknown", () => {
		const headers = new Headers({ "X-RateLimit-Limit": "many", "X-RateLimit-Remaining": "-1" });
		expect(readRateHeaders(200, headers, NOW).day).toBeNull();
	});

	it("name the full window of a 429 by any of them", () => {
		const headers = new Headers({ "X-RateLimit-Minutely-Reset": String(MINUTE_END) });
		expect(readRateHeaders(429, headers, NOW).minute).toEqual({
			limit: 0,
			remaining: 0,
			resetAt: MINUTE_END,
		});
	});
});

describe("what closed", () => {
	const minute = { limit: 60, remaining: 0, resetAt: MINUTE_END };
	const day = { limit: 5000, remaining: 0, resetAt: DAY_END };
	const open = { limit: 5000, remaining: 10, resetAt: DAY_END };

	it.each([
		["the minute, by its headers alone", { minute, day: null }, "minute", MINUTE_END + 1_000],
		["the day, by its headers alone", { minute: null, day }, "day", DAY_END + 1_000],
		["the minute, where the day has room", { minute, day: open }, "minute", MINUTE_END + 1_000],
		["the day, where both are used up", { minute, day }, "day", DAY_END + 1_000],
		[
			"the licence, without headers",
			{ minute: null, day: null },
			"licence",
			Date.UTC(2026, 10, 23, 10),
		],
		[
			"the licence, where both have room",
			{ minute: { ...minute, remaining: 3 }, day: open },
			"licence",
			Date.UTC(2026, 10, 23, 10),
		],
		[
			"the minute, though its reset has passed",
			{ minute: { ...minute, resetAt: NOW - 5_000 }, day: null },
			"minute",
			NOW + 1_000,
		],
	])("is %s", (_, windows, window, until) => {
		expect(closedBy({ status: 429, ...windows }, NOW)).toEqual({ window, until });
	});
});
