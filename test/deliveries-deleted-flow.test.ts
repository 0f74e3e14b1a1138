import { describe, expect, it } from "vitest";

import { quantities, startDeliveries } from "./delivery-world.ts";
import { api, until } from "./worker.ts";

describe("a goods delivery that is deleted before it ships", () => {
	it("is withdrawn, and what is booked instead ships", async () => {
		const { twins, aDivision, poll, anOrder, deliver, shipmentsOf, labelsAtFedex } =
			await startDeliveries();
		const { divisionId, fedexAccountId } = await aDivision({ trigger: "goods-delivery" });
		const { order, line } = await anOrder();
		await api("POST", `/fedex-accounts/${fedexAccountId}/pause`);
		const wrong = await deliver(order, line.lineNumber, 2);
		await poll(divisionId);
		expect(await shipmentsOf(order)).toMatchObject([{ status: "planned" }]);
		await twins.control("exact", `deliveries/${wrong.EntryID}`, { method: "DELETE" });
		await poll(divisionId);
		expect(await shipmentsOf(order)).toMatchObject([
			{ status: "voided", reason: { code: "delivery.deleted" } },
		]);
		await api("POST", `/fedex-accounts/${fedexAccountId}/resume`);
		await deliver(order, line.lineNumber, 1);
		await poll(divisionId);
		await until(async () => (await shipmentsOf(order)).some(({ status }) => status === "labelled"));
		expect(await labelsAtFedex(order)).toBe(1);
		expect(quantities(await shipmentsOf(order)).at(-1)).toEqual([1]);
	}, 90_000);
});
