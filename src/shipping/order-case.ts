import type { Problem } from "../lib/errors.ts";
import { isUnderway } from "./changes-after-label.ts";
import type { OrderLine } from "./order.ts";
import { type Reserved, restToShip } from "./quantities.ts";
import { shippableLines } from "./ready-rule.ts";
import type { ReservedShipment, StoredOrder } from "./stores.ts";

/** An order to be judged, with its lines and shipments. */
export type OrderCase = {
	order: StoredOrder;
	lines: readonly OrderLine[];
	/** What the ready rule has against it. */
	against: readonly Problem[];
	shipments: readonly ReservedShipment[];
	/** The one that did not go to the carrier and takes whatever plan the order asks for; at most one. */
	unsent: ReservedShipment | undefined;
	/** Those whose labels were made, or may have been. */
	labelled: readonly ReservedShipment[];
	/** What all but the unsent one took, by Exact line id. */
	reserved: ReadonlyMap<string, Reserved>;
};

export function toOrderCase(
	order: StoredOrder,
	known: {
		lines: readonly OrderLine[];
		shipments: readonly ReservedShipment[];
		reserved: ReadonlyMap<string, Reserved>;
		against: readonly Problem[];
	},
): OrderCase {
	const { shipments } = known;
	return {
		order,
		...known,
		unsent: shipments.find(({ status }) => status === "planned" || status === "blocked"),
		labelled: shipments.filter(({ status }) => MAY_HAVE_LABEL.has(status)),
	};
}

const MAY_HAVE_LABEL: ReadonlySet<string> = new Set(["labelled", "unknown", "voiding"]);

/** Whether the order's address and items have to be known; reading them costs calls. */
export function needsDossier(given: OrderCase): boolean {
	const { order, lines, against, shipments, unsent, labelled, reserved } = given;
	if (shipments.length === 0 || unsent !== undefined) {
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
