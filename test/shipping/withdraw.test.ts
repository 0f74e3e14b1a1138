import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { shipments } from "../../src/db/schema.ts";
import { anAdministration } from "./administration.ts";

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

	it("leaves one alone that was tried and given back, since its number is spent", async () => {
		const admin = await aLiveOrder();
		await admin.db
			.update(shipments)
			.set({ attemptNumber: 1 })
			.where(eq(shipments.exactOrderId, admin.exactOrderId));
		await admin.hold();
		expect(await admin.shipmentsOf(admin.exactOrderId)).toMatchObject([{ status: "planned" }]);
	});

	it("reserves nothing that was judged while it was live", async () => {
		const admin = await anAdministration();
		const { exactOrderId } = admin.enter();
		admin.erp.onCall = async (operation) => {
			if (operation === "readAddresses") {
				await admin.hold();
			}
		};
		await admin.run();
		expect(await admin.shipmentsOf(exactOrderId)).toEqual([]);
	});
});
