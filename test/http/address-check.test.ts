import { beforeEach, describe, expect, it } from "vitest";

import { call, startOutside } from "./client.ts";
import { Browser } from "./console/browser.ts";
import { seedShipment } from "./seeds.ts";

beforeEach(() => {
	startOutside();
});

const CHECK = {
	addressHash: "h",
	checkedAt: Date.parse("2026-11-23T10:00:00Z"),
	isResidential: true,
	isResolved: false,
};

describe("what FedEx said of an address", () => {
	it("is shown with the order and with its shipment", async () => {
		const { id, divisionId } = await seedShipment({
			status: "labelled",
			order: { addressCheck: CHECK },
		});
		const shown = {
			addressCheck: {
				isResolved: false,
				isResidential: true,
				checkedAt: "2026-11-23T10:00:00.000Z",
			},
		};
		expect(await call("GET", `/shipments/${id}`, 200)).toMatchObject(shown);
		expect(await call("GET", `/orders?divisionId=${divisionId}`, 200)).toMatchObject({
			items: [shown],
		});
		const browser = await Browser.loggedIn();
		for (const path of [`/console/shipments/${id}`, `/console/orders?divisionId=${divisionId}`]) {
			expect(await browser.page(path)).toContain("FedEx does not know it, a home");
		}
	});

	it("is nothing where it was not asked", async () => {
		const { id } = await seedShipment({ status: "labelled" });
		expect(await call("GET", `/shipments/${id}`, 200)).toMatchObject({ addressCheck: null });
		const page = await (await Browser.loggedIn()).page(`/console/shipments/${id}`);
		expect(page).toContain("not checked");
	});
});
