import type { Administration } from "../exact/state/administration.ts";
import { SERVICE, SHORT_IN_STOCK, UNWEIGHED } from "./catalogue.ts";
import { addCustomer, type CustomerWish } from "./customers.ts";
import type { Dice } from "./dice.ts";
import { type OrderPlan, PARTIAL } from "./orders.ts";
import { foreignPostcodes } from "./places.ts";
import { methodFor, parcelLines, readyPlan } from "./ready-orders.ts";

type Special = {
	/** A customer of its own, so that its flaw touches no other order. */
	customer?: (country: string) => Partial<CustomerWish>;
	order?: (dice: Dice) => Partial<OrderPlan>;
};

const SPECIALS: Special[] = [
	{ order: (dice) => ({ lines: [...parcelLines(dice, 2), { itemCode: UNWEIGHED, quantity: 1 }] }) },
	{ customer: () => ({ address: { Postcode: null } }) },
	{ order: (dice) => ({ lines: withDropShipment(dice) }) },
	{ customer: () => ({ address: { AddressLine1: null } }) },
	{ customer: () => ({ hasNoPhone: true }) },
	{ order: (dice) => ({ lines: partlyDelivered(dice), status: PARTIAL }) },
	{ customer: (country) => ({ address: { Postcode: foreignPostcodes[country] ?? "0" } }) },
	{ order: () => ({ shippingMethod: "FDX-XXL" }) },
	{ order: (dice) => ({ lines: withReturn(dice) }) },
	{ order: () => ({ lines: [{ itemCode: "ALT-90A", quantity: 2, isDropShipment: true }] }) },
	{ order: () => ({ lines: [{ itemCode: SERVICE, quantity: 3 }] }) },
	{ customer: () => ({ deliveryAdvice: 1 }), order: (dice) => ({ lines: partlyInStock(dice) }) },
	{ order: (dice) => ({ lines: [...parcelLines(dice, 2), { itemCode: SERVICE, quantity: 1 }] }) },
];

/** Orders with something odd or impossible about them: kind `turn` of those there are. */
export function specialPlan(
	admin: Administration,
	dice: Dice,
	{ createdAt, turn }: { createdAt: number; turn: number },
): OrderPlan {
	const { country } = admin.division;
	const special = SPECIALS[turn % SPECIALS.length];
	const wish = { country, ...special?.customer?.(country) };
	return {
		...readyPlan(admin, dice, createdAt),
		customer: addCustomer(admin, dice, { since: admin.wallNow(), wish }),
		shippingMethod: methodFor(admin, dice, country),
		...special?.order?.(dice),
	};
}

function withDropShipment(dice: Dice): OrderPlan["lines"] {
	return [...parcelLines(dice, 2), { itemCode: "STR-12V", quantity: 1, isDropShipment: true }];
}

function withReturn(dice: Dice): OrderPlan["lines"] {
	return [...parcelLines(dice, 1), { itemCode: "BRK-PAD", quantity: -1 }];
}

function partlyDelivered(dice: Dice): OrderPlan["lines"] {
	return [{ itemCode: "FLT-HYD", quantity: 6, delivered: 2 }, ...parcelLines(dice, 1)];
}

function partlyInStock(dice: Dice): OrderPlan["lines"] {
	return [...parcelLines(dice, 1), { itemCode: SHORT_IN_STOCK, quantity: 1, deliveryInDays: 30 }];
}
