import type { Problem } from "../../lib/errors.ts";
import type { UnreadField } from "../model/unread-field.ts";
import type { PlanResult } from "../plan/plan-shipment.ts";

const UNREADABLE = "order.unreadable";

const PLACES: Readonly<Record<UnreadField["feed"], string>> = {
	"order-headers": "Sales order",
	"order-lines": "Sales order lines",
	deliveries: "Goods delivery",
	"delivery-lines": "Goods delivery lines",
};

/** Why what Exact says in a way that nobody here can read does not ship, by the name that Exact's API has for it. */
export function unreadReasons(unread: readonly UnreadField[]): Problem[] {
	const told = new Map(unread.map((one) => [`${one.feed} ${one.field}`, one]));
	return [...told.values()].map(({ feed, field }) => unreadable(UNREADABLE, PLACES[feed], field));
}

/** What a person reads of a field that can't be read; `field` is empty where the whole row is meant. */
export function unreadable(code: string, place: string, field: string): Problem {
	return {
		code,
		field: `${place} › ${field === "" ? "Row" : field}`,
		message: `What Exact says in ${field === "" ? "a row" : field} can't be read.`,
		remedy:
			"Put a proper value there in Exact and save it: it is read again and goes on by itself. If nothing is wrong there, Exact changed its answers, and the connector has to be updated.",
	};
}

/** What becomes of an order or delivery that something speaks against: what could not be read is there to be mended. */
export function resultAgainst(against: readonly Problem[]): PlanResult {
	const problems = against.filter(({ code }) => code.endsWith(".unreadable"));
	return problems.length > 0 ? { problems } : { notReady: [...against] };
}
