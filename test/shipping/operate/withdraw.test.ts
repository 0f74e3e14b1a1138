import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { listPreviewOrders } from "../../../src/db/list-orders.ts";
import { createOrderSetupStore } from "../../../src/db/order-setup.ts";
import { divisions, shipments } from "../../../src/db/schema.ts";
import { anAdministration } from "../administration.ts";
import { sampleSettings } from "../samples.ts";

const MINUTE = 60_000;

async function aLiveOrder() {
	const admin = await anAdministration({ mode: "hold", releasedAt: null });
	const entered = admin.enter();
	await admin.run();
	await admin.release("all");
	await admin.pollAfter(MINUTE);
	return { ...admin, ...entered };
}

describe("a division that goes back into hold", () => {
	it("takes back what was never sent: voided, and its order in the preview again", async () => {
		const admin = await aLiveOrder();
		await admin.hold();
		await admin.pollAfter(MINUTE);
		const [shipment] = await admin.shipmentsOf(admin.exactOrderId);
		expect(shipment).toMatchObject({ status: "voided", dueAt: null });
		expect(await admin.auditOf(shipment?.id ?? "")).toContain("shipment.withdrawn");
		expect(await admin.orderOf(admin.exactOrderId)).toMatchObject({
			state: "ready",
			releasedAt: null,
		});
	});

	it("ships it after the next release only if that ticks it", async () => {
		const admin = await aLiveOrder();
		const { id } = await admin.orderOf(admin.exactOrderId);
		await admin.hold();
		await admin.pollAfter(MINUTE);
		await admin.release([]);
		admin.erp.putHeader(admin.header);
		await admin.pollAfter(MINUTE);
		const statuses = async () =>
			(await admin.shipmentsOf(admin.exactOrderId)).map((row) => row.status).toSorted();
		expect(await statuses()).toEqual(["voided"]);
		await admin.hold();
		await admin.release([id]);
		await admin.pollAfter(MINUTE);
		expect(await statuses()).toEqual(["planned", "voided"]);
	});

	it("ships it with a release of all that comes before the next poll", async () => {
		const admin = await aLiveOrder();
		await admin.hold();
		expect(await admin.orderOf(admin.exactOrderId)).toMatchObject({ state: "ready" });
		await admin.release("all");
		await admin.pollAfter(MINUTE);
		expect(await admin.orderOf(admin.exactOrderId)).toMatchObject({ state: "reserved" });
		const statuses = (await admin.shipmentsOf(admin.exactOrderId)).map((row) => row.status);
		expect(statuses.toSorted()).toEqual(["planned", "voided"]);
	});

	it("holds it back where a release before the next poll leaves it out", async () => {
		const admin = await aLiveOrder();
		await admin.hold();
		await admin.release([]);
		await admin.pollAfter(MINUTE);
		expect(await admin.orderOf(admin.exactOrderId)).toMatchObject({ state: "held_back" });
		expect(await admin.shipmentsOf(admin.exactOrderId)).toMatchObject([{ status: "voided" }]);
	});

	it("holds one back that was blocked then: it was not among the ready ones", async () => {
		const admin = await aLiveOrder();
		const reason = { code: "address.street_missing", field: "f", message: "m", remedy: "r" };
		await admin.db
			.update(shipments)
			.set({ status: "blocked", reason })
			.where(eq(shipments.exactOrderId, admin.exactOrderId));
		await admin.hold();
		expect(await admin.orderOf(admin.exactOrderId)).toMatchObject({ state: "blocked" });
		await admin.release("all");
		await admin.pollAfter(MINUTE);
		expect(await admin.orderOf(admin.exactOrderId)).toMatchObject({ state: "held_back" });
	});

	it.each(["creating", "labelled", "unknown"] as const)(
		"leaves one alone that is %s: the carrier may have it",
		async (status) => {
			const admin = await aLiveOrder();
			await admin.db
				.update(shipments)
				.set({ status, attemptNumber: 1 })
				.where(eq(shipments.exactOrderId, admin.exactOrderId));
			const before = await admin.shipmentsOf(admin.exactOrderId);
			await admin.hold();
			await admin.pollAfter(MINUTE);
			expect(await admin.shipmentsOf(admin.exactOrderId)).toEqual(before);
		},
	);

	it("reserves nothing that was judged while it was live, and shows it in the preview", async () => {
		const admin = await anAdministration();
		const { exactOrderId } = admin.enter();
		admin.erp.onCall = async (operation) => {
			if (operation === "readAddresses") {
				admin.erp.onCall = () => Promise.resolve();
				await admin.hold();
			}
		};
		await admin.run();
		expect(await admin.shipmentsOf(exactOrderId)).toEqual([]);
		expect(await admin.orderOf(exactOrderId)).toMatchObject({ state: "ready", judgeDueAt: null });
		await admin.release("all");
		await admin.pollAfter(MINUTE);
		expect(await admin.shipmentsOf(exactOrderId)).toMatchObject([{ status: "planned" }]);
	});
});

