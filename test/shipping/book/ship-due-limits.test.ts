import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { fedexAccounts, orders, syncCursors } from "../../../src/db/schema.ts";
import type { RawAnswer } from "../../../src/shipping/model/shipment.ts";
import { fine } from "../scripted-carrier.ts";
import { aDivision, failure, HOUR, many, MINUTE, START, tally } from "./shipping-division.ts";

describe("the labels of an hour", () => {
	it("are never more than the division allows, however many drains there are", async () => {
		const division = await aDivision(fine, { maxLabelsPerHour: 7 });
		await many(division, 20);
		await Promise.all([1, 2, 3].map(() => division.drain()));
		await division.drain();
		expect(division.sent).toHaveLength(7);
		const waiting = (await division.rows()).filter((row) => row.status === "planned");
		expect(waiting).toHaveLength(13);
		expect(waiting.every((row) => row.failures === 0 && (row.dueAt ?? 0) > START)).toBe(true);
	});

	it("leave room again when the oldest is an hour old", async () => {
		const division = await aDivision(fine, { maxLabelsPerHour: 2 });
		await many(division, 3);
		await division.drain();
		const [left] = (await division.rows()).filter((row) => row.status === "planned");
		expect(left?.dueAt).toBe(START + HOUR + 1);
		division.time.now = START + HOUR + 1;
		await division.db
			.update(orders)
			.set({ addressReadAt: division.time.now })
			.where(eq(orders.divisionId, division.divisionId));
		await division.db
			.update(syncCursors)
			.set({ readToEndAt: division.time.now })
			.where(eq(syncCursors.divisionId, division.divisionId));
		await division.drain();
		expect(tally(await division.rows())).toEqual({ labelled: 3 });
	});

	it("count the tries that brought none", async () => {
		const division = await aDivision((reference) => ({ ...fine(reference), status: 400 }), {
			maxLabelsPerHour: 2,
		});
		await many(division, 3);
		await division.drain();
		expect(division.sent).toHaveLength(2);
	});
});

describe("a carrier that can't be called", () => {
	it.each([
		["wait", 45, 45_000, null],
		["suspend", undefined, 15 * MINUTE, START],
		["reauthorize", undefined, 15 * MINUTE, null],
	] as const)(
		"(%s) leaves every row due later, with its tries",
		async (disposition, seconds, wait, suspendedAt) => {
			const division = await aDivision(fine, {
				carrier: { prepare: () => Promise.reject(failure(disposition, seconds)) },
			});
			await many(division, 3);
			await division.drain();
			expect(division.sent).toEqual([]);
			for (const row of await division.rows()) {
				expect(row).toMatchObject({
					status: "planned",
					dueAt: START + wait,
					failures: 0,
					leasedUntil: null,
				});
			}
			expect(await division.account()).toMatchObject({ suspendedAt });
		},
	);
});

describe("a suspended account", () => {
	async function suspended(probeAt: number, answer: (reference: string) => RawAnswer | Error) {
		const division = await aDivision(answer);
		await many(division, 10);
		await division.db
			.update(fedexAccounts)
			.set({ suspendedAt: START - HOUR, suspendedCode: "fedex.test", probeAt })
			.where(eq(fedexAccounts.id, division.accountId));
		return division;
	}

	it("is left alone until its probe", async () => {
		const division = await suspended(START + 1, fine);
		await division.drain();
		expect(division.sent).toEqual([]);
		expect(tally(await division.rows())).toEqual({ planned: 10 });
	});

	it("is probed with one shipment, and works again when that gets its label", async () => {
		const division = await suspended(START, fine);
		await division.drain();
		expect(division.sent).toHaveLength(1);
		expect(await division.account()).toMatchObject({ suspendedAt: null, probeAt: null });
		division.time.now = START + MINUTE;
		await division.drain();
		expect(tally(await division.rows())).toEqual({ labelled: 10 });
	});

	it("stays suspended when the probe is refused as well, at the cost of one call", async () => {
		const division = await suspended(START, () => failure("suspend"));
		await division.drain();
		division.time.now = START + MINUTE;
		await division.drain();
		expect(division.sent).toHaveLength(1);
		expect(await division.account()).toMatchObject({
			suspendedAt: START - HOUR,
			probeAt: START + 15 * MINUTE,
		});
		expect(tally(await division.rows())).toEqual({ planned: 10 });
	});
});

describe("answers that can't be relied on", () => {
	it("suspend the account when five come in a row", async () => {
		const division = await aDivision(() => failure("uncertain"));
		await many(division, 4);
		await division.drain();
		expect(await division.account()).toMatchObject({ suspendedAt: null, uncertainInARow: 4 });
		await division.ship();
		await division.drain();
		expect(await division.account()).toMatchObject({
			suspendedAt: START,
			suspendedCode: "fedex.outcomes_unknown",
			probeAt: START + 15 * MINUTE,
		});
		await division.ship();
		await division.drain();
		expect(division.sent).toHaveLength(5);
	});

	it("are forgotten with the next label", async () => {
		let asked = 0;
		const division = await aDivision((reference) => {
			asked += 1;
			return asked <= 4 ? failure("uncertain") : fine(reference);
		});
		for (let at = 0; at < 5; at += 1) {
			await division.ship();
			await division.drain();
		}
		expect(await division.account()).toMatchObject({ uncertainInARow: 0, suspendedAt: null });
	});
});

describe("a backlog", () => {
	it("waits together once the hour is full, so that each drain need not move it", async () => {
		const division = await aDivision(fine, { maxLabelsPerHour: 10 });
		await many(division, 120);
		await division.drain();
		expect(tally(await division.rows())).toEqual({ labelled: 10, planned: 110 });
		const waiting = (await division.rows()).filter((row) => row.status === "planned");
		expect(new Set(waiting.map((row) => row.dueAt)).size).toBe(1);
		expect(division.wakeUps).not.toContain("ship");
	});
});
