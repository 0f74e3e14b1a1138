import { describe, expect, it } from "vitest";

import { countOne, heldForMs, NO_TRIES } from "../../src/durable-objects/tries.ts";

const MINUTE = 60_000;
const NOW = 1_800_000_000_000;

function counted(times: number, at = NOW) {
	let tries = NO_TRIES;
	for (let count = 0; count < times; count += 1) {
		tries = countOne(tries, at);
	}
	return tries;
}

describe("a window of tries", () => {
	it("holds once it is full, until a minute after its first", () => {
		expect(heldForMs(counted(9), 10, NOW)).toBe(0);
		expect(heldForMs(counted(10), 10, NOW)).toBe(MINUTE);
		expect(heldForMs(counted(10), 10, NOW + MINUTE - 1)).toBe(1);
		expect(heldForMs(counted(10), 10, NOW + MINUTE)).toBe(0);
	});

	it("begins anew when it is over, with one", () => {
		const next = countOne(counted(10), NOW + MINUTE);
		expect(next).toMatchObject({ count: 1, startedAt: NOW + MINUTE });
	});

	it("holds nobody after the clock was put back", () => {
		expect(heldForMs(counted(10), 10, NOW - 1)).toBe(0);
	});
});
