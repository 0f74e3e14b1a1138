import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { documents, packages, shipments, writeBacks } from "../../../src/db/schema.ts";
import { createVoidStore } from "../../../src/db/voids.ts";
import { relabelShipment, voidShipment } from "../../../src/shipping/operate/void-shipment.ts";
import type { CancelOutcome } from "../../../src/shipping/ports/carrier.ts";
import { reconcileDue } from "../../../src/shipping/reconcile/reconcile-due.ts";
import { aDivisionAtFedex, type DivisionAtFedex, MINUTE } from "../reconcile/lost-calls.ts";

type Told = { cancel: CancelOutcome | undefined };

/** A shipment whose label was made, at the connector's own FedEx client and simulator. */
async function aLabel(told: Told = { cancel: undefined }) {
	const division = await aDivisionAtFedex({
		carrier: (real) => ({
			cancelBooking: (trackingNumber) =>
				told.cancel === undefined
					? real.cancelBooking(trackingNumber)
					: Promise.resolve(told.cancel),
		}),
	});
	const { id } = await division.due();
	await division.ship();
	expect(await division.shipment(id)).toMatchObject({ status: "labelled" });
	return { division, id };
}

type How = typeof voidShipment;

function ask(division: DivisionAtFedex, id: string, how: How) {
	const change = { now: division.clock.now(), actor: "operator:test", correlationId: "req_1" };
	return how(id, change, { voids: createVoidStore(division.db), wakeUps: division.deps.wakeUps });
}

function labelsOf({ db }: DivisionAtFedex, id: string) {
	return db.select().from(documents).where(eq(documents.shipmentId, id));
}

async function documentOf({ db }: DivisionAtFedex, id: string) {
	const [row] = await db.select().from(writeBacks).where(eq(writeBacks.shipmentId, id));
	return row;
}

describe("a label that a person takes back", () => {
	it("can't be had any more before FedEx is asked, and is void once FedEx was seen to cancel it", async () => {
		const { division, id } = await aLabel();
		await ask(division, id, voidShipment);
		expect(division.calls("ship.cancel")).toBe(0);
		expect(await labelsOf(division, id)).toMatchObject([{ revokedAt: division.clock.now() }]);
		expect(await division.shipment(id)).toMatchObject({ status: "voiding" });
		expect(division.wakeUps).toContain("reconcile");
		await division.after(0);
		expect(division.calls("ship.cancel")).toBe(1);
		await division.after(MINUTE);
		expect(await division.uncancelled()).toEqual([]);
		expect(await division.shipment(id)).toMatchObject({
			status: "voided",
			trackingState: null,
			decision: null,
		});
		expect(await division.attempts(id)).toMatchObject([{ state: "cancelled", overlapMs: 0 }]);
		expect(await division.actions(id)).toEqual([
			"shipment.claimed",
			"shipment.labelled",
			"shipment.void_asked",
			"shipment.cancel_asked",
			"shipment.label_cancelled",
		]);
	});

	it("is told of in the Document beside the order", async () => {
		const { division, id } = await aLabel();
		const [made] = await division.atFedex();
		await ask(division, id, voidShipment);
		await division.after(0);
		await division.after(MINUTE);
		const document = await documentOf(division, id);
		expect(document).toMatchObject({ state: "due" });
		expect(document?.body).toContain("label void");
		expect(document?.body).toContain(made?.trackingNumbers[0]);
	});

	it("is taken back once, however often that is asked, and by one of two at once", async () => {
		const { division, id } = await aLabel();
		await Promise.allSettled([
			ask(division, id, voidShipment),
			ask(division, id, voidShipment),
			ask(division, id, voidShipment),
		]);
		await ask(division, id, voidShipment);
		await division.after(0);
		await division.after(MINUTE);
		await ask(division, id, voidShipment);
		const asked = await division.actions(id);
		expect(asked.filter((action) => action === "shipment.void_asked")).toHaveLength(1);
		expect(await division.shipment(id)).toMatchObject({ status: "voided" });
	});

	it("is not shipped again by itself", async () => {
		const { division, id } = await aLabel();
		await ask(division, id, voidShipment);
		await division.after(0);
		await division.after(MINUTE);
		await division.ship();
		expect(division.calls("ship.create")).toBe(1);
	});

	it("counts again, with its copies and its tracking, where FedEx will not cancel it", async () => {
		const { division, id } = await aLabel({ cancel: "too-late" });
		await ask(division, id, voidShipment);
		await division.after(0);
		expect(await division.shipment(id)).toMatchObject({
			status: "labelled",
			decision: { code: "shipment.not_voided" },
		});
		expect(await labelsOf(division, id)).toMatchObject([{ revokedAt: null }]);
		expect(await division.attempts(id)).toMatchObject([{ state: "confirmed", lookDueAt: null }]);
		const [piece] = await division.db.select().from(packages).where(eq(packages.shipmentId, id));
		expect(piece?.trackingGroupId).not.toBeNull();
	});

	it("stays at FedEx where a run that stalled wakes after another found that it stays", async () => {
		const told: Told = { cancel: "too-late" };
		const { division, id } = await aLabel(told);
		const { deps } = division;
		let hasStalled = false;
		const stalling = {
			...deps,
			reconciles: {
				...deps.reconciles,
				move: async (...given: Parameters<typeof deps.reconciles.move>) => {
					const outcome = await deps.reconciles.move(...given);
					if (!hasStalled && given[1].to === "cancelling") {
						hasStalled = true;
						await division.after(4 * MINUTE);
						told.cancel = undefined;
					}
					return outcome;
				},
			},
		};
		await ask(division, id, voidShipment);
		await reconcileDue(division.accountId, stalling);
		expect(hasStalled).toBe(true);
		expect(await division.shipment(id)).toMatchObject({ status: "labelled" });
		expect(await division.uncancelled()).toHaveLength(1);
		expect(division.calls("ship.cancel")).toBe(0);
	});

	it("is left alone once FedEx has the parcel", async () => {
		const { division, id } = await aLabel();
		await division.db
			.update(shipments)
			.set({ trackingState: "in_transit" })
			.where(eq(shipments.id, id));
		await expect(ask(division, id, voidShipment)).rejects.toMatchObject({
			code: "shipment.has_left",
		});
		expect(await labelsOf(division, id)).toMatchObject([{ revokedAt: null }]);
	});

	it.each(["planned", "creating", "blocked", "unknown", "failed"] as const)(
		"is none where the shipment is %s",
		async (status) => {
			const { division, id } = await aLabel();
			await division.db.update(shipments).set({ status }).where(eq(shipments.id, id));
			await expect(ask(division, id, voidShipment)).rejects.toMatchObject({
				code: "shipment.no_label",
			});
		},
	);
});

