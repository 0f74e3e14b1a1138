import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { auditEvents, packages, shipmentLines, shipments } from "../../src/db/schema.ts";
import { createShipmentStore } from "../../src/db/shipments.ts";
import { samplePlan } from "../shipping/samples.ts";
import { seedLiveDivision, type SeededDivision, seedShipment } from "./seed.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const CHANGE = { now: START + 7, actor: "system" };
const REASON = { code: "order.cancelled", field: "Status", message: "no", remedy: "none" };

async function aDivision() {
	const seeded = await seedLiveDivision(START);
	return { ...seeded, store: createShipmentStore(seeded.db) };
}

async function rowOf({ db }: SeededDivision, id: string) {
	const [row] = await db.select().from(shipments).where(eq(shipments.id, id));
	return row;
}

async function actionsOf({ db }: SeededDivision, id: string) {
	const rows = await db
		.select()
		.from(auditEvents)
		.where(eq(auditEvents.subject, `shipment:${id}`));
	return rows.map((row) => `${row.version} ${row.action}`);
}

describe("a new plan", () => {
	it("replaces lines and packages, makes the shipment due and is audited", async () => {
		const division = await aDivision();
		const shipment = await seedShipment(division, START, {
			status: "blocked",
			reason: REASON,
			dueAt: null,
			failures: 5,
		});
		const { id } = shipment;
		const [old] = samplePlan().lines;
		await division.db.insert(shipmentLines).values({
			shipmentId: id,
			orderId: shipment.orderId,
			exactLineId: "old",
			lineNumber: 1,
			quantity: old?.quantity ?? 0,
			deliveredBefore: 0,
		});
		await division.db.insert(packages).values({ shipmentId: id, sequence: 1, weightGrams: 1 });
		const plan = samplePlan({ service: "FEDEX_ECONOMY" });
		expect(
			await division.store.replan({ id, version: 1, status: "blocked" }, { plan }, CHANGE),
		).toBe("done");
		expect(await rowOf(division, id)).toMatchObject({
			status: "planned",
			reason: null,
			plan,
			service: "FEDEX_ECONOMY",
			dueAt: START + 7,
			failures: 0,
			version: 2,
		});
		const lines = await division.db
			.select()
			.from(shipmentLines)
			.where(eq(shipmentLines.shipmentId, id));
		expect(lines).toMatchObject([
			{ exactLineId: plan.lines[0]?.exactLineId, orderId: shipment.orderId },
		]);
		const pieces = await division.db.select().from(packages).where(eq(packages.shipmentId, id));
		expect(pieces).toMatchObject([{ sequence: 1, weightGrams: 2_700 }]);
		expect(await actionsOf(division, id)).toEqual(["2 shipment.planned"]);
	});

	it("that can't be made blocks the shipment with its reason, and it rests", async () => {
		const division = await aDivision();
		const { id, plan } = await seedShipment(division, START);
		await division.store.replan({ id, version: 1, status: "planned" }, { reason: REASON }, CHANGE);
		expect(await rowOf(division, id)).toMatchObject({
			status: "blocked",
			reason: REASON,
			plan,
			dueAt: null,
		});
		expect(await actionsOf(division, id)).toEqual(["2 shipment.blocked"]);
	});

	it.each([
		["it moved since", { version: 2 }, "planned"],
		["it was claimed since", { status: "creating" }, "planned"],
	] as const)("is lost when %s, and nothing is written", async (_why, change, status) => {
		const division = await aDivision();
		const { id } = await seedShipment(division, START, change);
		const before = await rowOf(division, id);
		const outcome = await division.store.replan(
			{ id, version: 1, status },
			{ plan: samplePlan() },
			CHANGE,
		);
		expect(outcome).toBe("lost");
		expect(await rowOf(division, id)).toEqual(before);
		expect(await actionsOf(division, id)).toEqual([]);
	});

	it.each(["creating", "labelled", "unknown", "voiding", "voided"] as const)(
		"is never given to a shipment that is %s, whoever asks",
		async (status) => {
			const division = await aDivision();
			const { id } = await seedShipment(division, START, { status });
			const shipment = { id, version: 1, status };
			for (const outcome of [{ plan: samplePlan() }, { reason: REASON }]) {
				expect(await division.store.replan(shipment, outcome, CHANGE)).toBe("lost");
			}
			expect(await rowOf(division, id)).toMatchObject({ status, version: 1 });
		},
	);
});
