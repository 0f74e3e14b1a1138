import type { Problem } from "../../lib/errors.ts";
import { holdsLooseLabel } from "../model/lost-states.ts";
import type { OrderLine } from "../model/order.ts";
import { type Reserved, restToShip, roundQuantity } from "../model/quantities.ts";
import { shippableLines } from "../plan/shippable-lines.ts";
import type { ReservedLine, ReservedShipment, StoredOrder } from "../ports/orders.ts";
import { isUnderway } from "./changes-after-label.ts";

/** An order to be judged, with its lines and shipments. */
export type OrderCase = {
	order: StoredOrder;
	lines: readonly OrderLine[];
	/** What the ready rule has against it. */
	against: readonly Problem[];
	/** In the order of their sequence. */
	shipments: readonly ReservedShipment[];
	/**
	 * Those that did not go to the carrier: they take whatever plan the order asks for, the first of them all that is
	 * left.
	 */
	unsent: readonly ReservedShipment[];
	/** Those whose labels were made, or may have been. */
	labelled: readonly ReservedShipment[];
	/** What all but the unsent ones took, by Exact line id. */
	reserved: ReadonlyMap<string, Reserved>;
};

export function toOrderCase(
	order: StoredOrder,
	known: {
		lines: readonly OrderLine[];
		shipments: readonly ReservedShipment[];
		taken: readonly ReservedLine[];
		/** Which unsent shipments take what the order asks for; all of them unless told. */
		isTakingRest?: (shipment: ReservedShipment) => boolean;
	},
): Omit<OrderCase, "against"> {
	const { lines, shipments, taken, isTakingRest = () => true } = known;
	const unsent = shipments.filter((one) => isUnsent(one) && isTakingRest(one));
	const others = taken.filter((line) => unsent.every(({ id }) => id !== line.shipmentId));
	return {
		order,
		lines,
		shipments,
		unsent,
		labelled: shipments.filter(({ status }) => MAY_HAVE_LABEL.has(status)),
		reserved: sumTaken(others),
	};
}

/** By Exact line id. */
export function sumTaken(taken: readonly ReservedLine[]): Map<string, Reserved> {
	return new Map(
		Array.from(
			Map.groupBy(taken, (line) => line.exactLineId),
			([lineId, own]) => [lineId, own.reduce(addTaken, NOTHING_TAKEN)],
		),
	);
}

/** The number of the shipment that would be reserved next. */
export function nextSequence(shipments: readonly { sequence: number }[]): number {
	return 1 + Math.max(0, ...shipments.map((shipment) => shipment.sequence));
}

export function isUnsent(shipment: ReservedShipment): boolean {
	const { status } = shipment;
	return (status === "planned" || status === "blocked") && !holdsLooseLabel(shipment);
}

const NOTHING_TAKEN: Reserved = { quantity: 0, deliveredBefore: 0 };

/** What others deliver only rises, so the latest that was seen counts. */
export function addTaken(sum: Reserved, { quantity, deliveredBefore }: Reserved): Reserved {
	return {
		quantity: roundQuantity(sum.quantity + quantity),
		deliveredBefore: Math.max(sum.deliveredBefore, deliveredBefore),
	};
}

const MAY_HAVE_LABEL: ReadonlySet<string> = new Set(["labelled", "unknown", "voiding"]);

/** Whether the order's address and items have to be known; reading them costs calls. */
export function needsDossier(given: OrderCase): boolean {
	const { order, lines, against, shipments, unsent, labelled, reserved } = given;
	if (shipments.length === 0 || unsent.length > 0) {
		if (against.length === 0) {
			return true;
		}
	}
	if (labelled.length === 0 || order.deletedAt !== null) {
		return false;
	}
	const hasRest = shippableLines(lines).some(
		(line) => restToShip(line, reserved.get(line.exactLineId)) > 0,
	);
	return hasRest || mayBeReaddressed(given);
}

/**
 * Nothing tells that an address was edited, so while a parcel is still in the house it is read whenever its order
 * comes by; once it is on its way only another address on the order counts.
 */
export function mayBeReaddressed({ order, labelled }: OrderCase): boolean {
	const isAsked = order.decision?.code === "order.readdressed_after_label";
	return labelled.some((shipment) => {
		const isInHouse = shipment.trackingState === null || shipment.trackingState === "label_made";
		const isOther = shipment.plan?.deliveryAddressId !== order.deliveryAddressId;
		return isUnderway(shipment) && (isInHouse || isOther || isAsked);
	});
}
