import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { divisions, fedexAccounts, shipmentAttempts } from "../../../src/db/schema.ts";
import { shipDue } from "../../../src/shipping/book/ship-due.ts";
import { LIMITS } from "../../../src/shipping/model/limits.ts";
import { seedLiveDivision, seedShipment } from "../../db/seed.ts";
import { fine } from "../scripted-carrier.ts";
import { aDivision, failure, HOUR, many, MINUTE, START, tally } from "./shipping-division.ts";

describe("a 429 of FedEx", () => {
	it("stops the whole drain: no row that had not begun is sent into it, and none spends a try", async () => {
		const division = await aDivision(() => failure("wait", 10));
		await many(division, 30);
		await division.drain();
		expect(division.sent.length).toBeLessThanOrEqual(LIMITS.callsAtOnce);
		for (const row of await division.rows()) {
			expect(row).toMatchObject({ status: "planned", failures: 0, leasedUntil: null });
			expect(row.dueAt).toBe(START + 10_000);
		}
		const attempts = await division.db
			.select()
			.from(shipmentAttempts)
			.where(eq(shipmentAttempts.divisionId, division.divisionId));
		expect(attempts.length).toBe(division.sent.length);
	});

	it("is over by itself", async () => {
		let isFull = true;
		const division = await aDivision((reference) =>
			isFull ? failure("wait", 10) : fine(reference),
		);
		await many(division, 10);
		await division.drain();
		isFull = false;
		division.time.now = START + 10_000;
		await division.drain();
		expect(tally(await division.rows())).toEqual({ labelled: 10 });
	});
});

describe("an account that FedEx refuses wholesale", () => {
	it("costs no more calls than are under way at once; every row waits for the probe", async () => {
		const division = await aDivision(() => failure("suspend"));
		await many(division, 30);
		await division.drain();
		expect(division.sent.length).toBeLessThanOrEqual(LIMITS.callsAtOnce);
		const rows = await division.rows();
		expect(tally(rows)).toEqual({ planned: 30 });
		expect(new Set(rows.map((row) => row.dueAt))).toEqual(new Set([START + 15 * MINUTE]));
	});
});

describe("the probe of a suspended account", () => {
	async function twoDivisions(answer: Parameters<typeof aDivision>[0]) {
		const division = await aDivision(answer);
		const other = await seedLiveDivision(START);
		await division.db
			.update(divisions)
			.set({ fedexAccountId: division.accountId })
			.where(eq(divisions.id, other.divisionId));
		await division.db
			.update(fedexAccounts)
			.set({ suspendedAt: START - HOUR, suspendedCode: "fedex.test", probeAt: START })
			.where(eq(fedexAccounts.id, division.accountId));
		await many(division, 5);
		for (let at = 0; at < 5; at += 1) {
			await seedShipment({ ...other, accountId: division.accountId }, START);
		}
		return { ...division, drainOther: () => shipDue(other.divisionId, division.deps) };
	}

	it("is one, though two divisions ship with it", async () => {
		const division = await twoDivisions(() => failure("suspend"));
		await Promise.all([division.drain(), division.drainOther()]);
		expect(division.sent).toHaveLength(1);
	});

	it("is one, though two runs of a division meet", async () => {
		const division = await aDivision(() => failure("suspend"));
		await division.db
			.update(fedexAccounts)
			.set({ suspendedAt: START - HOUR, suspendedCode: "fedex.test", probeAt: START })
			.where(eq(fedexAccounts.id, division.accountId));
		await many(division, 60);
		await Promise.all([division.drain(), division.drain()]);
		expect(division.sent).toHaveLength(1);
	});

	it("that is refused for its own order is followed by another within a minute", async () => {
		const division = await twoDivisions((reference) => ({ ...fine(reference), status: 400 }));
		await division.drain();
		await division.drainOther();
		expect(division.sent).toHaveLength(1);
		division.time.now = START + MINUTE;
		await division.drainOther();
		expect(division.sent).toHaveLength(2);
	});

	it("lets both divisions go on once it got its label", async () => {
		const division = await twoDivisions(fine);
		await Promise.all([division.drain(), division.drainOther()]);
		division.time.now = START + MINUTE;
		await division.drain();
		await division.drainOther();
		expect(division.sent).toHaveLength(10);
	});
});
