import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { createAccountStore } from "../../src/db/account-health.ts";
import { createDivisionStore } from "../../src/db/divisions.ts";
import { createLeaseStore } from "../../src/db/leases.ts";
import { createObjectStore } from "../../src/db/object-store.ts";
import { createOrderStore } from "../../src/db/orders.ts";
import {
	documents,
	shipmentAttempts,
	shipments,
	syncCursors,
	writeBacks,
} from "../../src/db/schema.ts";
import { createShipmentStore } from "../../src/db/shipments.ts";
import { createWriteBackStore } from "../../src/db/write-backs.ts";
import { AppError } from "../../src/lib/errors.ts";
import { openKeyRing } from "../../src/lib/key-ring.ts";
import { silentLog } from "../../src/lib/log.ts";
import type { ShippingDeps } from "../../src/shipping/deps.ts";
import { createJournal } from "../../src/shipping/journal.ts";
import type { Carrier } from "../../src/shipping/ports.ts";
import type { RawAnswer } from "../../src/shipping/shipment.ts";
import { shipDue } from "../../src/shipping/ship-due.ts";
import { seedLiveDivision, seedOrder } from "../db/seed.ts";
import { sampleId, samplePlan } from "./samples.ts";

const START = Date.parse("2026-11-23T09:00:00Z");

/** A carrier that answers as it is told, and counts what it was sent. */
function scriptedCarrier(answer: (reference: string) => RawAnswer | Error) {
	const sent: string[] = [];
	const carrier: Carrier = {
		prepare: () => Promise.resolve(),
		writeBooking: (request) => JSON.stringify(request),
		sendBooking: (_request, reference) => {
			sent.push(reference);
			const given = answer(reference);
			return given instanceof Error ? Promise.reject(given) : Promise.resolve(given);
		},
		readBooking: (given) => {
			if (given.status !== 200) {
				throw new AppError({
					code: "fedex.address_rejected",
					disposition: "refuse",
					message: "no",
					problems: [{ code: "fedex.address_rejected", field: "City", message: "no", remedy: "mend" }],
				});
			}
			return {
				transactionId: `t-${given.body}`,
				customerTransactionId: given.body,
				masterTrackingNumber: "794600000001",
				packages: [{ sequence: 1, trackingNumber: "794600000001" }],
				charge: { amount: "11.40", currency: "EUR" },
				documents: [
					{
						packageSequence: 1,
						kind: "label",
						extension: "pdf",
						contentType: "application/pdf",
						bytes: new TextEncoder().encode(`label ${given.body}`),
					},
				],
				alerts: [],
			};
		},
		check: () => Promise.reject(new Error("not asked here")),
	};
	return { carrier, sent };
}

const fine = (reference: string): RawAnswer => ({
	request: "{}",
	status: 200,
	body: reference,
	receivedAt: START,
});

async function aDueShipment(change: Partial<typeof shipments.$inferInsert> = {}) {
	const seeded = await seedLiveDivision(START);
	const order = await seedOrder(seeded.divisionId, START);
	const id = sampleId("shp");
	await seeded.db.insert(shipments).values({
		id,
		divisionId: seeded.divisionId,
		fedexAccountId: seeded.accountId,
		orderId: order.id,
		exactOrderId: order.exactOrderId,
		orderNumber: order.orderNumber,
		sequence: 1,
		status: "planned",
		plan: samplePlan(),
		dueAt: START,
		correlationId: "pol_1",
		createdAt: START,
		updatedAt: START,
		...change,
	});
	return { ...seeded, id, order };
}

function depsOf(db: Awaited<ReturnType<typeof aDueShipment>>["db"], carrier: Carrier, now = () => START) {
	const objects = createObjectStore(env.DOCUMENTS);
	const wakeUps: string[] = [];
	const deps: ShippingDeps = {
		clock: { now },
		log: silentLog,
		divisions: createDivisionStore(db),
		orders: createOrderStore(db),
		shipments: createShipmentStore(db),
		accounts: createAccountStore(db),
		writeBacks: createWriteBackStore(db),
		leases: createLeaseStore(db),
		objects,
		journal: createJournal(objects, openKeyRing(env.ENCRYPTION_KEYS)),
		wakeUps: {
			send: (kind) => {
				wakeUps.push(kind);
				return Promise.resolve();
			},
		},
		carrier: () => Promise.resolve(carrier),
		erp: () => {
			throw new Error("Exact is not asked here");
		},
	};
	return { deps, wakeUps };
}

