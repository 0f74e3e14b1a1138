import { type ExpectedOutcome, expectedOutcome } from "../../demo/expected-outcome.ts";
import { toDateText } from "../wall-clock.ts";
import type { Administration } from "./administration.ts";
import type { LineRow, OrderRow } from "./row-types.ts";

export type OrderTruth = ReturnType<typeof orderTruth>;

/** All orders of a division with what must become of them. */
export function orderTruths(admin: Administration): OrderTruth[] {
	const lines = Map.groupBy(admin.lines.values(), (line) => line.OrderID);
	return admin.orders
		.values()
		.map((order) => orderTruth(admin, order, lines.get(order.OrderID) ?? []));
}

/** An order as it stands in Exact, joined with everything that a parcel depends on. */
export function orderTruth(admin: Administration, order: OrderRow, lines: LineRow[]) {
	const { region, code } = admin.division;
	const expected: ExpectedOutcome = expectedOutcome(admin, order, lines);
	return {
		region,
		division: code,
		orderId: order.OrderID,
		orderNumber: order.OrderNumber,
		timestamp: String(order.Timestamp),
		orderDate: toDateText(order.OrderDate),
		deliveryDate: order.DeliveryDate === null ? null : toDateText(order.DeliveryDate),
		approvalStatus: order.ApprovalStatus,
		status: order.Status,
		deliveryStatus: order.DeliveryStatus,
		shippingMethod: admin.shippingMethods.get(order.ShippingMethod ?? "")?.Code ?? null,
		customer: customerOf(admin, order),
		contact: contactOf(admin, order),
		address: addressOf(admin, order),
		lines: lines.map((line) => lineTruth(admin, line)),
		expected,
	};
}

function customerOf(admin: Administration, order: OrderRow) {
	const account = admin.accounts.get(order.DeliverTo);
	return account === undefined
		? null
		: {
				accountId: account.ID,
				code: account.Code.trim(),
				name: account.Name,
				phone: account.Phone,
				email: account.Email,
				deliveryAdvice: account.DeliveryAdvice,
			};
}

function contactOf(admin: Administration, order: OrderRow) {
	const contact = admin.contacts.get(order.DeliverToContactPerson ?? "");
	return contact === undefined
		? null
		: {
				contactId: contact.ID,
				name: contact.FullName,
				phone: contact.BusinessPhone ?? contact.BusinessMobile ?? contact.Mobile ?? contact.Phone,
				email: contact.BusinessEmail,
			};
}

function addressOf(admin: Administration, order: OrderRow) {
	const address = admin.addresses.get(order.DeliveryAddress ?? "");
	return address === undefined
		? null
		: {
				addressId: address.ID,
				street: address.AddressLine1,
				street2: address.AddressLine2,
				postcode: address.Postcode,
				city: address.City,
				state: address.State,
				country: address.Country,
				phone: address.Phone,
			};
}

function lineTruth(admin: Administration, line: LineRow) {
	const item = admin.items.get(line.Item);
	return {
		lineId: line.ID,
		lineNumber: line.LineNumber,
		itemCode: item?.Code ?? null,
		description: line.Description,
		quantity: line.Quantity,
		quantityDelivered: line.QuantityDelivered,
		status: line.OrderStatus,
		isDropShipment: line.UseDropShipment === 1,
		isStockItem: item?.IsStockItem ?? false,
		netWeightKg: item?.NetWeight ?? null,
		grossWeightKg: item?.GrossWeight ?? null,
		stock: item?.Stock ?? 0,
	};
}
