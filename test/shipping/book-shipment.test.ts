import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import {
	documents,
	shipmentAttempts,
	shipments,
	syncCursors,
	writeBacks,
} from "../../src/db/schema.ts";
import { AppError } from "../../src/lib/errors.ts";
import { LIMITS } from "../../src/shipping/limits.ts";
import type { Carrier } from "../../src/shipping/ports.ts";
import { shipDue } from "../../src/shipping/ship-due.ts";
import { seedLiveDivision, seedShipment } from "../db/seed.ts";
import { fine, scriptedCarrier } from "./scripted-carrier.ts";
import { testDeps } from "./test-deps.ts";

const START = Date.parse("2026-11-23T09:00:00Z");

async function aDueShipment(change: Partial<typeof shipments.$inferInsert> = {}) {
	const seeded = await seedLiveDivision(START);
	const { id, order } = await seedShipment(seeded, START, change);
	return { ...seeded, id, order };
}

function depsOf(carrier: Carrier, now = () => START) {
	return testDeps({ carrier, now });
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
		const { deps, wakeUps } = depsOf(carrier);
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
			shipDue(seeded.divisionId, depsOf(carrier).deps),
			shipDue(seeded.divisionId, depsOf(carrier).deps),
		]);
		expect(sent).toHaveLength(1);
		expect((await read(seeded)).shipment?.status).toBe("labelled");
	});

	it("is blocked with the field and the remedy when FedEx refuses it, and is not repeated", async () => {
		const seeded = await aDueShipment();
		const { carrier, sent } = scriptedCarrier((reference) => ({ ...fine(reference), status: 400 }));
		const { deps } = depsOf(carrier);
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
		await shipDue(seeded.divisionId, depsOf(carrier).deps);
		const later = depsOf(carrier, () => START + 3_600_000);
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
		const { deps, wakeUps } = depsOf(carrier);
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
		const marker = `claims/${seeded.order.exactOrderId}/1/1`;
		return { ...seeded, marker, reference };
	}
	const markerText = (reference: string) =>
		JSON.stringify({ reference, shipmentId: "s", at: START, isAbandoned: false });

	it("is confirmed from the journal without another call", async () => {
		const seeded = await aRunningShipment(`20001-J${crypto.randomUUID().slice(0, 7)}`);
		const { carrier, sent } = scriptedCarrier(fine);
		const { deps } = depsOf(carrier);
		await env.DOCUMENTS.put(seeded.marker, markerText(seeded.reference));
		await (
			await deps.journal.begin(seeded.order.exactOrderId, seeded.reference)
		).record(fine(seeded.reference));
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
		await shipDue(seeded.divisionId, depsOf(carrier).deps);
		expect(sent).toEqual([]);
		expect((await read(seeded)).shipment?.status).toBe("unknown");
	});

	it("is sent with a new reference when the permission was never taken", async () => {
		const seeded = await aRunningShipment(`20001-N${crypto.randomUUID().slice(0, 7)}`);
		const { carrier, sent } = scriptedCarrier(fine);
		const { deps } = depsOf(carrier);
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
	it("looks what was bought up by the day that it was bought for", async () => {
		const seeded = await aDueShipment();
		const { carrier, sent } = scriptedCarrier(fine);
		const bought = `20001-D${crypto.randomUUID().slice(0, 7)}`;
		await env.DOCUMENTS.put(
			`claims/${seeded.order.exactOrderId}/1/1`,
			JSON.stringify({
				reference: bought,
				shipmentId: "s",
				shipDate: "2026-11-19",
				at: START - 345_600_000,
				isAbandoned: false,
			}),
		);
		await shipDue(seeded.divisionId, depsOf(carrier).deps);
		const { shipment, attempts } = await read(seeded);
		expect(sent).toEqual([]);
		expect(shipment).toMatchObject({ status: "unknown", reference: bought });
		expect(attempts).toMatchObject([
			{
				state: "lost",
				reference: bought,
				shipDate: "2026-11-19",
				lookDueAt: START + LIMITS.reconcileLooksMs[0],
			},
		]);
	});

	it("finds the marker and confirms what was bought from the journal", async () => {
		const seeded = await aDueShipment();
		const { carrier, sent } = scriptedCarrier(fine);
		const { deps } = depsOf(carrier);
		const bought = `20001-B${crypto.randomUUID().slice(0, 7)}`;
		await env.DOCUMENTS.put(
			`claims/${seeded.order.exactOrderId}/1/1`,
			JSON.stringify({ reference: bought, shipmentId: "s", at: START, isAbandoned: false }),
		);
		await (await deps.journal.begin(seeded.order.exactOrderId, bought)).record(fine(bought));
		await shipDue(seeded.divisionId, deps);
		const { shipment, attempts } = await read(seeded);
		expect(sent).toEqual([]);
		expect(shipment).toMatchObject({ status: "labelled", reference: bought });
		expect(attempts).toMatchObject([{ state: "confirmed", reference: bought }]);
	});
});
