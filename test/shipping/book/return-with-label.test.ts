import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { createReturnStore } from "../../../src/db/returns.ts";
import { auditEvents, packages, shipmentOrders, shipments } from "../../../src/db/schema.ts";
import { createVoidStore } from "../../../src/db/voids.ts";
import type { ShipmentPlan } from "../../../src/shipping/model/shipment-plan.ts";
import { makeReturnLabel } from "../../../src/shipping/operate/make-return-label.ts";
import { voidShipment } from "../../../src/shipping/operate/void-shipment.ts";
import { sampleExport } from "../../fedex/sample-plans.ts";
import { samplePlan } from "../samples.ts";
import { fine } from "../scripted-carrier.ts";
import { aDivision, START } from "./shipping-division.ts";

const CHANGE = { now: START, actor: "operator:test", correlationId: "req_1" } as const;
const WANTED = { hasReturnLabel: true } as const;

async function aDivisionWith(
	plan: Partial<ShipmentPlan> = WANTED,
	answer: Parameters<typeof aDivision>[0] = fine,
) {
	const division = await aDivision(answer);
	const outbound = await division.ship({ plan: samplePlan(plan) });
	const returns = async () => (await division.rows()).filter(({ kind }) => kind === "return");
	const find = async (id: string) => (await division.rows()).find((row) => row.id === id);
	return { ...division, outbound, returns, find };
}

async function until(work: () => Promise<unknown>, times = 3) {
	for (let at = 0; at < times; at += 1) {
		await work();
	}
}

describe("a shipment whose division wants a label for the way back with it", () => {
	it("has one reserved in the same stroke as its own label, and bought once", async () => {
		const one = await aDivisionWith();
		await until(one.drain);
		const [back, ...more] = await one.returns();
		expect(more).toEqual([]);
		expect(back).toMatchObject({
			returnOf: one.outbound.id,
			status: "labelled",
			sequence: 1_001,
			plan: { shipFrom: one.outbound.plan?.shipTo, return: { rma: null } },
		});
		expect(back?.plan).not.toHaveProperty("hasReturnLabel");
		expect(new Set(one.sent).size).toBe(2);
		const id = back?.id ?? "";
		expect(await one.db.select().from(packages).where(eq(packages.shipmentId, id))).toMatchObject([
			{ sequence: 1, weightGrams: 2_700 },
		]);
		expect(
			await one.db.select().from(shipmentOrders).where(eq(shipmentOrders.shipmentId, id)),
		).toHaveLength(1);
		const audit = await one.db
			.select({ action: auditEvents.action })
			.from(auditEvents)
			.where(eq(auditEvents.subject, `shipment:${id}`));
		expect(audit.map(({ action }) => action)).toContain("shipment.return_asked");
	});

	it("goes out although FedEx refuses the label for the way back, which can be asked for anew", async () => {
		let calls = 0;
		const one = await aDivisionWith(WANTED, (reference) => {
			calls += 1;
			return { ...fine(reference), status: calls === 2 ? 400 : 200 };
		});
		await until(one.drain);
		expect(await one.find(one.outbound.id)).toMatchObject({ status: "labelled" });
		const [back] = await one.returns();
		expect(back).toMatchObject({ status: "blocked", reason: expect.anything() });
		const again = await makeReturnLabel(one.outbound.id, { rma: null }, CHANGE, {
			returns: createReturnStore(one.db),
			wakeUps: one.deps.wakeUps,
		});
		await until(one.drain);
		expect(await one.find(again)).toMatchObject({ status: "labelled", sequence: 1_002 });
	});

	it.each([
		["was tried", 0, {}],
		["was tried again", 1, {}],
		["was given up", 0, { status: "failed" as const, dueAt: null }],
	])(
		"that is taken back before the label for the way back %s needs none",
		async (_, tried, change) => {
			const one = await aDivisionWith();
			const { confirm } = one.deps.shipments;
			one.deps.shipments.confirm = async (confirmation) => {
				const outcome = await confirm(confirmation);
				await one.db
					.update(shipments)
					.set({ dueAt: START + 60_000, attemptNumber: tried, ...change })
					.where(eq(shipments.returnOf, confirmation.shipment.id));
				return outcome;
			};
			await one.drain();
			await voidShipment(one.outbound.id, CHANGE, {
				voids: createVoidStore(one.db),
				wakeUps: one.deps.wakeUps,
			});
			expect(await one.returns()).toMatchObject([{ status: "voided", attemptNumber: tried }]);
			one.time.now = START + 120_000;
			await until(one.drain);
			expect(one.sent).toHaveLength(1);
		},
	);

	it.each<[string, Partial<ShipmentPlan>]>([
		["nobody wants one", {}],
		["the goods cross a customs border", { ...WANTED, customs: sampleExport() }],
	])("has none where %s", async (_why, plan) => {
		const one = await aDivisionWith(plan);
		await until(one.drain);
		expect(await one.find(one.outbound.id)).toMatchObject({ status: "labelled" });
		expect(await one.returns()).toEqual([]);
	});

	it("keeps the one it has when another label is made for it", async () => {
		const one = await aDivisionWith();
		await until(one.drain);
		const set = (change: Partial<typeof shipments.$inferInsert>) =>
			one.db.update(shipments).set(change).where(eq(shipments.id, one.outbound.id));
		await set({ status: "planned", dueAt: START });
		await until(one.drain);
		expect((await one.find(one.outbound.id))?.attemptNumber).toBe(2);
		expect(await one.returns()).toHaveLength(1);
	});
});