describe("a division that is changed while a poll judges its orders", () => {
	async function during(change: (admin: Admin) => Promise<unknown>, given: Given = {}) {
		const admin = await anAdministration(given);
		const entered = admin.enter();
		admin.erp.onCall = async (operation) => {
			if (operation === "readAddresses") {
				admin.erp.onCall = () => Promise.resolve();
				await change(admin);
			}
		};
		await admin.run();
		return { ...admin, ...entered };
	}
	type Admin = Awaited<ReturnType<typeof anAdministration>>;
	type Given = Parameters<typeof anAdministration>[0];

	it("ships what was first found ready when it was released meanwhile", async () => {
		const hold = { mode: "hold", releasedAt: null, lastPollAt: 1 } as const;
		const admin = await during((one) => one.release("all"), hold);
		expect(await admin.shipmentsOf(admin.exactOrderId)).toMatchObject([{ status: "planned" }]);
	});

	it("plans with the new settings", async () => {
		const admin = await during((one) =>
			one.db
				.update(divisions)
				.set({
					settings: sampleSettings({
						shipFrom: { ...sampleSettings().shipFrom, companyName: "New Name" },
					}),
					version: sql`version + 1`,
				})
				.where(eq(divisions.id, one.divisionId)),
		);
		expect(await admin.shipmentsOf(admin.exactOrderId)).toMatchObject([
			{ status: "planned", plan: { shipFrom: { companyName: "New Name" } } },
		]);
	});
});

describe("a shipment that went out once and may be sent again", () => {
	async function aTriedOrder(status: "planned" | "unknown") {
		const admin = await aLiveOrder();
		const set = { status, attemptNumber: 1 };
		const { exactOrderId } = admin;
		const where = eq(shipments.exactOrderId, exactOrderId);
		await admin.db.update(shipments).set(set).where(where);
		await admin.hold();
		await admin.pollAfter(MINUTE);
		const order = await admin.orderOf(exactOrderId);
		const preview = () =>
			listPreviewOrders(admin.db, admin.divisionId, { limit: 10, cursor: undefined });
		return { ...admin, order, preview, where };
	}

	it("keeps its number through a hold, and is in the preview", async () => {
		const admin = await aTriedOrder("planned");
		expect(await admin.shipmentsOf(admin.exactOrderId)).toMatchObject([
			{ status: "planned", sequence: 1 },
		]);
		expect((await admin.preview()).map(({ id }) => id)).toEqual([admin.order.id]);
	});

	it.each(["planned", "unknown"] as const)(
		"stays where the release leaves it out, though it was %s at the hold",
		async (status) => {
			const admin = await aTriedOrder(status);
			await admin.release([]);
			await admin.pollAfter(MINUTE);
			await admin.db
				.update(shipments)
				.set({ status: "planned", dueAt: admin.time.now })
				.where(admin.where);
			await admin.deps.orders.requestJudgement([admin.order.id], admin.time.now);
			await admin.pollAfter(MINUTE);
			expect(await admin.shipmentsOf(admin.exactOrderId)).toMatchObject([
				{ status: "blocked", reason: { code: "order.held_back" } },
			]);
		},
	);

	it("goes when the release ticks it, and when a person ships it later", async () => {
		const admin = await aTriedOrder("planned");
		await admin.release([admin.order.id]);
		await admin.pollAfter(MINUTE);
		expect(await admin.shipmentsOf(admin.exactOrderId)).toMatchObject([{ status: "planned" }]);
		await admin.hold();
		await admin.release([]);
		await admin.pollAfter(MINUTE);
		const store = createOrderSetupStore(admin.db);
		const held = await store.find(admin.order.id);
		expect(held?.heldBackAt).not.toBeNull();
		const change = { now: admin.time.now, actor: "operator:test", correlationId: "req_1" };
		expect(held && (await store.letGo(held, change))).toBe("done");
		await admin.pollAfter(MINUTE);
		expect(await admin.orderOf(admin.exactOrderId)).toMatchObject({
			heldBackAt: null,
			reasons: [],
		});
	});
});
