import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { createReplayStore } from "../../../src/db/replays.ts";
import { createReturnStore } from "../../../src/db/returns.ts";
import { orders, shipments, syncCursors } from "../../../src/db/schema.ts";
import { createVoidStore } from "../../../src/db/voids.ts";
import { LOST_REASONS } from "../../../src/shipping/model/lost-states.ts";
import { OVER_LIMIT } from "../../../src/shipping/model/pick-rate.ts";
import type { ShipmentPlan } from "../../../src/shipping/model/shipment-plan.ts";
import { makeReturnLabel } from "../../../src/shipping/operate/make-return-label.ts";
import { replayShipment } from "../../../src/shipping/operate/replay-shipment.ts";
import { relabelShipment } from "../../../src/shipping/operate/void-shipment.ts";
import { aDivision, START } from "../book/shipping-division.ts";
import { samplePlan } from "../samples.ts";
import { fine } from "../scripted-carrier.ts";

const CHANGE = { now: START, actor: "operator:test", correlationId: "req_1" };

async function aShippedOrder(answer?: Parameters<typeof aDivision>[0]) {
	const division = await aDivision(answer);
	const outbound = await division.ship();
	await division.drain();
	const deps = { returns: createReturnStore(division.db), wakeUps: division.deps.wakeUps };
	return {
		...division,
		outbound,
		make: (rma: string | null = null, of = outbound.id) =>
			makeReturnLabel(of, { rma }, CHANGE, deps),
		async find(id: string) {
			const row = (await division.rows()).find((one) => one.id === id);
			if (row === undefined) {
				throw new Error("the shipment is gone");
			}
			return row;
		},
		set: (id: string, change: Partial<typeof shipments.$inferInsert>) =>
			division.db.update(shipments).set(change).where(eq(shipments.id, id)),
	};
}

