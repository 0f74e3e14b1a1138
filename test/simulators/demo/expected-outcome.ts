import type { Administration } from "../exact/state/administration.ts";
import type { AddressRow, LineRow, OrderRow } from "../exact/state/row-types.ts";
import { DELIVERY_WINDOW_DAYS, MAPPED_METHODS } from "./services.ts";

export type ExpectedOutcome = {
	kind: "ready" | "not-ready" | "blocked";
	/** A short code for the reason; for `ready` what is special about the order, or `plain`. */
	why: string;
	/** Numbers of the lines that go into the parcel. */
	lineNumbers: number[];
};

const DAY_MS = 86_400_000;

const POSTAL_PATTERNS: Record<string, RegExp> = {
	NL: /^\d{4} ?[A-Z]{2}$/,
	BE: /^\d{4}$/,
	AT: /^\d{4}$/,
	LU: /^\d{4}$/,
	DE: /^\d{5}$/,
	FR: /^\d{5}$/,
	US: /^\d{5}(-\d{4})?$/,
};

/**
 * What a connector with the demo's settings must make of an order as it now stands in Exact. Written
 * apart from any connector, as the truth that its work is held against.
 */
export function expectedOutcome(
	admin: Administration,
	order: OrderRow,
	lines: LineRow[],
): ExpectedOutcome {
	const shipped = lines.filter((line) => isPhysical(admin, line) && restOf(line) > 0);
	const lineNumbers = shipped.map((line) => line.LineNumber);
	const notReady = whyNotReady(admin, order, { lines, shipped });
	if (notReady !== undefined) {
		return { kind: "not-ready", why: notReady, lineNumbers: [] };
	}
	const blocked = whyBlocked(admin, order, shipped);
	if (blocked !== undefined) {
		return { kind: "blocked", why: blocked, lineNumbers };
	}
	return { kind: "ready", why: traitOf(admin, lines), lineNumbers };
}

type Lines = { lines: LineRow[]; shipped: LineRow[] };

function whyNotReady(
	admin: Administration,
	order: OrderRow,
	{ lines, shipped }: Lines,
): string | undefined {
	if (order.Status === 45) {
		return "cancelled";
	}
	if (order.Status === 21 || order.DeliveryStatus === 21) {
		return "complete";
	}
	if (order.ApprovalStatus === 0) {
		return "awaiting-approval";
	}
	const method = admin.shippingMethods.get(order.ShippingMethod ?? "");
	if (method === undefined || !MAPPED_METHODS.has(method.Code)) {
		return "shipping-method";
	}
	if (shipped.length === 0) {
		return whyNothingToShip(admin, lines);
	}
	const horizon = admin.today() + DELIVERY_WINDOW_DAYS * DAY_MS;
	if (order.DeliveryDate !== null && order.DeliveryDate > horizon) {
		return "delivery-date";
	}
	const isCompleteOnly = admin.accounts.get(order.DeliverTo)?.DeliveryAdvice === 1;
	return isCompleteOnly && shipped.some((line) => isShort(admin, line, horizon))
		? "complete-only"
		: undefined;
}

function whyNothingToShip(admin: Administration, lines: LineRow[]): string {
	const open = lines.filter((line) => restOf(line) > 0);
	if (open.length > 0 && open.every((line) => line.UseDropShipment === 1)) {
		return "only-drop-shipment";
	}
	return open.some((line) => admin.items.get(line.Item)?.IsStockItem === false)
		? "only-services"
		: "nothing-left";
}

function whyBlocked(
	admin: Administration,
	order: OrderRow,
	shipped: LineRow[],
): string | undefined {
	if (shipped.some((line) => !hasWeight(admin, line))) {
		return "no-weight";
	}
	const address = admin.addresses.get(order.DeliveryAddress ?? "");
	return address === undefined ? "no-address" : whyUndeliverable(admin, order, address);
}

function whyUndeliverable(
	admin: Administration,
	order: OrderRow,
	address: AddressRow,
): string | undefined {
	if (isEmpty(address.AddressLine1)) {
		return "no-street";
	}
	if (isEmpty(address.City)) {
		return "no-city";
	}
	if (isEmpty(address.Postcode)) {
		return "no-postal-code";
	}
	if (!(POSTAL_PATTERNS[address.Country]?.test(address.Postcode ?? "") ?? true)) {
		return "postal-code-country";
	}
	const contact = admin.contacts.get(order.DeliverToContactPerson ?? address.Contact ?? "");
	const account = admin.accounts.get(order.DeliverTo);
	const phones = [
		address.Phone,
		contact?.BusinessPhone,
		contact?.BusinessMobile,
		contact?.Mobile,
		contact?.Phone,
		account?.Phone,
	];
	return phones.every((phone) => isEmpty(phone ?? null)) ? "no-phone" : undefined;
}

function traitOf(admin: Administration, lines: LineRow[]): string {
	if (lines.some((line) => line.QuantityDelivered > 0)) {
		return "partly-delivered";
	}
	if (lines.some((line) => line.UseDropShipment === 1)) {
		return "mixed-drop-shipment";
	}
	if (lines.some((line) => line.Quantity < 0)) {
		return "return-line";
	}
	return lines.some((line) => !isPhysical(admin, line)) ? "mixed-services" : "plain";
}

function isPhysical(admin: Administration, line: LineRow): boolean {
	return (
		line.UseDropShipment !== 1 &&
		line.OrderStatus !== 45 &&
		admin.items.get(line.Item)?.IsStockItem === true
	);
}

function restOf(line: LineRow): number {
	return line.Quantity - line.QuantityDelivered;
}

function isShort(admin: Administration, line: LineRow, horizon: number): boolean {
	const stock = admin.items.get(line.Item)?.Stock ?? 0;
	return stock < restOf(line) || (line.DeliveryDate ?? 0) > horizon;
}

function hasWeight(admin: Administration, line: LineRow): boolean {
	const item = admin.items.get(line.Item);
	return (item?.GrossWeight ?? item?.NetWeight ?? 0) > 0;
}

function isEmpty(text: string | null): boolean {
	return text === null || text.trim() === "";
}
