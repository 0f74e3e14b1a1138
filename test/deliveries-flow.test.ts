import { describe, expect, it } from "vitest";

import { MINUTE, quantities, startDeliveries } from "./delivery-world.ts";
import { until } from "./worker.ts";

describe("an order that is delivered in two parts", () => {
	it("ships each part once, of exactly its quantity, and gets its tracking numbers", async () => {
		const { twins, aDivision, poll, anOrder, deliver, deliveries, shipmentsOf, labelsAtFedex } =
			await startDeliveries();
		const { divisionId } = await aDivision({
			trigger: "goods-delivery",
			writeBack: { goodsDelivery: "tracking-number" },
		});
		const { order, line } = await anOrder();
		const rest = line.quantity - line.quantityDelivered - 1;
		expect(await shipmentsOf(order)).toEqual([]);

		await deliver(order, line.lineNumber, 1);
		twins.clock.advance(MINUTE);
		await until(async () => (await shipmentsOf(order)).some(({ status }) => status === "labelled"));
		expect(quantities(await shipmentsOf(order))).toEqual([[1]]);

		await deliver(order, line.lineNumber, rest);
		twins.clock.advance(MINUTE);
		await until(async () => {
			const made = await shipmentsOf(order);
			return made.length === 2 && made.every(({ status }) => status === "labelled");
		});
		const shipments = await shipmentsOf(order);
		expect(quantities(shipments)).toEqual([[1], [rest]]);

		await until(async () => (await deliveries()).every((one) => one.TrackingNumber !== null));
		expect((await deliveries()).map((one) => one.TrackingNumber).toSorted()).toEqual(
			shipments.map((one) => one.masterTrackingNumber).toSorted(),
		);
		const puts = () =>
			twins.exactLog.calls().filter(({ operation }) => operation === "update.GoodsDeliveries");
		const written = puts().length;
		expect(written).toBe(2);

		await poll(divisionId);
		twins.clock.advance(24 * 60 * MINUTE);
		await poll(divisionId);
		expect(quantities(await shipmentsOf(order))).toEqual([[1], [rest]]);
		expect(await labelsAtFedex(order)).toBe(2);
		expect(puts()).toHaveLength(written);
		expect(twins.exactLog.summary().broken).toEqual({});
	}, 90_000);
});
