import { describe, expect, it } from "vitest";

import { anAdministration } from "../administration.ts";
import { sampleLine } from "../samples.ts";

const MINUTE = 60_000;

/** An order whose header changed within the feed, and its lines long before. */
async function anOldOrder(header: Parameters<typeof sampleLine>[1] = {}) {
	const admin = await anAdministration();
	const entered = admin.enter();
	admin.erp.lines.length = 0;
	const line = sampleLine(entered.exactOrderId, { itemId: entered.item.id, ...header });
	admin.erp.looseLines.push(line);
	return { ...admin, ...entered, line };
}

describe("an order whose lines changed before the feed begins", () => {
	it("has them read by order, and ships", async () => {
		const admin = await anOldOrder();
		await admin.run();
		expect(await admin.shipmentsOf(admin.exactOrderId)).toMatchObject([
			{ status: "planned", plan: { lines: [{ exactLineId: admin.line.exactLineId }] } },
		]);
	});

	it("has them read once", async () => {
		const admin = await anOldOrder();
		await admin.run();
		admin.erp.putHeader(admin.header);
		await admin.pollAfter(15 * MINUTE);
		expect(admin.erp.count("readLinesOfOrders")).toBe(1);
	});

	it("keeps a newer line of the feed", async () => {
		const admin = await anOldOrder();
		await admin.run();
		admin.erp.putLine({ ...admin.line, quantity: 7 });
		await admin.pollAfter(15 * MINUTE);
		await admin.deps.orders.addLines(admin.divisionId, [admin.line]);
		expect(await admin.deps.orders.listLines(admin.divisionId, [admin.exactOrderId])).toMatchObject(
			[{ quantity: 7 }],
		);
	});

	it("has them read sixty orders a call", async () => {
		const admin = await anAdministration();
		for (let at = 0; at < 70; at += 1) {
			admin.enter();
		}
		admin.erp.looseLines.push(...admin.erp.lines.splice(0));
		await admin.run();
		const sizes = admin.erp.lookUps
			.filter(({ operation }) => operation === "readLinesOfOrders")
			.map(({ ids }) => ids.length);
		expect(sizes.toSorted((a, b) => b - a)).toEqual([60, 10]);
	});
});

describe("an order that can't ship anyway", () => {
	it.each([
		["is closed", { status: 21 }],
		["is cancelled", { status: 45 }],
	])("has no lines read when it %s", async (_why, header) => {
		const admin = await anAdministration();
		admin.enter({ header });
		admin.erp.lines.length = 0;
		await admin.run();
		expect(admin.erp.count("readLinesOfOrders")).toBe(0);
	});
});
