import { describe, expect, it } from "vitest";

import { startDeliveries } from "./delivery-world.ts";
import { until } from "./worker.ts";

describe("a division that ships orders and puts tracking numbers on deliveries", () => {
	it("puts the number on the one delivery that was booked for the shipment", async () => {
		const { twins, aDivision, poll, anOrder, deliveries, shipmentsOf, labelsAtFedex } =
			await startDeliveries();
		const { divisionId } = await aDivision({ writeBack: { goodsDelivery: "tracking-number" } });
		const { order } = await anOrder();
		await until(async () => (await shipmentsOf(order)).some(({ status }) => status === "labelled"));
		await twins.control("exact", `orders/${order.orderId}`, {
			method: "PATCH",
			body: { deliver: true },
		});
		await poll(divisionId);
		const [shipment] = await shipmentsOf(order);
		await until(async () => {
			const [delivery] = await deliveries();
			return delivery?.TrackingNumber === shipment?.masterTrackingNumber;
		});
		expect(await shipmentsOf(order)).toHaveLength(1);
		expect(await labelsAtFedex(order)).toBe(1);
	}, 90_000);
});
