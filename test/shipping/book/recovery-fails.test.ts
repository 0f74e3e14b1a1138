import { describe, expect, it } from "vitest";

import { LIMITS } from "../../../src/shipping/model/limits.ts";
import { aDivision, HOUR, MINUTE, START } from "./shipping-division.ts";

/** A run died while this was out, and what it left behind can't be read. */
async function unreadable() {
	const division = await aDivision();
	const { id } = await division.ship({
		status: "creating",
		attemptNumber: 1,
		reference: "20001-AAAAAAAA",
		shipDate: "2026-11-23",
		leasedUntil: START - 1,
	});
	const journal = division.deps.journal;
	division.deps.journal = { ...journal, read: () => Promise.reject(new Error("no such key")) };
	const read = async () => (await division.rows()).find((row) => row.id === id);
	return { division, journal, read };
}

describe("an attempt whose remains can't be read", () => {
	it("is tried again, later and later, and then shown as unknown", async () => {
		const { division, read } = await unreadable();
		await division.drain();
		expect(await read()).toMatchObject({ status: "creating", failures: 1, leasedUntil: null });
		for (let tries = 2; tries <= LIMITS.attemptsBeforeFailed; tries += 1) {
			division.time.now += 6 * HOUR;
			await division.drain();
		}
		expect(await read()).toMatchObject({ status: "unknown", dueAt: null });
		expect(division.sent).toEqual([]);
	});

	it("goes on once they can be read again", async () => {
		const { division, journal, read } = await unreadable();
		await division.drain();
		division.deps.journal = journal;
		division.time.now += MINUTE;
		await division.drain();
		expect(await read()).toMatchObject({ status: "planned", attemptNumber: 1 });
	});
});
