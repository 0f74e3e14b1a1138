import type { Administration } from "../exact/state/administration.ts";
import type { OrderRow } from "../exact/state/row-types.ts";
import { ordinaryArticles } from "./catalogue.ts";
import type { Customer } from "./customers.ts";
import { Dice } from "./dice.ts";
import { addOrder, type LinePlan, type OrderPlan } from "./orders.ts";

/** One parcel can take this much, with some air for the box. */
const MOST_GRAMS = 25_000;

/** The customers of a division that any order may go to. */
export function regularCustomers(admin: Administration): Customer[] {
	const { region, code } = admin.division;
	return admin.store.collection<Customer[]>("regular-customers").get(`${region}/${code}`) ?? [];
}

/** An order that nothing stands in the way of. */
export function readyPlan(admin: Administration, dice: Dice, createdAt: number): OrderPlan {
	const customer = dice.pick(regularCustomers(admin));
	return {
		createdAt,
		customer,
		shippingMethod: methodFor(admin, dice, customer.country),
		lines: parcelLines(dice, dice.between(1, 5)),
		approvalStatus: dice.pick([1, 1, 2]),
		deliveryInDays: dice.chance(0.2) ? null : dice.between(-2, 3),
	};
}

/** Adds orders that come in now. */
export function addReadyOrders(admin: Administration, count: number): OrderRow[] {
	const dice = new Dice(admin.orders.size * 31 + admin.division.code);
	const now = admin.clock.now();
	return Array.from({ length: count }, () => addOrder(admin, dice, readyPlan(admin, dice, now)));
}

/** Lines of ordinary articles whose weights together fit one parcel. */
export function parcelLines(dice: Dice, count: number): LinePlan[] {
	const lines: LinePlan[] = [];
	let left = MOST_GRAMS;
	for (let number = 0; number < count; number += 1) {
		const article = dice.pick(ordinaryArticles);
		const grams = Math.round((article.grossWeight ?? 0) * 1000);
		const quantity = Math.min(dice.between(1, 6), Math.floor(left / grams));
		if (quantity > 0 && lines.every((line) => line.itemCode !== article.code)) {
			lines.push({ itemCode: article.code, quantity });
			left -= quantity * grams;
		}
	}
	return lines;
}

export function methodFor(admin: Administration, dice: Dice, country: string): string {
	if (admin.division.country === "US") {
		return dice.pick(["FDX-GRND", "FDX-GRND", "FDX-2DAY"]);
	}
	return country === admin.division.country ? "FDX-PRIO" : "FDX-ECO";
}
