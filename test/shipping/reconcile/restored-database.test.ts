import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { packages, shipmentAttempts, shipments } from "../../../src/db/schema.ts";
import { createVoidStore } from "../../../src/db/voids.ts";
import { relabelShipment, voidShipment } from "../../../src/shipping/operate/void-shipment.ts";
import type { CancelOutcome } from "../../../src/shipping/ports/carrier.ts";
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
