import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { divisions, orders, shipmentAttempts } from "../../../src/db/schema.ts";
import { seedLiveDivision } from "../../db/seed.ts";
import { sampleId } from "../samples.ts";
import { fine } from "../scripted-carrier.ts";
import { aDivision, failure, many, MINUTE, START, tally } from "./shipping-division.ts";

describe("hundreds of due shipments", () => {
	it("are labelled in several drains, each once, each asking for the next", async () => {
		const division = await aDivision();
		await many(division, 220);
		let drains = 0;
		do {
			division.wakeUps.length = 0;
			await division.drain();
			drains += 1;
		} while (division.wakeUps.includes("ship"));
		expect(drains).toBe(5);
		expect(tally(await division.rows())).toEqual({ labelled: 220 });
		expect(division.sent).toHaveLength(220);
		expect(new Set(division.sent).size).toBe(220);
	});

	it("are labelled once each by four drains at once", async () => {
		const division = await aDivision();
		await many(division, 120);
		await Promise.all([1, 2, 3, 4].map(() => division.drain()));
		expect(division.sent).toHaveLength(120);
		expect(tally(await division.rows())).toEqual({ labelled: 120 });
	});

	it("are sent six at a time", async () => {
		let running = 0;
		let most = 0;
		const division = await aDivision(fine, {
			carrier: {
				sendBooking: async (_request, reference) => {
					running += 1;
					most = Math.max(most, running);
					await new Promise((resolve) => setTimeout(resolve, 0));
					running -= 1;
					return fine(reference);
				},
			},
		});
		await many(division, 30);
		await division.drain();
		expect(most).toBe(6);
	});

	it("go out although one of them fails before its call", async () => {
		let refused = 0;
		const division = await aDivision(fine, {
			carrier: {
				writeBooking: (request) => {
					if (refused === 0) {
						refused += 1;
						throw new TypeError("x is undefined");
					}
					return JSON.stringify(request);
				},
			},
		});
		await many(division, 5);
		await division.drain();
		expect(tally(await division.rows())).toEqual({ labelled: 4, planned: 1 });
		const [left] = (await division.rows()).filter((row) => row.status === "planned");
		expect(left).toMatchObject({ failures: 1, leasedUntil: null });
		expect(left?.dueAt).toBeGreaterThan(START);
	});

	it("go out although the answer to one is lost", async () => {
		let asked = 0;
		const division = await aDivision((reference) => {
			asked += 1;
			return asked === 2 ? failure("uncertain") : fine(reference);
		});
		await many(division, 5);
		await division.drain();
		expect(tally(await division.rows())).toEqual({ labelled: 4, unknown: 1 });
	});
});

describe("what is not ready to go out", () => {
	it.each([
		["is in hold", { mode: "hold" }],
		["is paused", { pausedAt: START }],
	] as const)("waits a minute while the division %s", async (_why, change) => {
		const division = await aDivision();
		const { id } = await division.ship();
		await division.db.update(divisions).set(change).where(eq(divisions.id, division.divisionId));
		await division.drain();
		expect(division.sent).toEqual([]);
		expect(await division.rows()).toMatchObject([{ id, dueAt: START + MINUTE, failures: 0 }]);
	});

	it("waits for its address to be read again, alone, and asks for a poll", async () => {
		const division = await aDivision();
		const [stale] = [await division.ship(), await division.ship()];
		await division.db
			.update(orders)
			.set({ addressReadAt: START - 16 * MINUTE })
			.where(eq(orders.id, stale.orderId));
		await division.drain();
		expect(division.sent).toHaveLength(1);
		const [order] = await division.db.select().from(orders).where(eq(orders.id, stale.orderId));
		expect(order).toMatchObject({ judgeDueAt: START });
		expect(await division.deps.divisions.find(division.divisionId)).toMatchObject({
			pollDueAt: START,
		});
		expect(division.wakeUps).toContain("poll");
	});

	it("waits for its order to be judged", async () => {
		const division = await aDivision();
		const { orderId } = await division.ship();
		await division.db.update(orders).set({ judgeDueAt: START }).where(eq(orders.id, orderId));
		await division.drain();
		expect(division.sent).toEqual([]);
		expect(await division.rows()).toMatchObject([
			{ status: "planned", dueAt: START + 20_000, failures: 0, leasedUntil: null },
		]);
	});

	it("is taken with the account that it was planned for, after a new one was mapped", async () => {
		const division = await aDivision();
		await division.ship();
		const other = await seedLiveDivision(START);
		await division.ship({ fedexAccountId: other.accountId, dueAt: START + 1 });
		division.time.now = START + 1;
		await division.drain();
		expect(division.sent).toHaveLength(1);
		expect(division.wakeUps).toContain("ship");
		await division.drain();
		const attempts = await division.db
			.select()
			.from(shipmentAttempts)
			.where(eq(shipmentAttempts.divisionId, division.divisionId));
		expect(attempts.map((attempt) => attempt.fedexAccountId).toSorted()).toEqual(
			[division.accountId, other.accountId].toSorted(),
		);
	});

	it("waits while its account is gone", async () => {
		const division = await aDivision();
		await division.ship({ fedexAccountId: sampleId("fda") });
		await division.drain();
		expect(await division.rows()).toMatchObject([{ dueAt: START + 15 * MINUTE, failures: 0 }]);
	});

	it("has failed when its eighth try brought nothing either", async () => {
		const division = await aDivision(fine, {
			carrier: {
				writeBooking: () => {
					throw new TypeError("x is undefined");
				},
			},
		});
		await division.ship({ failures: 7 });
		await division.drain();
		expect(await division.rows()).toMatchObject([
			{ status: "failed", reason: { code: "internal.unexpected" }, dueAt: null },
		]);
	});
});

describe("an answer that is not a label", () => {
	it.each([
		["is full", failure("wait", 12), 12_000, null],
		["refuses the account", failure("suspend"), 15 * MINUTE, START],
	])("and %s gives the shipment back unsent, with its tries", async (_what, error, wait, since) => {
		const division = await aDivision(() => error);
		const { id } = await division.ship({ failures: 2 });
		await division.drain();
		expect(await division.rows()).toMatchObject([
			{ id, status: "planned", dueAt: START + wait, failures: 2 },
		]);
		expect(await division.account()).toMatchObject({ suspendedAt: since });
	});
});
