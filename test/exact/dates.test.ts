import { expect, it } from "vitest";

import { toDateOnly } from "../../src/exact/dates.ts";

it.each([
	["/Date(1782345600000)/", "2026-06-25"],
	["/Date(1782431999999)/", "2026-06-25"],
	["/Date(-86400000)/", "1969-12-31"],
	["/Date(1782345600000+0200)/", "2026-06-25"],
	["2026-06-25", null],
	["/Date(99999999999999999)/", null],
	["/Date(9999999999999999)/", null],
	["", null],
	[null, null],
	[undefined, null],
])("%s is the day %s, by the components that Exact wrote as UTC", (wire, day) => {
	expect(toDateOnly(wire)).toBe(day);
});
