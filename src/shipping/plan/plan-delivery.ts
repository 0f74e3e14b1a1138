import type { Problem } from "../../lib/errors.ts";
import type { Quantities } from "../model/delivery-shares.ts";
import type { Delivery } from "../model/delivery.ts";
import type { DivisionSettings } from "../model/division-settings.ts";
import type { Account, Address, Contact, OrderDossier, OrderHeader } from "../model/order.ts";
import { type PlanResult, planShipment } from "./plan-shipment.ts";

/** Who a delivery goes to where that is somebody else than its order's. */
export type DeliveryParties = {
	address: Address | undefined;
	account: Account | undefined;
	contact: Contact | undefined;
};

/** The order as a delivery sees it: what the delivery says itself wins. */
export function headerOf(order: OrderHeader, delivery: Delivery): OrderHeader {
	return {
		...order,
		deliveryDate: delivery.deliveryDate ?? order.deliveryDate,
		deliverToId: delivery.accountId ?? order.deliverToId,
		deliverToContactId: delivery.contactId ?? order.deliverToContactId,
		deliveryAddressId: delivery.addressId ?? order.deliveryAddressId,
		shippingMethodId: delivery.shippingMethodId ?? order.shippingMethodId,
		shippingMethodCode: delivery.shippingMethodCode ?? order.shippingMethodCode,
		warehouseCode: delivery.warehouseCode ?? order.warehouseCode,
	};
}

/** The order's lines with what is to ship of the delivery, as if nothing of them had been delivered. */
export function linesOf(lines: OrderDossier["lines"], share: Quantities): OrderDossier["lines"] {
	return lines.flatMap((line) => {
		const quantity = share.get(line.exactLineId) ?? 0;
		return quantity > 0 ? [{ ...line, quantity, quantityDelivered: 0 }] : [];
	});
}

export function dossierOf(
	dossier: OrderDossier,
	delivery: Delivery,
	share: Quantities,
	parties: DeliveryParties,
): OrderDossier {
	const header = headerOf(dossier.header, delivery);
	const isSame = (field: "deliveryAddressId" | "deliverToId" | "deliverToContactId") =>
		header[field] === dossier.header[field];
	return {
		...dossier,
		header,
		lines: linesOf(dossier.lines, share),
		address: isSame("deliveryAddressId") ? dossier.address : parties.address,
		addressCheck: isSame("deliveryAddressId") ? (dossier.addressCheck ?? null) : null,
		account: isSame("deliverToId") ? dossier.account : parties.account,
		contact: isSame("deliverToContactId") ? dossier.contact : parties.contact,
	};
}

/** A shipment of exactly what the delivery holds of the order. */
export function planDelivery(
	given: { dossier: OrderDossier; delivery: Delivery; share: Quantities; booked: Quantities },
	parties: DeliveryParties,
	settings: DivisionSettings,
): PlanResult {
	const { dossier, delivery, share, booked } = given;
	const obstacle = obstacleOf(delivery, dossier);
	if (obstacle !== undefined) {
		return { problems: [obstacle] };
	}
	const result = planShipment(dossierOf(dossier, delivery, share, parties), settings);
	if (!("plan" in result)) {
		return result;
	}
	const { exactDeliveryId, deliveryNumber } = delivery;
	const quantities = Object.fromEntries([...booked].filter(([, quantity]) => quantity !== 0));
	return { plan: { ...result.plan, delivery: { exactDeliveryId, deliveryNumber, quantities } } };
}

/** Where it can't be told what exactly is to be in the parcel, nothing is guessed. */
function obstacleOf(delivery: Delivery, { header, lines }: OrderDossier): Problem | undefined {
	const mine = new Set(lines.map((line) => line.exactLineId));
	const strange = delivery.lines.filter(
		({ exactLineId, quantity }) => quantity !== 0 && !mine.has(exactLineId ?? ""),
	);
	const other = strange.find(({ orderNumber }) => orderNumber !== header.orderNumber);
	if (other !== undefined) {
		return {
			code: "delivery.several_orders",
			field: "Goods delivery › Lines",
			message: `Goods delivery ${delivery.deliveryNumber} also holds goods of order ${other.orderNumber ?? "(unknown)"}, and a delivery of several orders is not shipped.`,
			remedy: "Delete it in Exact and book one delivery for each order, or ship it by hand.",
		};
	}
	return strange.length === 0
		? undefined
		: {
				code: "delivery.line_unknown",
				field: "Goods delivery › Lines",
				message: `Goods delivery ${delivery.deliveryNumber} holds a line that the order does not have.`,
				remedy: "Delete it in Exact and book it again from the order's lines, or ship it by hand.",
			};
}