async function read(seeded: Awaited<ReturnType<typeof aDueShipment>>) {
	const { db, id } = seeded;
	const [shipment] = await db.select().from(shipments).where(eq(shipments.id, id));
	const attempts = await db
		.select()
		.from(shipmentAttempts)
		.where(eq(shipmentAttempts.shipmentId, id))
		.orderBy(shipmentAttempts.number);
	return { shipment, attempts };
}

describe("a due shipment", () => {
	it("gets one label, its document and a due write-back", async () => {
		const seeded = await aDueShipment();
		const { carrier, sent } = scriptedCarrier(fine);
		const { deps, wakeUps } = depsOf(seeded.db, carrier);
		await shipDue(seeded.divisionId, deps);
		const { shipment, attempts } = await read(seeded);
		expect(sent).toHaveLength(1);
		expect(sent[0]).toMatch(/^20001-[0-9A-HJKMNP-TV-Z]{8}$/);
		expect(shipment).toMatchObject({
			status: "labelled",
			masterTrackingNumber: "794600000001",
			chargeAmount: "11.40",
			dueAt: null,
		});
		expect(attempts).toMatchObject([{ state: "confirmed", reference: sent[0] }]);
		const [document] = await seeded.db
			.select()
			.from(documents)
			.where(eq(documents.shipmentId, seeded.id));
		const stored = await env.DOCUMENTS.get(document?.key ?? "");
		expect(await stored?.text()).toBe(`label ${sent[0]}`);
		const [writeBack] = await seeded.db
			.select()
			.from(writeBacks)
			.where(eq(writeBacks.shipmentId, seeded.id));
		expect(writeBack).toMatchObject({ state: "due", dueAt: START });
		expect(writeBack?.body).toContain("794600000001");
		expect(wakeUps).toContain("write-back");
	});

	it("is sent once when two drains run at once", async () => {
		const seeded = await aDueShipment();
		const { carrier, sent } = scriptedCarrier(fine);
		await Promise.all([
			shipDue(seeded.divisionId, depsOf(seeded.db, carrier).deps),
			shipDue(seeded.divisionId, depsOf(seeded.db, carrier).deps),
		]);
		expect(sent).toHaveLength(1);
		expect((await read(seeded)).shipment?.status).toBe("labelled");
	});

	it("is blocked with the field and the remedy when FedEx refuses it, and is not repeated", async () => {
		const seeded = await aDueShipment();
		const { carrier, sent } = scriptedCarrier((reference) => ({ ...fine(reference), status: 400 }));
		const { deps } = depsOf(seeded.db, carrier);
		await shipDue(seeded.divisionId, deps);
		await shipDue(seeded.divisionId, deps);
		const { shipment, attempts } = await read(seeded);
		expect(sent).toHaveLength(1);
		expect(shipment).toMatchObject({
			status: "blocked",
			reason: { field: "City", remedy: "mend" },
			dueAt: null,
		});
		expect(attempts).toMatchObject([{ state: "refused", outcomeCode: "fedex.address_rejected" }]);
	});

	it("becomes unknown and is never sent again blindly when the answer is lost", async () => {
		const seeded = await aDueShipment();
		const { carrier, sent } = scriptedCarrier(
			() => new AppError({ code: "http.no_answer", disposition: "uncertain", message: "cut" }),
		);
		await shipDue(seeded.divisionId, depsOf(seeded.db, carrier).deps);
		const later = depsOf(seeded.db, carrier, () => START + 3_600_000);
		await shipDue(seeded.divisionId, later.deps);
		const { shipment, attempts } = await read(seeded);
		expect(sent).toHaveLength(1);
		expect(shipment?.status).toBe("unknown");
		expect(attempts).toMatchObject([{ state: "lost", outcomeCode: "http.no_answer" }]);
	});

	it("waits for a poll when the feeds were not read within a quarter of an hour", async () => {
		const seeded = await aDueShipment();
		await seeded.db
			.update(syncCursors)
			.set({ readToEndAt: START - 16 * 60_000 })
			.where(eq(syncCursors.feed, "order-lines"));
		const { carrier, sent } = scriptedCarrier(fine);
		const { deps, wakeUps } = depsOf(seeded.db, carrier);
		await shipDue(seeded.divisionId, deps);
		expect(sent).toEqual([]);
		expect(wakeUps).toContain("poll");
		expect((await read(seeded)).shipment).toMatchObject({ status: "planned", failures: 0 });
	});
});

