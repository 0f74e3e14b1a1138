import { describe, expect, it } from "vitest";

import { createOrderSetupStore } from "../../../src/db/order-setup.ts";
import { findContradictions } from "../../../src/shipping/operate/find-contradictions.ts";
import { markPacked } from "../../../src/shipping/operate/mark-packed.ts";
import { anAdministration } from "../administration.ts";
import { sampleSettings } from "../samples.ts";

const MINUTE = 60_000;

const waiting = () =>
	sampleSettings({ packing: { ...sampleSettings().packing, waitForBench: true } });

async function aBench() {
	const admin = await anAdministration({ settings: waiting() });
	return {
		admin,
		async pack(exactOrderId: string) {
			const change = { now: admin.time.now, actor: "operator:test", correlationId: "req_1" };
			const { id } = await admin.orderOf(exactOrderId);
			await markPacked(id, change, {
				orders: createOrderSetupStore(admin.db),
				divisions: admin.deps.divisions,
				wakeUps: admin.deps.wakeUps,
			});
		},
	};
}

describe("an order of a division that waits for the bench", () => {
	it("gets no shipment before it was packed, and says what it waits for", async () => {
		const { admin } = await aBench();
		const { exactOrderId } = admin.enter();
		await admin.run();
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.shipmentsOf(exactOrderId)).toEqual([]);
		expect(await admin.orderOf(exactOrderId)).toMatchObject({
			state: "ready",
			reasons: [{ code: "order.waits_for_bench" }],
		});
	});

	it("gets its one shipment once it was packed, however often that is said", async () => {
		const { admin, pack } = await aBench();
		const { exactOrderId } = admin.enter();
		await admin.run();
		await pack(exactOrderId);
		await pack(exactOrderId);
		await admin.pollAfter(MINUTE);
		await pack(exactOrderId);
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.shipmentsOf(exactOrderId)).toMatchObject([{ status: "planned" }]);
		expect(await admin.orderOf(exactOrderId)).toMatchObject({ state: "reserved", reasons: [] });
	});

	it("that can't be planned is blocked at once, since a person must mend it anyway", async () => {
		const { admin } = await aBench();
		const { exactOrderId } = admin.enter({ address: { postalCode: null } });
		await admin.run();
		expect(await admin.shipmentsOf(exactOrderId)).toEqual([]);
		expect(await admin.orderOf(exactOrderId)).toMatchObject({
			state: "blocked",
			reasons: [{ code: "address.postal_code_missing" }],
		});
	});

	it("that is not ready is not packed", async () => {
		const { admin, pack } = await aBench();
		const { exactOrderId } = admin.enter({ header: { approvalStatus: 0 } });
		await admin.run();
		await expect(pack(exactOrderId)).rejects.toMatchObject({ code: "order.not_ready" });
	});
});

describe("waiting for the bench", () => {
	it.each([
		["goods deliveries", { trigger: "goods-delivery" as const }],
		["backorders that ship by themselves", { backorders: "ship" as const }],
	])("is refused together with %s", (_what, change) => {
		expect(findContradictions({ ...waiting(), ...change })).toMatchObject([
			{ field: "packing.waitForBench" },
		]);
	});
});
