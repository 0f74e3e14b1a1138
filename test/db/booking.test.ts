import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import {
	auditEvents,
	dailyCounts,
	divisions,
	documents,
	fedexAccounts,
	orders,
	packages,
	settings,
	shipmentAttempts,
	shipments,
	syncCursors,
	writeBacks,
} from "../../src/db/schema.ts";
import { createShipmentStore } from "../../src/db/shipments.ts";
import type { Claim, Confirmation } from "../../src/shipping/stores.ts";
import { sampleId } from "../shipping/samples.ts";
import { seedLiveDivision, seedShipment } from "./seed.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const QUARTER = 900_000;

async function aShipment(change: Partial<typeof shipments.$inferInsert> = {}) {
	const seeded = await seedLiveDivision(START);
	const row = await seedShipment(seeded, START, change);
	const store = createShipmentStore(seeded.db);
	const claim = (given: Partial<Claim> = {}): Claim => ({
		shipment: row,
		reference: sampleId("20001"),
		requestHash: "hash",
		shipDate: "2026-11-23",
		now: START,
		leasedUntil: START + 120_000,
		maxLabelsPerHour: 500,
		freshSince: START - QUARTER,
		...given,
	});
	const read = async () => {
		const [shipment] = await seeded.db.select().from(shipments).where(eq(shipments.id, row.id));
		const attempts = await seeded.db
			.select()
			.from(shipmentAttempts)
			.where(eq(shipmentAttempts.shipmentId, row.id));
		const audit = await seeded.db
			.select()
			.from(auditEvents)
			.where(eq(auditEvents.subject, `shipment:${row.id}`));
		return { shipment, attempts, audit };
	};
	return { ...seeded, store, row, claim, read };
}

type Seeded = Awaited<ReturnType<typeof aShipment>>;

const setDivision = (change: Partial<typeof divisions.$inferInsert>) => (seeded: Seeded) =>
	seeded.db.update(divisions).set(change).where(eq(divisions.id, seeded.divisionId));
const setAccount = (change: Partial<typeof fedexAccounts.$inferInsert>) => (seeded: Seeded) =>
	seeded.db.update(fedexAccounts).set(change).where(eq(fedexAccounts.id, seeded.accountId));
const setOrder = (change: Partial<typeof orders.$inferInsert>) => (seeded: Seeded) =>
	seeded.db.update(orders).set(change).where(eq(orders.id, seeded.row.orderId));
const setFeed = (feed: string, readToEndAt: number | null) => (seeded: Seeded) =>
	seeded.db
		.update(syncCursors)
		.set({ readToEndAt })
		.where(and(eq(syncCursors.divisionId, seeded.divisionId), eq(syncCursors.feed, feed)));
const setShipment = (change: Partial<typeof shipments.$inferInsert>) => (seeded: Seeded) =>
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
		await setAccount({ suspendedAt: START - 1, probeAt: START })(seeded);
		expect(await seeded.store.claim(seeded.claim())).toBe("done");
	});
});

