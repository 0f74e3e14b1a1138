import type { RefusalCase } from "./refusal-case.ts";

const soon = { settings: { readyRule: { deliveryWithinDays: 3 } } };

/** What keeps an order back although nothing about it need be wrong. */
export const READINESS_CASES: RefusalCase[] = [
	{
		name: "an order that nobody approved",
		flaw: { header: { approvalStatus: 0 } },
		code: "order.not_approved",
		field: "Sales order › Approval status",
	},
	{
		name: "a cancelled order",
		flaw: { header: { status: 45 } },
		code: "order.cancelled",
		field: "Sales order › Status",
	},
	{
		name: "an order that was delivered",
		flaw: { header: { deliveryStatus: 21 } },
		code: "order.delivery_status",
		field: "Sales order › Delivery status",
	},
	{
		name: "a warehouse that is not shipped from",
		base: { settings: { readyRule: { warehouses: ["1"] } } },
		flaw: { header: { warehouseCode: "9" } },
		code: "order.other_warehouse",
		field: "Sales order › Warehouse",
	},
	{
		name: "a delivery date that is far ahead",
		base: soon,
		flaw: { header: { deliveryDate: "2026-12-24" } },
		code: "order.delivery_date_ahead",
		field: "Sales order › Delivery date",
	},
	{
		name: "nothing left to ship",
		flaw: { line: { quantity: 0 } },
		code: "order.nothing_to_ship",
		field: "Sales order lines",
	},
	{
		name: "nothing but services",
		flaw: { item: { isStockItem: false } },
		code: "order.no_goods",
		field: "Sales order lines",
	},
	{
		name: "a late line for a customer who takes whole orders",
		base: { ...soon, account: { isCompleteOnly: true } },
		flaw: { line: { deliveryDate: "2026-12-24" } },
		code: "order.complete_only",
		field: "Customer › Delivery advice",
	},
	{
		name: "a rest for a customer who takes no backorder",
		base: { account: { takesNoBackorder: true } },
		flaw: { line: { quantityDelivered: 1 } },
		code: "order.no_backorder",
		field: "Customer › Delivery advice",
	},
];