/** Its label is void, and another may be made. */
async function takeBack(division: DivisionAtFedex, id: string) {
	await ask(division, id, relabelShipment);
	await division.after(0);
	await division.after(MINUTE);
	expect(await division.shipment(id)).toMatchObject({ status: "planned" });
}

describe("another label", () => {
	it("is made only once the first is seen cancelled, and the same Document tells of it", async () => {
		const { division, id } = await aLabel();
		const first = await documentOf(division, id);
		await ask(division, id, relabelShipment);
		await division.ship();
		expect(division.calls("ship.create")).toBe(1);
		await division.after(0);
		await division.after(MINUTE);
		expect(await division.shipment(id)).toMatchObject({ status: "planned" });
		await division.ship();
		expect(await division.shipment(id)).toMatchObject({ status: "labelled", attemptNumber: 2 });
		const uncancelled = await division.uncancelled();
		expect(uncancelled).toHaveLength(1);
		const labels = await labelsOf(division, id);
		expect(labels.filter((label) => label.revokedAt === null)).toMatchObject([
			{ attemptNumber: 2 },
		]);
		const document = await documentOf(division, id);
		expect(document?.id).toBe(first?.id);
		expect(document?.body).toContain(uncancelled[0]?.trackingNumbers[0]);
	});

	it("can be wanted, or not wanted any more, while the first is being voided", async () => {
		const { division, id } = await aLabel();
		await ask(division, id, voidShipment);
		await ask(division, id, relabelShipment);
		expect(await division.shipment(id)).toMatchObject({ isRelabelWanted: true });
		await ask(division, id, voidShipment);
		await division.after(0);
		await division.after(MINUTE);
		expect(await division.shipment(id)).toMatchObject({ status: "voided" });
	});

	it("is made for one that is void already, after its order was judged anew", async () => {
		const { division, id } = await aLabel();
		await ask(division, id, voidShipment);
		await division.after(0);
		await division.after(MINUTE);
		await ask(division, id, relabelShipment);
		expect(await division.shipment(id)).toMatchObject({ status: "planned" });
		await division.ship();
		expect(await division.uncancelled()).toHaveLength(1);
	});

	it("is none of a shipment that was withdrawn before it was sent", async () => {
		const { division, id } = await aLabel();
		await division.db
			.update(shipments)
			.set({ status: "voided", attemptNumber: 0 })
			.where(eq(shipments.id, id));
		await expect(ask(division, id, relabelShipment)).rejects.toMatchObject({
			code: "shipment.withdrawn",
		});
	});

	it("is made by itself where its first answer was lost, however many labels a person took back", async () => {
		const { division, id } = await aLabel();
		await takeBack(division, id);
		await division.ship();
		await takeBack(division, id);
		division.break("cut-after");
		await division.ship();
		expect(await division.shipment(id)).toMatchObject({ status: "unknown", attemptNumber: 3 });
		await division.after(MINUTE);
		await division.after(MINUTE);
		expect(await division.shipment(id)).toMatchObject({ status: "planned", reason: null });
		await division.ship();
		expect(await division.shipment(id)).toMatchObject({ status: "labelled", attemptNumber: 4 });
		expect(await division.uncancelled()).toHaveLength(1);
	});

	it("is made by itself where its first answer was lost and nothing made, however many were taken back", async () => {
		const { division, id } = await aLabel();
		await takeBack(division, id);
		await division.ship();
		await takeBack(division, id);
		division.break("cut-before");
		await division.ship();
		await division.after(MINUTE);
		await division.after(4 * MINUTE);
		expect(await division.shipment(id)).toMatchObject({ status: "planned", reason: null });
	});

	it("waits while FedEx can't be reached, and the first stays worthless meanwhile", async () => {
		const { division, id } = await aLabel();
		division.faults.replace([
			{ operation: "ship.cancel", kind: "status-before", status: 503, rate: 1, times: 3 },
		]);
		await ask(division, id, relabelShipment);
		await division.after(0);
		expect(await division.shipment(id)).toMatchObject({ status: "voiding" });
		expect(await labelsOf(division, id)).not.toMatchObject([{ revokedAt: null }]);
		for (let rounds = 0; rounds < 9; rounds += 1) {
			await division.after(10 * MINUTE);
		}
		await division.ship();
		expect(await division.shipment(id)).toMatchObject({ status: "labelled", attemptNumber: 2 });
		expect(await division.uncancelled()).toHaveLength(1);
	});
});
