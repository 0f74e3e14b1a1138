import { describe, expect, it } from "vitest";

import { judgeCompleteness, judgeReadiness } from "../../../src/shipping/judge/ready-rule.ts";
import type { OrderHeader, OrderLine } from "../../../src/shipping/model/order.ts";
import { sampleAccount, sampleHeader, sampleLine, sampleSettings } from "../samples.ts";

const TODAY = "2026-11-23";

function reasons(
	header: Partial<OrderHeader>,
	options: { lines?: Partial<OrderLine>[]; settings?: Record<string, unknown> } = {},
) {
	const order = sampleHeader(header);
	return judgeReadiness(
		{
			header: order,
			lines: (options.lines ?? [{}]).map((line) => sampleLine(order.exactOrderId, line)),
		},
		sampleSettings(options.settings),
		TODAY,
	);
}

describe("an order is ready", () => {
	it.each([
		["when it is approved, open and mapped", {}, {}],
		["when its approval comes by itself", { approvalStatus: 2 }, {}],
		["when a part of it was delivered", { status: 20, deliveryStatus: 20 }, {}],
		["when its method's code is padded", { shippingMethodCode: " FDX-PRIO  " }, {}],
		["whatever its delivery date, without a window", { deliveryDate: "2027-12-31" }, {}],
		[
			"on the first day of its window",
			{ deliveryDate: "2026-11-26" },
			{ settings: { readyRule: { deliveryWithinDays: 3 } } },
		],
		[
			"when its delivery date has passed",
			{ deliveryDate: "2026-11-01" },
			{ settings: { readyRule: { deliveryWithinDays: 0 } } },
		],
		[
			"without a delivery date",
			{ deliveryDate: null },
			{ settings: { readyRule: { deliveryWithinDays: 0 } } },
		],
		[
			"in a warehouse that is shipped from",
			{ warehouseCode: "2" },
			{ settings: { readyRule: { warehouses: ["1", "2"] } } },
		],
		["when one line of several has goods left", {}, { lines: [{ quantityDelivered: 2 }, {}] }],
	])("%s", (_when, header, options) => {
		expect(reasons(header, options)).toEqual([]);
	});
});

describe("an order is not ready", () => {
	it.each([
		["not approved", { approvalStatus: 0 }, {}, "order.not_approved", "Approval status"],
		["cancelled", { status: 45 }, {}, "order.cancelled", "Status"],
		["complete", { status: 21 }, {}, "order.not_open", "Status"],
		["delivered", { deliveryStatus: 21 }, {}, "order.delivery_status", "Delivery status"],
		[
			"without a shipping method",
			{ shippingMethodCode: null },
			{},
			"order.shipping_method_missing",
			"Shipping method",
		],
		[
			"with a blank shipping method",
			{ shippingMethodCode: "  " },
			{},
			"order.shipping_method_missing",
			"Shipping method",
		],
		[
			"with another shipping method",
			{ shippingMethodCode: "POSTNL" },
			{},
			"order.shipping_method_unmapped",
			"Shipping method",
		],
		[
			"of another warehouse",
			{ warehouseCode: "9" },
			{ settings: { readyRule: { warehouses: ["1"] } } },
			"order.other_warehouse",
			"Warehouse",
		],
		[
			"of no warehouse where the rule names some",
			{ warehouseCode: null },
			{ settings: { readyRule: { warehouses: ["1"] } } },
			"order.other_warehouse",
			"Warehouse",
		],
		[
			"to be delivered a day after the window",
			{ deliveryDate: "2026-11-27" },
			{ settings: { readyRule: { deliveryWithinDays: 3 } } },
			"order.delivery_date_ahead",
			"Delivery date",
		],
		["without lines", {}, { lines: [] }, "order.nothing_to_ship", "Sales order lines"],
		[
			"with everything delivered",
			{},
			{ lines: [{ quantityDelivered: 2 }] },
			"order.nothing_to_ship",
			"Sales order lines",
		],
		[
			"with drop-shipped lines only",
			{},
			{ lines: [{ isDropShipped: true }] },
			"order.nothing_to_ship",
			"Sales order lines",
		],
		[
			"with returned lines only",
			{},
			{ lines: [{ quantity: -2 }] },
			"order.nothing_to_ship",
			"Sales order lines",
		],
	])("when it is %s", (_when, header, options, code, field) => {
		const found = reasons(header, options);
		expect(found).toMatchObject([{ code, field: expect.stringContaining(field) }]);
		expect(found[0]?.remedy).not.toBe("");
	});

	it("for every reason at once", () => {
		const found = reasons(
			{ approvalStatus: 0, status: 45, deliveryStatus: 45, shippingMethodCode: null },
			{ lines: [] },
		);
		expect(found.map((reason) => reason.code)).toEqual([
			"order.not_approved",
			"order.cancelled",
			"order.delivery_status",
			"order.shipping_method_missing",
			"order.nothing_to_ship",
		]);
	});
});

describe("a customer who takes whole orders only", () => {
	const settings = sampleSettings({ readyRule: { deliveryWithinDays: 3 } });
	const whole = sampleAccount({ isCompleteOnly: true });
	const dated = (...dates: (string | null)[]) =>
		dates.map((deliveryDate, at) => sampleLine("order", { lineNumber: at + 1, deliveryDate }));

	it("waits while a line is dated past the window, and is told which", () => {
		const lines = dated("2026-11-24", "2026-12-24");
		const [reason] = judgeCompleteness({ lines, account: whole }, settings, TODAY);
		expect(reason).toMatchObject({ code: "order.complete_only" });
		expect(reason?.message).toContain("line 2");
	});

	it.each([
		["every line is near", dated("2026-11-24", null), whole],
		["others would take a part", dated("2026-12-24"), sampleAccount()],
		["the customer is not known", dated("2026-12-24"), undefined],
		[
			"the late line is not shipped by us",
			[{ ...dated("2026-12-24")[0], isDropShipped: true }],
			whole,
		],
	])("does not wait when %s", (_when, lines, account) => {
		expect(judgeCompleteness({ lines: lines as OrderLine[], account }, settings, TODAY)).toEqual(
			[],
		);
	});
});
