import { addDays } from "../../lib/days.ts";
import type { Problem } from "../../lib/errors.ts";
import type { DivisionSettings } from "../model/division-settings.ts";
import type { Account, OrderHeader, OrderLine } from "../model/order.ts";
import { type Reserved, restToShip } from "../model/quantities.ts";
import { isMethodMapped } from "../plan/choose-service.ts";
import { shippableLines } from "../plan/shippable-lines.ts";

/**
 * Whether the header and lines of an order say "ship me", by the division's rule. Answers with every reason
 * against it; an empty list means ready. It needs no address: that belongs to planning. `reserved` holds what
 * earlier shipments took, by Exact line id.
 */
export function judgeReadiness(
	order: { header: OrderHeader; lines: readonly OrderLine[] },
	settings: DivisionSettings,
	today: string,
	reserved: ReadonlyMap<string, Reserved> = new Map(),
): Problem[] {
	const { header, lines } = order;
	const rule = settings.readyRule;
	const reasons: Problem[] = [];
	if (!rule.approvalStatus.includes(header.approvalStatus)) {
		reasons.push({
			code: "order.not_approved",
			field: "Sales order › Approval status",
			message: "The order is not approved.",
			remedy: "Approve the order in Exact.",
		});
	}
	if (!rule.status.includes(header.status)) {
		reasons.push({
			code: header.status === 45 ? "order.cancelled" : "order.not_open",
			field: "Sales order › Status",
			message: `The order is ${statusName(header.status)}.`,
			remedy: "Nothing, if that is right; else reopen the order in Exact.",
		});
	}
	if (!rule.deliveryStatus.includes(header.deliveryStatus)) {
		reasons.push({
			code: "order.delivery_status",
			field: "Sales order › Delivery status",
			message: `The order's delivery is ${statusName(header.deliveryStatus)}.`,
			remedy: "Nothing, if that is right; else correct the deliveries in Exact.",
		});
	}
	if (!isMethodMapped(header, settings)) {
		reasons.push(unmappedMethod(header));
	}
	if (rule.warehouses !== null && !rule.warehouses.includes(header.warehouseCode ?? "")) {
		reasons.push({
			code: "order.other_warehouse",
			field: "Sales order › Warehouse",
			message: `Warehouse ${header.warehouseCode ?? "(none)"} is not shipped from here.`,
			remedy: "Add the warehouse to the division's ready rule, or change it on the order.",
		});
	}
	if (isTooEarly(header.deliveryDate, rule.deliveryWithinDays, today)) {
		reasons.push({
			code: "order.delivery_date_ahead",
			field: "Sales order › Delivery date",
			message: `The order is to be delivered on ${header.deliveryDate}.`,
			remedy: "Nothing, if that is right; else move the date in Exact to ship it sooner.",
		});
	}
	if (
		shippableLines(lines).every((line) => restToShip(line, reserved.get(line.exactLineId)) === 0)
	) {
		reasons.push({
			code: "order.nothing_to_ship",
			field: "Sales order lines",
			message:
				"No line has goods left that we ship (drop-shipped and returned lines do not count).",
			remedy: "Nothing, if that is right; else correct the lines in Exact.",
		});
	}
	return reasons;
}

/**
 * A customer who takes only whole orders waits until no line of it is dated past the division's window. It needs
 * the account, so it comes after the rest of the rule.
 */
export function judgeCompleteness(
	order: { lines: readonly OrderLine[]; account: Account | undefined },
	settings: DivisionSettings,
	today: string,
): Problem[] {
	if (order.account?.isCompleteOnly !== true) {
		return [];
	}
	const withinDays = settings.readyRule.deliveryWithinDays;
	const later = shippableLines(order.lines).filter((line) =>
		isTooEarly(line.deliveryDate, withinDays, today),
	);
	return later.length === 0
		? []
		: [
				{
					code: "order.complete_only",
					field: "Customer › Delivery advice",
					message: `The customer takes complete deliveries only, and line ${later[0]?.lineNumber} is dated ${later[0]?.deliveryDate}.`,
					remedy:
						"Nothing, if that is right; else change the customer's delivery advice to ship sooner.",
				},
			];
}

/**
 * A customer who takes one part and no backorder gets nothing more once part of the order was delivered by others.
 * What shipments of ours leave is not asked about in the first place.
 */
export function judgeBackorder(
	order: { lines: readonly OrderLine[]; account: Account | undefined },
	hasShipments: boolean,
): Problem[] {
	const begun = shippableLines(order.lines).find((line) => line.quantityDelivered > 0);
	if (order.account?.takesNoBackorder !== true || hasShipments || begun === undefined) {
		return [];
	}
	return [
		{
			code: "order.no_backorder",
			field: "Customer › Delivery advice",
			message: `The customer takes no backorders, and goods of line ${begun.lineNumber} were delivered already.`,
			remedy: "Nothing, if that is right; else change the delivery advice to ship the rest.",
		},
	];
}

function unmappedMethod(header: OrderHeader): Problem {
	const code = header.shippingMethodCode?.trim() ?? "";
	return code === ""
		? {
				code: "order.shipping_method_missing",
				field: "Sales order › Shipping method",
				message: "The order has no shipping method.",
				remedy: "Choose a FedEx shipping method on the order in Exact.",
			}
		: {
				code: "order.shipping_method_unmapped",
				field: "Sales order › Shipping method",
				message: `Shipping method ${code} is not mapped to a FedEx service.`,
				remedy: `Map ${code} in the division's settings, or choose another method on the order.`,
			};
}

/** Without a window the delivery date holds nothing back. */
function isTooEarly(
	deliveryDate: string | null,
	withinDays: number | null,
	today: string,
): boolean {
	if (deliveryDate === null || withinDays === null) {
		return false;
	}
	return deliveryDate > addDays(today, withinDays);
}

/** Exact's status numbers, as its order reference lists them (read 2026-11). */
function statusName(status: number): string {
	const names: Record<number, string> = {
		12: "open",
		20: "partial",
		21: "complete",
		45: "cancelled",
	};
	return names[status] ?? `in status ${status}`;
}
