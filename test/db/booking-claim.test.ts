import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import {
	divisions,
	fedexAccounts,
	orders,
	settings,
	shipmentAttempts,
	shipments,
	syncCursors,
} from "../../src/db/schema.ts";
import { sampleId } from "../shipping/samples.ts";
import { aShipment, type ClaimableShipment, QUARTER, START } from "./claimable.ts";

const setDivision =
	(change: Partial<typeof divisions.$inferInsert>) => (seeded: ClaimableShipment) =>
		seeded.db.update(divisions).set(change).where(eq(divisions.id, seeded.divisionId));
const setAccount =
	(change: Partial<typeof fedexAccounts.$inferInsert>) => (seeded: ClaimableShipment) =>
		seeded.db.update(fedexAccounts).set(change).where(eq(fedexAccounts.id, seeded.accountId));
const setOrder = (change: Partial<typeof orders.$inferInsert>) => (seeded: ClaimableShipment) =>
	seeded.db.update(orders).set(change).where(eq(orders.id, seeded.row.orderId));
const setFeed = (feed: string, readToEndAt: number | null) => (seeded: ClaimableShipment) =>
	seeded.db
		.update(syncCursors)
		.set({ readToEndAt })
		.where(and(eq(syncCursors.divisionId, seeded.divisionId), eq(syncCursors.feed, feed)));
const setShipment =
	(change: Partial<typeof shipments.$inferInsert>) => (seeded: ClaimableShipment) =>
		seeded.db.update(shipments).set(change).where(eq(shipments.id, seeded.row.id));

describe("a claim", () => {
	it("begins the attempt: its row is there before anything is sent", async () => {
		const seeded = await aShipment();
		const claim = seeded.claim();
		expect(await seeded.store.claim(claim)).toBe("done");
		const { shipment, attempts, audit } = await seeded.read();
		expect(shipment).toMatchObject({
			status: "creating",
			attemptNumber: 1,
			reference: claim.reference,
			shipDate: "2026-11-23",
			leasedUntil: START + 120_000,
			version: 2,
		});
		expect(attempts).toMatchObject([
			{
				number: 1,
				state: "sent",
				reference: claim.reference,
				requestHash: "hash",
				startedAt: START,
			},
		]);
		expect(audit).toMatchObject([
			{ action: "shipment.claimed", version: 2, details: { reference: claim.reference } },
		]);
	});

	it("of two at once is won by one", async () => {
		const seeded = await aShipment();
		const outcomes = await Promise.all([
			seeded.store.claim(seeded.claim()),
			seeded.store.claim(seeded.claim()),
		]);
		expect(outcomes.toSorted()).toEqual(["done", "lost"]);
		expect((await seeded.read()).attempts).toHaveLength(1);
	});

	it.each([
		["the division is in hold", setDivision({ mode: "hold" })],
		["the division is paused", setDivision({ pausedAt: START })],
		["the account is paused", setAccount({ pausedAt: START })],
		["the account is suspended", setAccount({ suspendedAt: START, probeAt: START + 1 })],
		["another run tries the suspended account", setAccount({ suspendedAt: START, probeAt: START })],
		["the headers were read too long ago", setFeed("order-headers", START - QUARTER - 1)],
		["the lines were read too long ago", setFeed("order-lines", START - QUARTER - 1)],
		["the deletions were never read to their end", setFeed("deleted", null)],
		["its address was read too long ago", setOrder({ addressReadAt: START - QUARTER - 1 })],
		["its address was never read", setOrder({ addressReadAt: null })],
		["its order is to be judged", setOrder({ judgeDueAt: START })],
		["its order was deleted", setOrder({ deletedAt: START })],
		["it has another version", setShipment({ version: 2 })],
		["it is blocked by now", setShipment({ status: "blocked" })],
		["it has its label by now", setShipment({ status: "labelled" })],
	])("is lost when %s, and nothing is written", async (_why, change) => {
		const seeded = await aShipment();
		await change(seeded);
		const before = await seeded.read();
		expect(await seeded.store.claim(seeded.claim())).toBe("lost");
		expect(await seeded.read()).toEqual(before);
		expect(before).toMatchObject({ attempts: [], audit: [] });
	});

	it("is lost while everything is paused", async () => {
		const seeded = await aShipment();
		await seeded.db.update(settings).set({ pausedAt: START });
		const outcome = await seeded.store.claim(seeded.claim());
		await seeded.db.update(settings).set({ pausedAt: null });
		expect(outcome).toBe("lost");
		expect(await seeded.store.claim(seeded.claim())).toBe("done");
	});

	it("is lost when the hour has its labels, and won when the oldest is an hour old", async () => {
		const seeded = await aShipment();
		await seeded.db.insert(shipmentAttempts).values({
			shipmentId: sampleId("shp"),
			number: 1,
			divisionId: seeded.divisionId,
			fedexAccountId: seeded.accountId,
			reference: sampleId("ref"),
			requestHash: "",
			shipDate: "2026-11-23",
			state: "confirmed",
			startedAt: START - 3_599_999,
		});
		const claim = seeded.claim({ maxLabelsPerHour: 1 });
		expect(await seeded.store.claim(claim)).toBe("lost");
		expect(await seeded.store.claim({ ...claim, now: START + 1 })).toBe("done");
	});

	it("is won at the limits: data a quarter of an hour old, and the account's probe", async () => {
		const seeded = await aShipment();
		await setFeed("deleted", START - QUARTER)(seeded);
		await setOrder({ addressReadAt: START - QUARTER })(seeded);
		await setAccount({ suspendedAt: START - 1, probeAt: START + 60_000 })(seeded);
		expect(await seeded.store.claim(seeded.claim({ probeAt: START + 60_000 }))).toBe("done");
	});
});
