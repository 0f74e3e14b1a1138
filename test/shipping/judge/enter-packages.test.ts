import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { createOrderSetupStore } from "../../../src/db/order-setup.ts";
import { auditEvents, packages, shipments } from "../../../src/db/schema.ts";
import { shipDue } from "../../../src/shipping/book/ship-due.ts";
import { enterPackages } from "../../../src/shipping/judge/enter-packages.ts";
import type { EnteredPackage } from "../../../src/shipping/model/entered-packages.ts";
import { anAdministration, type Entry } from "../administration.ts";
import { fine, scriptedCarrier } from "../scripted-carrier.ts";

const MINUTE = 60_000;

const box = (weightGrams: number, contents: EnteredPackage["contents"] = null): EnteredPackage => ({
	weightGrams,
	type: null,
	dimensions: null,
	contents,
});

/** An order of two pumps whose shipment is planned. */
async function aPlannedOrder(entry: Entry = {}) {
	const { carrier, sent } = scriptedCarrier(fine);
	const admin = await anAdministration({}, carrier);
	const entered = admin.enter(entry);
	await admin.run();
	const order = await admin.orderOf(entered.exactOrderId);
	const deps = { ...admin.deps, setup: createOrderSetupStore(admin.db) };
	const change = () => ({ now: admin.time.now, actor: "operator:test", correlationId: "req_1" });
	return {
		...admin,
		...entered,
		order,
		sent,
		pack: (given: EnteredPackage[] | null) => enterPackages(order.id, given, change(), deps),
		ship: () => shipDue(admin.divisionId, admin.deps),
		async shipment() {
			const [row] = await admin.shipmentsOf(entered.exactOrderId);
			return row;
		},
	};
}

describe("packages that a person enters", () => {
	it("are what the order's shipment is planned and sent with", async () => {
		const given = await aPlannedOrder();
		await given.pack([box(1_500), box(1_700)]);
		await given.run();
		const shipment = await given.shipment();
		expect(shipment).toMatchObject({
			status: "planned",
			plan: { packages: [{ weightGrams: 1_500 }, { sequence: 2, weightGrams: 1_700 }] },
		});
		const kept = await given.db
			.select()
			.from(packages)
			.where(eq(packages.shipmentId, shipment?.id ?? ""));
		expect(kept.map((piece) => piece.weightGrams)).toEqual([1_500, 1_700]);
	});

	it("keep the old plan from going out before the order was judged with them", async () => {
		const given = await aPlannedOrder();
		await given.pack([box(1_500)]);
		await given.ship();
		expect(given.sent).toEqual([]);
		await given.run();
		given.time.now += MINUTE;
		await given.ship();
		expect(given.sent).toHaveLength(1);
	});

	it("stay through later polls, and go where a person wants computed ones again", async () => {
		const given = await aPlannedOrder();
		await given.pack([box(1_500)]);
		await given.run();
		await given.pollAfter(15 * MINUTE);
		expect(await given.shipment()).toMatchObject({ plan: { packages: [{ weightGrams: 1_500 }] } });
		await given.pack(null);
		await given.run();
		expect(await given.shipment()).toMatchObject({ plan: { packages: [{ weightGrams: 2_700 }] } });
	});

	it("are written down with who entered them", async () => {
		const given = await aPlannedOrder();
		await given.pack([box(1_500)]);
		await given.pack(null);
		const rows = await given.db
			.select()
			.from(auditEvents)
			.where(eq(auditEvents.subject, `order:${given.order.id}`));
		expect(rows).toMatchObject([
			{
				action: "order.packages_entered",
				actor: "operator:test",
				details: { sequence: 1, weightsGrams: [1_500] },
			},
			{ action: "order.packages_removed" },
		]);
	});

	it("say what is in them, to the piece", async () => {
		const given = await aPlannedOrder();
		const { exactLineId } = given.line;
		const one = [{ exactLineId, quantity: 1 }];
		await given.pack([box(1_500, one), box(1_500, one)]);
		await expect(given.pack([box(1_500, one)])).rejects.toMatchObject({
			code: "order.packages_invalid",
			problems: [{ code: "package.contents_differ" }],
		});
	});

	it("block the shipment once the order is another one, until they are entered again", async () => {
		const given = await aPlannedOrder();
		const contents = [{ exactLineId: given.line.exactLineId, quantity: 2 }];
		await given.pack([box(3_000, contents)]);
		given.erp.putLine({ ...given.line, quantity: 3 });
		await given.pollAfter(15 * MINUTE);
		expect(await given.shipment()).toMatchObject({
			status: "blocked",
			reason: { code: "package.contents_differ", field: "Order › Packages" },
		});
		await given.pack([box(3_000, [{ exactLineId: given.line.exactLineId, quantity: 3 }])]);
		await given.run();
		expect(await given.shipment()).toMatchObject({ status: "planned" });
	});

	it.each(["creating", "unknown", "labelled", "voiding"] as const)(
		"come too late for a shipment that is %s",
		async (status) => {
			const given = await aPlannedOrder();
			await given.db
				.update(shipments)
				.set({ status })
				.where(eq(shipments.exactOrderId, given.exactOrderId));
			await expect(given.pack([box(1_500)])).rejects.toMatchObject({
				code: "order.packages_too_late",
			});
		},
	);

	it("lose against a claim that came in between", async () => {
		const given = await aPlannedOrder();
		const setup = createOrderSetupStore(given.db);
		const order = await setup.find(given.order.id);
		await given.db
			.update(shipments)
			.set({ status: "creating" })
			.where(eq(shipments.exactOrderId, given.exactOrderId));
		const entered = { sequence: 1, packages: [box(1_500)] };
		const change = { now: given.time.now, actor: "operator:test", isRemoved: false };
		expect(order).toBeDefined();
		if (order !== undefined) {
			const outcome = await setup.savePackages(order, entered, {
				...change,
				correlationId: "req_1",
			});
			expect(outcome).toBe("lost");
		}
	});

	it("are not those of the order's next shipment", async () => {
		const given = await aPlannedOrder();
		await given.pack([box(1_500)]);
		await given.run();
		await given.ship();
		expect(await given.shipment()).toMatchObject({ status: "labelled" });
		given.erp.putLine({ ...given.line, quantity: 5 });
		await given.pollAfter(15 * MINUTE);
		await given.pack([box(9_000)]);
		const order = await given.orderOf(given.exactOrderId);
		expect(order.packages).toMatchObject({ sequence: 2 });
	});
});