describe("a run that died", () => {
	async function aRunningShipment(reference: string) {
		const seeded = await aDueShipment({
			status: "creating",
			attemptNumber: 1,
			reference,
			shipDate: "2026-11-23",
			leasedUntil: START - 1,
		});
		await seeded.db.insert(shipmentAttempts).values({
			shipmentId: seeded.id,
			number: 1,
			divisionId: seeded.divisionId,
			fedexAccountId: seeded.accountId,
			reference,
			requestHash: "",
			shipDate: "2026-11-23",
			state: "sent",
			startedAt: START - 200_000,
		});
		const marker = `claims/${seeded.divisionId}/${seeded.order.exactOrderId}/1/1`;
		return { ...seeded, marker, reference };
	}
	const markerText = (reference: string) =>
		JSON.stringify({ reference, shipmentId: "s", at: START, isAbandoned: false });

	it("is confirmed from the journal without another call", async () => {
		const seeded = await aRunningShipment(`20001-J${crypto.randomUUID().slice(0, 7)}`);
		const { carrier, sent } = scriptedCarrier(fine);
		const { deps } = depsOf(seeded.db, carrier);
		await env.DOCUMENTS.put(seeded.marker, markerText(seeded.reference));
		await deps.journal.record(seeded.order.id, seeded.reference, fine(seeded.reference));
		await shipDue(seeded.divisionId, deps);
		const { shipment, attempts } = await read(seeded);
		expect(sent).toEqual([]);
		expect(shipment?.status).toBe("labelled");
		expect(attempts).toMatchObject([{ state: "confirmed" }]);
	});

	it("is unknown when the permission to call was taken and no answer is kept", async () => {
		const seeded = await aRunningShipment(`20001-U${crypto.randomUUID().slice(0, 7)}`);
		const { carrier, sent } = scriptedCarrier(fine);
		await env.DOCUMENTS.put(seeded.marker, markerText(seeded.reference));
		await shipDue(seeded.divisionId, depsOf(seeded.db, carrier).deps);
		expect(sent).toEqual([]);
		expect((await read(seeded)).shipment?.status).toBe("unknown");
	});

	it("is sent with a new reference when the permission was never taken", async () => {
		const seeded = await aRunningShipment(`20001-N${crypto.randomUUID().slice(0, 7)}`);
		const { carrier, sent } = scriptedCarrier(fine);
		const { deps } = depsOf(seeded.db, carrier);
		await shipDue(seeded.divisionId, deps);
		await shipDue(seeded.divisionId, deps);
		const { shipment, attempts } = await read(seeded);
		expect(sent).toHaveLength(1);
		expect(sent[0]).not.toBe(seeded.reference);
		expect(shipment).toMatchObject({ status: "labelled", attemptNumber: 2 });
		expect(attempts).toMatchObject([{ state: "abandoned" }, { state: "confirmed" }]);
		const taken = await env.DOCUMENTS.get(seeded.marker);
		expect(await taken?.json()).toMatchObject({ isAbandoned: true });
	});
});

describe("a database put back in time", () => {
	it("finds the marker and confirms what was bought from the journal", async () => {
		const seeded = await aDueShipment();
		const { carrier, sent } = scriptedCarrier(fine);
		const { deps } = depsOf(seeded.db, carrier);
		const bought = `20001-B${crypto.randomUUID().slice(0, 7)}`;
		await env.DOCUMENTS.put(
			`claims/${seeded.divisionId}/${seeded.order.exactOrderId}/1/1`,
			JSON.stringify({ reference: bought, shipmentId: "s", at: START, isAbandoned: false }),
		);
		await deps.journal.record(seeded.order.id, bought, fine(bought));
		await shipDue(seeded.divisionId, deps);
		const { shipment, attempts } = await read(seeded);
		expect(sent).toEqual([]);
		expect(shipment).toMatchObject({ status: "labelled", reference: bought });
		expect(attempts).toMatchObject([{ state: "confirmed", reference: bought }]);
	});
});
