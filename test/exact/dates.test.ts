import { expect, it } from "vitest";

import { toDateOnly } from "../../src/exact/dates.ts";

it.each([
	["/Date(1782345600000)/", "2026-06-25"],
	["/Date(1782431999999)/", "2026-06-25"],
	["/Date(-86400000)/", "1969-12-31"],
	["/Date(1782345600000+0200)/", "2026-06-25"],
	["/Date(-62135596800000)/", "0001-01-01"],
	["/Date(-62167219200001)/", null],
	["/Date(253402300799999)/", "9999-12-31"],
	["/Date(253402300800000)/", null],
	["2026-06-25", null],
	["/Date(99999999999999999)/", null],
	["/Date(9999999999999999)/", null],
	["", null],
	[null, null],
	[undefined, null],
])("%s is the day %s, by the components that Exact wrote as UTC", (wire, day) => {
	expect(toDateOnly(wire)).toBe(day);
});
