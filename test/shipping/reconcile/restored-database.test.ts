import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";

import {
	documents,
	packages,
	shipmentAttempts,
	shipments,
	trackingGroups,
} from "../../../src/db/schema.ts";
import { createVoidStore } from "../../../src/db/voids.ts";
import { relabelShipment, voidShipment } from "../../../src/shipping/operate/void-shipment.ts";
import type { CancelOutcome } from "../../../src/shipping/ports/carrier.ts";
import { recallLabel } from "../../../src/shipping/recall-label.ts";
import { trackDue } from "../../../src/shipping/track/track-due.ts";
import { aDivisionAtFedex, type DivisionAtFedex, HOUR, MINUTE } from "./lost-calls.ts";

/** The database as it was before the shipment was sent for the first time; audit and R2 are as they are. */
async function putBack(division: DivisionAtFedex, id: string) {
	const { db } = division;
	const row = await division.shipment(id);
	await db.delete(shipmentAttempts).where(eq(shipmentAttempts.shipmentId, id));
	await db.delete(packages).where(eq(packages.shipmentId, id));
	await db
		.update(shipments)
		.set({
			status: "planned",
			attemptNumber: 0,
			reference: null,
			labelledAt: null,
			masterTrackingNumber: null,
			trackingState: null,
			isRelabelWanted: false,
			leasedUntil: null,
			dueAt: division.clock.now(),
			version: (row?.version ?? 0) + 1,
		})
		.where(eq(shipments.id, id));
}

/** Remembers the database as it is with the label, and answers how to put it back to that. */
async function remember(division: DivisionAtFedex, id: string) {
	const { db } = division;
	const [shipment] = await db.select().from(shipments).where(eq(shipments.id, id));
	const [attempt] = await db
		.select()
		.from(shipmentAttempts)
		.where(eq(shipmentAttempts.shipmentId, id));
	const pieces = await db.select().from(packages).where(eq(packages.shipmentId, id));
	const groups = await db
		.select()
		.from(trackingGroups)
		.where(eq(trackingGroups.fedexAccountId, division.accountId));
	if (shipment === undefined || attempt === undefined) {
		throw new Error("there was no label to remember");
	}
	return async () => {
		const version = ((await division.shipment(id))?.version ?? 0) + 1;
		await db
			.update(shipments)
			.set({ ...shipment, version })
			.where(eq(shipments.id, id));
		await db.delete(shipmentAttempts).where(eq(shipmentAttempts.shipmentId, id));
		await db.insert(shipmentAttempts).values(attempt);
		await db.delete(packages).where(eq(packages.shipmentId, id));
		await db.insert(packages).values(pieces);
		await db.insert(trackingGroups).values(groups).onConflictDoNothing();
		await db.update(documents).set({ revokedAt: null }).where(eq(documents.shipmentId, id));
	};
}

async function settle(division: DivisionAtFedex) {
	for (let rounds = 0; rounds < 8; rounds += 1) {
		await division.ship();
		await division.after(10 * MINUTE);
	}
}

async function takeBack(division: DivisionAtFedex, id: string, how: typeof voidShipment) {
	const change = { now: division.clock.now(), actor: "operator:test", correlationId: "req_1" };
	await how(id, change, {
		voids: createVoidStore(division.db),
		wakeUps: division.deps.wakeUps,
	});
	await settle(division);
}

/** A FedEx that cancels nothing until it is told to. */
async function aTooLateFedex() {
	const told: { cancel: CancelOutcome | undefined } = { cancel: "too-late" };
	const division = await aDivisionAtFedex({
		carrier: (real) => ({
			cancelBooking: (number) =>
				told.cancel === undefined ? real.cancelBooking(number) : Promise.resolve(told.cancel),
		}),
	});
	return { division, told };
}