describe("a return label", () => {
	it("is a shipment of its own, from the receiver to the division, bought once", async () => {
		const one = await aShippedOrder();
		const id = await one.make("RMA 7");
		await one.drain();
		const made = await one.find(id);
		const plan = one.outbound.plan ?? samplePlan();
		expect(made).toMatchObject({
			kind: "return",
			returnOf: one.outbound.id,
			status: "labelled",
			sequence: 1_001,
			plan: { shipFrom: plan.shipTo, shipTo: plan.shipFrom, return: { rma: "RMA 7" } },
		});
		expect((await one.find(one.outbound.id)).status).toBe("labelled");
		expect(new Set(one.sent).size).toBe(2);
	});

	it("needs nothing read from Exact lately: its goods are out", async () => {
		const one = await aShippedOrder();
		await one.db.update(syncCursors).set({ readToEndAt: 1 });
		await one.db.update(orders).set({ addressReadAt: 1, judgeDueAt: START });
		const id = await one.make();
		await one.drain();
		expect((await one.find(id)).status).toBe("labelled");
	});

	it("takes none of the order's lines, and is none of its shipments when it is judged", async () => {
		const one = await aShippedOrder();
		await one.make();
		const listed = await one.deps.orders.listShipments([one.outbound.orderId]);
		expect(listed.every(({ id }) => id === one.outbound.id)).toBe(true);
		expect(await one.deps.orders.listReserved([one.outbound.orderId])).toEqual([]);
	});

	it("is made once at a time, also by two who ask together, and again after it was voided", async () => {
		const one = await aShippedOrder();
		const asked = await Promise.allSettled([one.make(), one.make()]);
		const made = asked.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
		expect(made).toHaveLength(1);
		await expect(one.make()).rejects.toMatchObject({ code: "shipment.return_exists" });
		await one.set(made[0] ?? "", { status: "voided", dueAt: null });
		const second = await one.make();
		expect((await one.find(second)).sequence).toBe(1_002);
	});

	it("is refused for what has no label, comes back itself, went as freight or over a customs border", async () => {
		const one = await aShippedOrder();
		const planned = await one.ship();
		await expect(one.make(null, planned.id)).rejects.toMatchObject({ code: "shipment.no_label" });
		const id = await one.make();
		await expect(one.make(null, id)).rejects.toMatchObject({ code: "shipment.is_return" });
		const freight = {
			accountNumber: "630000004",
			freightClass: "CLASS_070" as const,
			handlingUnit: "PALLET",
			handlingUnits: 1,
			description: "Pumps",
		};
		await one.set(one.outbound.id, { plan: samplePlan({ freight }) });
		await expect(one.make()).rejects.toMatchObject({ code: "shipment.no_freight_return" });
	});

	it("has neither the price that was asked for the way out nor the goods delivery that it was", async () => {
		const one = await aShippedOrder();
		await one.set(one.outbound.id, {
			plan: samplePlan({
				quote: {
					asked: "CHEAPEST",
					service: "FEDEX_PRIORITY",
					charge: { amount: "9.00", currency: "EUR" },
					arrivesOn: null,
					because: [],
					shipDate: "2026-11-23",
					at: START,
					isAccepted: true,
				},
				delivery: { exactDeliveryId: crypto.randomUUID(), deliveryNumber: 7, quantities: {} },
			}),
		});
		const { plan } = await one.find(await one.make());
		expect(plan).toMatchObject({ service: "FEDEX_PRIORITY", return: { rma: null } });
		expect(plan).not.toHaveProperty("quote");
		expect(plan).not.toHaveProperty("delivery");
	});

	it("does not come back by a service that goes to homes only", async () => {
		const one = await aShippedOrder();
		await one.set(one.outbound.id, { plan: samplePlan({ service: "GROUND_HOME_DELIVERY" }) });
		expect((await one.find(await one.make())).plan?.service).toBe("FEDEX_GROUND");
	});

	it("comes of a label that an earlier version made, too", async () => {
		const one = await aShippedOrder();
		const later = ["choice", "options", "isResidential", "transport", "customs", "freight"];
		const fields = Object.entries(samplePlan()).filter(([name]) => !later.includes(name));
		const plan = Object.fromEntries(fields) as ShipmentPlan;
		await one.set(one.outbound.id, { plan });
		const id = await one.make();
		await one.drain();
		expect(await one.find(id)).toMatchObject({
			status: "labelled",
			plan: { transport: { by: "sender" }, customs: null },
		});
	});

	it("is paid by us where the receiver paid the way out: FedEx lets no receiver pay a return", async () => {
		const one = await aShippedOrder();
		const transport = { by: "recipient", accountNumber: "700000001", country: null } as const;
		await one.set(one.outbound.id, { plan: samplePlan({ transport }) });
		expect((await one.find(await one.make())).plan?.transport).toEqual({ by: "sender" });
	});

	it("that was voided is not made again beside the one that took its place", async () => {
		const one = await aShippedOrder();
		const first = await one.make();
		await one.drain();
		await one.set(first, { status: "voided", dueAt: null });
		const second = await one.make();
		const deps = { ...one.deps, voids: createVoidStore(one.db) };
		await expect(relabelShipment(first, CHANGE, deps)).rejects.toMatchObject({
			code: "shipment.return_exists",
		});
		expect((await one.find(first)).status).toBe("voided");
		await one.set(second, { status: "voided", dueAt: null });
		await relabelShipment(first, CHANGE, deps);
		expect((await one.find(first)).status).toBe("planned");
	});

	it("that could not be cancelled stands in the way of another until it is", async () => {
		const one = await aShippedOrder();
		const id = await one.make();
		const reason = { code: LOST_REASONS.notCancelled, field: "", message: "-", remedy: "-" };
		await one.set(id, { status: "blocked", dueAt: null, reason });
		await expect(one.make()).rejects.toMatchObject({ code: "shipment.return_exists" });
	});

	it("that costs too much or was not found is never bought beside the one asked for in its place", async () => {
		const one = await aShippedOrder();
		const id = await one.make();
		const reason = { code: OVER_LIMIT, field: "", message: "-", remedy: "-" };
		await one.set(id, { status: "blocked", dueAt: null, reason });
		await one.make();
		expect((await one.find(id)).status).toBe("voided");
		const deps = { ...one.deps, replays: createReplayStore(one.db) };
		await expect(replayShipment(id, CHANGE, deps)).rejects.toThrow();
		await one.drain();
		const rows = (await one.rows()).filter(({ kind }) => kind === "return");
		expect(rows.filter(({ status }) => status === "labelled")).toHaveLength(1);
	});

	it("that FedEx refuses tells why itself, and its order has nothing to mend", async () => {
		let calls = 0;
		const one = await aShippedOrder((reference) => {
			calls += 1;
			return { ...fine(reference), status: calls === 1 ? 200 : 400 };
		});
		const before = await one.db.select().from(orders).where(eq(orders.id, one.outbound.orderId));
		const id = await one.make();
		await one.drain();
		expect(await one.find(id)).toMatchObject({ status: "blocked", reason: { field: "City" } });
		const after = await one.db.select().from(orders).where(eq(orders.id, one.outbound.orderId));
		expect(after).toEqual(before);
	});

	it("that FedEx refused is asked for anew, not replayed", async () => {
		const one = await aShippedOrder();
		const id = await one.make();
		await one.set(id, { status: "blocked", dueAt: null });
		const deps = { ...one.deps, replays: createReplayStore(one.db) };
		await expect(replayShipment(id, CHANGE, deps)).rejects.toMatchObject({
			code: "shipment.return_blocked",
		});
		expect(await one.make()).not.toBe(id);
	});
});
