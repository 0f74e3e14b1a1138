import { sha256Hex } from "../../lib/encoding.ts";
import type { Decision } from "../model/decision.ts";
import type { OrderLine } from "../model/order.ts";
import { type Reserved, type RestLine, roundQuantity } from "../model/quantities.ts";
import type { Party } from "../model/shipment.ts";
import type { ReservedShipment, StoredOrder } from "../ports/orders.ts";

/** An order that has labels, as it is now. */
type LabelledOrder = {
	order: StoredOrder;
	lines: readonly OrderLine[];
	/** Its shipments whose labels were made, or may have been. */
	labelled: readonly ReservedShipment[];
	/** What they took, by Exact line id. */
	reserved: ReadonlyMap<string, Reserved>;
	rest: readonly RestLine[];
	/** Whether it is known what became of every shipment. */
	isKnown: boolean;
	/** Where it is to go now; undefined where that was not read, or can't be used. */
	shipTo: Party | undefined;
};

type Change = Omit<Decision, "at">;

/**
 * What changed about an order since its labels were made, the most urgent first. None of it is ever acted on by
 * itself: a label may be on a box already.
 */
export async function findChanges(given: LabelledOrder): Promise<Change[]> {
	const { order } = given;
	if (order.deletedAt !== null || order.status === CANCELLED) {
		return [cancelled(order)];
	}
	const readdressed = await readdressedSince(given);
	return [
		...(readdressed === undefined ? [] : [readdressed]),
		...loweredSince(given),
		...raisedSince(given),
	];
}

/** Exact's sales order status, as its reference lists it (read 2026-11). */
const CANCELLED = 45;

function cancelled(order: StoredOrder): Change {
	const what = order.deletedAt === null ? "cancelled" : "deleted";
	return {
		code: "order.cancelled_after_label",
		message: `The order was ${what} in Exact after its label was made.`,
		remedy: "Take the parcel back if it has not left, or let it go and say so here.",
		choices: ["keep"],
		cause: what,
	};
}

export async function readdressedSince({
	labelled,
	shipTo,
}: Pick<LabelledOrder, "labelled" | "shipTo">): Promise<Change | undefined> {
	if (shipTo === undefined) {
		return undefined;
	}
	const place = placeOf(shipTo);
	const isElsewhere = labelled.some(
		(shipment) => isUnderway(shipment) && placeOf(shipment.plan?.shipTo ?? shipTo) !== place,
	);
	if (!isElsewhere) {
		return undefined;
	}
	return {
		code: "order.readdressed_after_label",
		message: "The order has another delivery address in Exact than its label.",
		remedy: "Stop the parcel or have FedEx redirect it, or let it go where the label says.",
		choices: ["keep"],
		// A hash, because what was decided is kept longer than the address.
		cause: `address ${await sha256Hex(place)}`,
	};
}

/** Names and phones may be corrected without anybody having to turn a parcel round. */
function placeOf({ streetLines, postalCode, city, state, country }: Party): string {
	return JSON.stringify([streetLines, postalCode, city, state, country]);
}

export function isUnderway({ trackingState }: ReservedShipment): boolean {
	return trackingState !== "delivered" && trackingState !== "returned";
}

function loweredSince({ lines, reserved }: LabelledOrder): Change[] {
	const known = new Map(lines.map((line) => [line.exactLineId, line]));
	const lowered = [...reserved].flatMap(([lineId, { quantity, deliveredBefore }]) => {
		const line = known.get(lineId);
		const ordered = Math.max(0, line?.quantity ?? 0);
		const over = roundQuantity(quantity + deliveredBefore - ordered);
		return over > 0 ? [{ lineId, lineNumber: line?.lineNumber, over }] : [];
	});
	const [first] = lowered;
	if (first === undefined) {
		return [];
	}
	const where = first.lineNumber === undefined ? "a line" : `line ${first.lineNumber}`;
	return [
		{
			code: "order.lowered_after_label",
			message: `The label covers ${first.over} more of ${where} than the order asks for now.`,
			remedy: "Take the goods out of the box if it has not left, or let it go and say so here.",
			choices: ["keep"],
			cause: `lowered ${lowered.map(({ lineId, over }) => `${lineId} ${over}`).join(", ")}`,
		},
	];
}

function raisedSince({ rest, isKnown }: LabelledOrder): Change[] {
	const [first] = rest;
	if (first === undefined) {
		return [];
	}
	const { line, quantity } = first;
	const others = rest.length === 1 ? "" : ` and more of ${rest.length - 1} other lines`;
	return [
		{
			code: "order.raised_after_label",
			message: `The order asks for ${quantity} more of line ${line.lineNumber}${others} than its labels cover.`,
			remedy: isKnown
				? "Have the rest shipped in a parcel of its own, or leave it."
				: "The rest can be shipped once it is known what became of the order's other shipment.",
			choices: isKnown ? ["ship-rest", "keep"] : ["keep"],
			cause: restCause(rest),
		},
	];
}

export function restCause(rest: readonly RestLine[]): string {
	return `rest ${rest.map(({ line, quantity }) => `${line.exactLineId} ${quantity}`).join(", ")}`;
}