describe("a database that was put back in time", () => {
	it("buys nothing beside a label whose attempt before it could not be marked", async () => {
		const division = await aDivisionAtFedex();
		const { id } = await division.due();
		const putOnce = vi
			.spyOn(division.deps.objects, "putOnce")
			.mockRejectedValue(new Error("R2 is away"));
		while ((await division.shipment(id))?.status !== "unknown") {
			await division.ship();
			division.clock.advance(10 * MINUTE);
		}
		putOnce.mockRestore();
		for (let round = 0; round < 4; round += 1) {
			await settle(division);
			division.clock.advance(HOUR);
		}
		const bought = await division.shipment(id);
		expect(bought).toMatchObject({ status: "labelled", attemptNumber: 2 });
		await putBack(division, id);
		await settle(division);
		expect(await division.shipment(id)).toMatchObject({
			status: "labelled",
			attemptNumber: 2,
			masterTrackingNumber: bought?.masterTrackingNumber,
		});
		expect(await division.atFedex()).toHaveLength(1);
	});

	it("confirms the label that is on the box, not the one that was voided for it", async () => {
		const division = await aDivisionAtFedex();
		const { id } = await division.due();
		await division.ship();
		await takeBack(division, id, relabelShipment);
		const [onTheBox] = await division.uncancelled();
		const before = await division.shipment(id);
		expect(before).toMatchObject({ status: "labelled", attemptNumber: 2 });
		await putBack(division, id);
		division.clock.advance(HOUR);
		await settle(division);
		expect(await division.shipment(id)).toMatchObject({
			status: "labelled",
			attemptNumber: 2,
			reference: onTheBox?.reference,
			masterTrackingNumber: before?.masterTrackingNumber,
		});
		expect(await division.uncancelled()).toHaveLength(1);
		expect(division.calls("ship.create")).toBe(2);
	});

	it("hands out no label that a person took back, and makes no other", async () => {
		const division = await aDivisionAtFedex();
		const { id } = await division.due();
		await division.ship();
		await takeBack(division, id, voidShipment);
		expect(await division.shipment(id)).toMatchObject({ status: "voided" });
		await putBack(division, id);
		await division.ship();
		expect(await division.shipment(id)).toMatchObject({ status: "unknown" });
		await settle(division);
		expect(await division.shipment(id)).toMatchObject({ status: "voided", reason: null });
		expect(await division.uncancelled()).toEqual([]);
		expect(division.calls("ship.create")).toBe(1);
	});

	it("makes the other label that was wanted in place of the one that was taken back", async () => {
		const division = await aDivisionAtFedex();
		const { id } = await division.due();
		await division.ship();
		const change = { now: division.clock.now(), actor: "operator:test", correlationId: "req_1" };
		const voids = createVoidStore(division.db);
		await relabelShipment(id, change, { voids, wakeUps: division.deps.wakeUps });
		await division.after(0);
		await putBack(division, id);
		await settle(division);
		expect(await division.shipment(id)).toMatchObject({ status: "labelled", attemptNumber: 2 });
		expect(await division.uncancelled()).toHaveLength(1);
	});

	it("confirms the label that FedEx would not cancel for the person", async () => {
		const { division, told } = await aTooLateFedex();
		const { id } = await division.due();
		await division.ship();
		await takeBack(division, id, voidShipment);
		expect(await division.shipment(id)).toMatchObject({ status: "labelled" });
		told.cancel = undefined;
		await putBack(division, id);
		await settle(division);
		expect(await division.shipment(id)).toMatchObject({ status: "labelled", attemptNumber: 1 });
		expect(await division.uncancelled()).toHaveLength(1);
	});

	it("hands out no label that a person took back at the second asking", async () => {
		const { division, told } = await aTooLateFedex();
		const { id } = await division.due();
		await division.ship();
		await takeBack(division, id, voidShipment);
		told.cancel = undefined;
		await takeBack(division, id, voidShipment);
		await putBack(division, id);
		await settle(division);
		expect(await division.shipment(id)).toMatchObject({ status: "voided" });
		expect(division.calls("ship.create")).toBe(1);
	});

	it("takes a label back once more that it had forgotten to be void, when somebody asks for it", async () => {
		const division = await aDivisionAtFedex();
		const { id } = await division.due();
		await division.ship();
		const putBackToLabel = await remember(division, id);
		await takeBack(division, id, voidShipment);
		await putBackToLabel();
		expect(await division.shipment(id)).toMatchObject({ status: "labelled" });
		expect(await recallLabel({ shipmentId: id }, division.deps)).toBe(true);
		expect(await division.shipment(id)).toMatchObject({ status: "voiding" });
		await settle(division);
		expect(await division.shipment(id)).toMatchObject({ status: "voided" });
		expect(await recallLabel({ shipmentId: id, attemptNumber: 1 }, division.deps)).toBe(true);
		expect(await division.uncancelled()).toEqual([]);
	});

	it("goes on to the other label that was made instead, without making a third", async () => {
		const division = await aDivisionAtFedex();
		const { id } = await division.due();
		await division.ship();
		const putBackToLabel = await remember(division, id);
		await takeBack(division, id, relabelShipment);
		const [onTheBox] = await division.uncancelled();
		await putBackToLabel();
		expect(await recallLabel({ shipmentId: id }, division.deps)).toBe(true);
		await settle(division);
		expect(await division.shipment(id)).toMatchObject({
			status: "labelled",
			attemptNumber: 2,
			reference: onTheBox?.reference,
		});
		expect(await recallLabel({ shipmentId: id }, division.deps)).toBe(false);
		expect(division.calls("ship.create")).toBe(2);
	});

	it("finds out by tracking that a label is void which nobody asks for", async () => {
		const division = await aDivisionAtFedex();
		const { id } = await division.due();
		await division.ship();
		const putBackToLabel = await remember(division, id);
		await takeBack(division, id, voidShipment);
		await putBackToLabel();
		division.clock.advance(24 * HOUR);
		await trackDue(division.accountId, division.deps);
		expect(await division.shipment(id)).toMatchObject({ status: "voiding" });
		await settle(division);
		expect(await division.shipment(id)).toMatchObject({ status: "voided", trackingState: null });
	});

	it("finds that out by the next look where the run of this one dies over it", async () => {
		const division = await aDivisionAtFedex();
		const { id } = await division.due();
		await division.ship();
		const putBackToLabel = await remember(division, id);
		await takeBack(division, id, voidShipment);
		await putBackToLabel();
		division.clock.advance(24 * HOUR);
		const dying = vi.spyOn(division.deps.voids, "begin").mockRejectedValueOnce(new Error("died"));
		await expect(trackDue(division.accountId, division.deps)).rejects.toThrow("died");
		expect(dying).toHaveBeenCalledOnce();
		division.clock.advance(24 * HOUR);
		await trackDue(division.accountId, division.deps);
		expect(await division.shipment(id)).toMatchObject({ status: "voiding" });
	});

	it("leaves a label alone that counts again because FedEx would not cancel it", async () => {
		const { division } = await aTooLateFedex();
		const { id } = await division.due();
		await division.ship();
		await takeBack(division, id, voidShipment);
		expect(await recallLabel({ shipmentId: id }, division.deps)).toBe(false);
		expect(await division.shipment(id)).toMatchObject({ status: "labelled" });
	});

	it("confirms the only label from the journal, without asking FedEx for another", async () => {
		const division = await aDivisionAtFedex();
		const { id } = await division.due();
		await division.ship();
		await putBack(division, id);
		await division.ship();
		expect(await division.shipment(id)).toMatchObject({ status: "labelled", attemptNumber: 1 });
		expect(division.calls("ship.create")).toBe(1);
	});
});
