import type { Problem } from "../../lib/errors.ts";
import type { OrderHeader, OrderLine } from "../model/order.ts";
import type { UnreadRecord } from "../ports/erp.ts";
import { unreadable } from "./unread-reasons.ts";

type Kind = "address" | "account" | "contact" | "item";

const PLACES: Readonly<Record<Kind, string>> = {
	address: "Delivery address",
	account: "Customer",
	contact: "Contact person",
	item: "Item",
};

/** What belongs to orders and could not be read in one run: whatever needs it waits, and nothing else does. */
export class UnreadRecords {
	readonly #reasons = new Map<string, Problem>();

	/** To be told of each such record of a kind. */
	of(kind: Kind): (record: UnreadRecord) => void {
		return ({ id, field }) => {
			this.#reasons.set(id, unreadable(`${kind}.unreadable`, PLACES[kind], field));
		};
	}

	reasonsOf(ids: readonly (string | null)[]): Problem[] {
		return [...new Set(ids)].flatMap((id) => this.#reasons.get(id ?? "") ?? []);
	}
}

/** Ids of all records that an order needs. */
export function recordsOf(
	order: Pick<
		OrderHeader,
		"deliveryAddressId" | "deliverToId" | "orderedById" | "deliverToContactId"
	>,
	lines: readonly OrderLine[],
): (string | null)[] {
	return [
		order.deliveryAddressId,
		order.deliverToId ?? order.orderedById,
		order.deliverToContactId,
		...lines.map((line) => line.itemId),
	];
}
