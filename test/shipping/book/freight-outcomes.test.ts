import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { createReplayStore } from "../../../src/db/replays.ts";
import { orders, shipmentAttempts, shipments } from "../../../src/db/schema.ts";
import { createVoidStore } from "../../../src/db/voids.ts";
import { relabelShipment, voidShipment } from "../../../src/shipping/operate/void-shipment.ts";
import { samplePlan } from "../samples.ts";
import { aDivision, failure, START } from "./shipping-division.ts";

const FREIGHT = samplePlan({
	service: "FEDEX_FREIGHT_PRIORITY",
	freight: {
		accountNumber: "630000004",
		freightClass: "CLASS_070",
		handlingUnit: "PALLET",
		handlingUnits: 1,
		description: "Pumps",
	},
});
const CHANGE = { now: START, actor: "operator:test", correlationId: "req_1" };

async function aLostFreightCall() {
	const division = await aDivision(() => failure("uncertain"));
	const { id } = await division.ship({ plan: FREIGHT, service: FREIGHT.service });
	await division.drain();
	const find = async () => (await division.rows()).find((row) => row.id === id);
	return { division, id, find };
}

describe("freight whose answer was lost", () => {
	it("is blocked for a person at once, and never looked up or cancelled by itself", async () => {
		const { division, id, find } = await aLostFreightCall();
		const row = await find();
		expect(row).toMatchObject({
			status: "blocked",
			reason: { code: "shipment.freight_unknown" },
			dueAt: null,
		});
		expect(row?.reason?.message).toContain(row?.reference ?? "?");
		const attempts = await division.db
			.select()
			.from(shipmentAttempts)
			.where(eq(shipmentAttempts.shipmentId, id));
		expect(attempts).toMatchObject([{ state: "lost", lookDueAt: null }]);
	});

	it("is not sent a second time by itself, whatever changes in its order", async () => {
		const { division, find } = await aLostFreightCall();
		const row = await find();
		const outcome = await division.deps.shipments.replan(
			{ id: row?.id ?? "", version: row?.version ?? 0, status: "blocked" },
			{ plan: { ...FREIGHT, customerOrderNumber: "PO 8" } },
			{ now: START, actor: "system" },
		);
		expect(outcome).toBe("lost");
		await division.drain();
		expect(division.sent).toHaveLength(1);
	});

	it("is planned anew once a person replays it", async () => {
		const { division, id, find } = await aLostFreightCall();
		const replays = createReplayStore(division.db);
		const found = await replays.findShipment(id);
		await replays.judgeAgain(found as NonNullable<typeof found>, CHANGE);
		const row = await find();
		expect(row?.plan).toBeNull();
		const outcome = await division.deps.shipments.replan(
			{ id, version: row?.version ?? 0, status: "blocked" },
			{ plan: FREIGHT },
			{ now: START, actor: "system" },
		);
		expect(outcome).toBe("done");
		await division.db
			.update(orders)
			.set({ judgeDueAt: null })
			.where(eq(orders.id, row?.orderId ?? ""));
		await division.drain();
		expect(division.sent).toHaveLength(2);
	});
});

describe("freight with a label", () => {
	it.each([
		["void", voidShipment],
		["void and re-label", relabelShipment],
	])("can't be taken back by %s: a person calls FedEx Freight", async (_what, takeBack) => {
		const division = await aDivision();
		const { id } = await division.ship({ plan: FREIGHT, service: FREIGHT.service });
		await division.db
			.update(shipments)
			.set({ status: "labelled", trackingState: "label_made", attemptNumber: 1, dueAt: null })
			.where(eq(shipments.id, id));
		const deps = { voids: createVoidStore(division.db), wakeUps: division.deps.wakeUps };
		await expect(takeBack(id, CHANGE, deps)).rejects.toMatchObject({
			code: "shipment.freight_not_voidable",
		});
		const [row] = await division.rows();
		expect(row?.status).toBe("labelled");
	});
});