describe("a confirmation", () => {
	async function aClaimed() {
		const seeded = await aShipment();
		const claim = seeded.claim();
		await seeded.store.claim(claim);
		const confirmation: Confirmation = {
			shipment: { ...seeded.row, status: "creating", version: 2, attemptNumber: 1 },
			reference: claim.reference,
			booking: {
				transactionId: "t-1",
				customerTransactionId: claim.reference,
				masterTrackingNumber: "794600000001",
				packages: [{ sequence: 1, trackingNumber: "794600000001" }],
				charge: { amount: "11.40", currency: "EUR" },
				documents: [],
				alerts: [],
			},
			documents: [
				{
					id: sampleId("doc"),
					packageSequence: 1,
					kind: "label",
					contentType: "application/pdf",
					bytes: 7,
					sha256: "abc",
					key: sampleId("key"),
				},
			],
			writeBack: { id: sampleId("wrb"), subject: "s", body: "b", accountId: null },
			now: START + 5_000,
		};
		const children = async () => ({
			documents: await seeded.db
				.select()
				.from(documents)
				.where(eq(documents.shipmentId, seeded.row.id)),
			writeBacks: await seeded.db
				.select()
				.from(writeBacks)
				.where(eq(writeBacks.shipmentId, seeded.row.id)),
			packages: await seeded.db
				.select()
				.from(packages)
				.where(eq(packages.shipmentId, seeded.row.id)),
			counts: await seeded.db
				.select()
				.from(dailyCounts)
				.where(eq(dailyCounts.scope, `division:${seeded.divisionId}`)),
		});
		return { ...seeded, confirmation, children };
	}

	it("keeps what was bought, ends the attempt and has the Document written", async () => {
		const seeded = await aClaimed();
		await seeded.db
			.insert(packages)
			.values({ shipmentId: seeded.row.id, sequence: 1, weightGrams: 2_700 });
		expect(await seeded.store.confirm(seeded.confirmation)).toBe("done");
		const { shipment, attempts } = await seeded.read();
		expect(shipment).toMatchObject({
			status: "labelled",
			trackingState: "label_made",
			masterTrackingNumber: "794600000001",
			transactionId: "t-1",
			chargeAmount: "11.40",
			chargeCurrency: "EUR",
			dueAt: null,
			leasedUntil: null,
			labelledAt: START + 5_000,
		});
		expect(attempts).toMatchObject([{ state: "confirmed", transactionId: "t-1" }]);
		expect(await seeded.children()).toMatchObject({
			documents: [{ kind: "label", sha256: "abc", attemptNumber: 1, revokedAt: null }],
			writeBacks: [{ state: "due", dueAt: START + 5_000, orderNumber: 20_001 }],
			packages: [{ weightGrams: 2_700, trackingNumber: "794600000001" }],
			counts: [{ day: "2026-11-23", name: "labels", count: 1 }],
		});
	});

	it("proves that a suspended account works again", async () => {
		const seeded = await aClaimed();
		const suspended = {
			suspendedAt: START,
			suspendedCode: "a.b",
			probeAt: START,
			uncertainInARow: 3,
		};
		await setAccount(suspended)(seeded);
		await seeded.store.confirm(seeded.confirmation);
		const [account] = await seeded.db
			.select()
			.from(fedexAccounts)
			.where(eq(fedexAccounts.id, seeded.accountId));
		expect(account).toMatchObject({
			suspendedAt: null,
			suspendedCode: null,
			probeAt: null,
			uncertainInARow: 0,
		});
	});

	it("that comes twice is lost the second time: one Document, one count", async () => {
		const seeded = await aClaimed();
		await seeded.store.confirm(seeded.confirmation);
		const writeBack = {
			...seeded.confirmation,
			writeBack: { id: "w", subject: "s", body: "", accountId: null },
		};
		expect(await seeded.store.confirm(writeBack)).toBe("lost");
		const { writeBacks: written, counts } = await seeded.children();
		expect(written).toHaveLength(1);
		expect(counts).toMatchObject([{ count: 1 }]);
	});

	it.each([
		["of another reference", { reference: "20001-OTHER000" }, {}],
		["of a version that passed", {}, { version: 1 }],
		["of a shipment that was given back", {}, { status: "planned" }],
	] as const)("%s is lost and leaves nothing", async (_why, change, shipment) => {
		const seeded = await aClaimed();
		const before = await seeded.read();
		const outcome = await seeded.store.confirm({
			...seeded.confirmation,
			...change,
			shipment: { ...seeded.confirmation.shipment, ...shipment },
		});
		expect(outcome).toBe("lost");
		expect(await seeded.read()).toEqual(before);
		expect(await seeded.children()).toEqual({
			documents: [],
			writeBacks: [],
			packages: [],
			counts: [],
		});
	});

	it.each(["planned", "blocked", "voided", "voiding", "failed"] as const)(
		"never makes a label of a shipment that is %s, whoever asks",
		async (status) => {
			const seeded = await aClaimed();
			await setShipment({ status })(seeded);
			const { confirmation } = seeded;
			const shipment = { ...confirmation.shipment, status };
			expect(await seeded.store.confirm({ ...confirmation, shipment })).toBe("lost");
			expect((await seeded.read()).shipment).toMatchObject({ status });
		},
	);
});
