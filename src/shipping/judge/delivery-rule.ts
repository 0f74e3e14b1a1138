import type { Problem } from "../../lib/errors.ts";
import type { Quantities } from "../model/delivery-shares.ts";
import type { Delivery } from "../model/delivery.ts";
import type { DivisionSettings } from "../model/division-settings.ts";
import type { OrderDossier, OrderLine } from "../model/order.ts";
import { headerOf, linesOf } from "../plan/plan-delivery.ts";
import { shippableLines } from "../plan/shippable-lines.ts";
import type { StoredOrder } from "../ports/orders.ts";
import { judgeReadiness } from "./ready-rule.ts";

/** Partial and complete: what an order is once something of it is booked as delivered. */
const DELIVERED = [20, 21];
const ANY_STATUS = [12, 20, 21, 45];

/** The division's ready rule for deliveries: that an order is delivered is what they come from, and no reason against. */
export function deliveryRule(settings: DivisionSettings): DivisionSettings {
	const { readyRule } = settings;
	return {
		...settings,
		readyRule: {
			...readyRule,
			status: [...new Set([...readyRule.status, ...DELIVERED])],
			deliveryStatus: ANY_STATUS,
		},
	};
}

/** Everything that is against shipping a delivery, but for what only planning finds. */
export function judgeDelivery(
	order: StoredOrder,
	lines: readonly OrderLine[],
	booked: { delivery: Delivery; share: Quantities },
	world: { settings: DivisionSettings; today: string },
): Problem[] {
	const { delivery, share } = booked;
	const own = linesOf([...lines], share);
	if (own.length === 0) {
		return [shippedBefore(delivery)];
	}
	const header = headerOf(order, delivery);
	return judgeReadiness({ header, lines: own }, deliveryRule(world.settings), world.today);
}

/** A customer who takes only whole orders gets no parcel before everything of the order is booked. */
export function judgeWholeness({ lines, account, items }: OrderDossier): Problem[] {
	if (account?.isCompleteOnly !== true) {
		return [];
	}
	const open = shippableLines(lines).find(
		(line) =>
			line.quantityDelivered < line.quantity &&
			(line.itemId === null || items.get(line.itemId)?.isStockItem !== false),
	);
	return open === undefined
		? []
		: [
				{
					code: "delivery.complete_only",
					field: "Customer › Delivery advice",
					message: `The customer takes complete deliveries only, and line ${open.lineNumber} is not delivered in full.`,
					remedy:
						"Nothing, if that is right; else change the customer's delivery advice to ship sooner.",
				},
			];
}

/** Somebody else put a tracking number on it, so it is on its way already. */
export function hasForeignTracking({ deliveryNumber }: Delivery): Problem {
	return {
		code: "delivery.has_tracking_number",
		field: "Goods delivery › Tracking number",
		message: `Goods delivery ${deliveryNumber} has a tracking number already, so it was shipped by somebody else.`,
		remedy: "Nothing, if that is right; else clear the tracking number in Exact.",
	};
}

function shippedBefore({ deliveryNumber }: Delivery): Problem {
	return {
		code: "delivery.shipped_before",
		field: "Goods delivery › Lines",
		message: `The goods of delivery ${deliveryNumber} were shipped before it was booked.`,
		remedy: "Nothing, if that is right; else ship them by hand.",
	};
}

export const NONE_BOOKED: Problem = {
	code: "delivery.none_booked",
	field: "Goods delivery",
	message: "No goods delivery of the order is booked that is not shipped yet.",
	remedy: "Book the goods delivery in Exact: it ships by itself.",
};

export function deliveryDeleted(number: number | undefined): Problem {
	return {
		code: "delivery.deleted",
		field: "Goods delivery",
		message: `Goods delivery ${number ?? "(unknown)"} was deleted in Exact before it was shipped.`,
		remedy: "Nothing, if that is right; else book it again.",
	};
}

/** One that came back unsent before the division was told to make its shipments of something else. */
export function otherTrigger(trigger: DivisionSettings["trigger"]): Problem {
	const [was, is] =
		trigger === "goods-delivery"
			? ["its order", "goods deliveries"]
			: ["a goods delivery", "sales orders"];
	return {
		code: "shipment.other_trigger",
		field: "Division › What makes a shipment",
		message: `The shipment was made of ${was}, and the division ships ${is} now.`,
		remedy:
			trigger === "goods-delivery"
				? "Book the goods delivery in Exact: it ships by itself."
				: "Ship it by hand, or set the division back to goods deliveries to send it.",
	};
}
