import type { Decision, SettledDecision } from "../model/decision.ts";
import type { DivisionSettings } from "../model/division-settings.ts";
import type { OrderDossier } from "../model/order.ts";
import { roundQuantity } from "../model/quantities.ts";
import { dossierOf, type DeliveryParties } from "../plan/plan-delivery.ts";
import { readRecipient } from "../plan/read-recipient.ts";
import type { ReservedShipment } from "../ports/orders.ts";
import { findChanges, readdressedSince } from "./changes-after-label.ts";
import type { BookedDelivery, DeliveryCase } from "./delivery-case.ts";
import { isInHouse } from "./delivery-case.ts";
import type { Decisions } from "./judgement.ts";
import type { World } from "./order-world.ts";

type Change = Omit<Decision, "at">;

/** What is known of the parties of an order's deliveries; undefined where it was not read. */
export type ReadParties = {
	dossier: OrderDossier | undefined;
	partiesOf: (booked: BookedDelivery) => DeliveryParties;
};

/**
 * What a person must decide about an order whose deliveries have labels: that it was cancelled, that a delivery is gone
 * or is another one than was labelled, or that it goes elsewhere. What is not delivered yet is nobody's matter here.
 */
export async function decideAboutDeliveries(
	given: DeliveryCase,
	read: ReadParties,
	{ settings, now }: Pick<World, "settings" | "now">,
): Promise<Decisions> {
	const { order } = given;
	const choices = new Set(order.settledDecisions.map(({ cause }) => cause));
	const changes = given.labelled.length === 0 ? [] : await listChanges(given, read, settings);
	const open = changes.find(({ cause }) => !choices.has(cause));
	const causes = new Set(changes.map(({ cause }) => cause));
	const isKept = ({ cause }: SettledDecision) =>
		causes.has(cause) || (read.dossier === undefined && cause.startsWith("address "));
	return {
		decision:
			open === undefined
				? null
				: { ...open, at: order.decision?.cause === open.cause ? order.decision.at : now },
		settled: order.settledDecisions.filter(isKept),
	};
}

async function listChanges(
	given: DeliveryCase,
	read: ReadParties,
	settings: DivisionSettings,
): Promise<Change[]> {
	const ofOrder = await findChanges({ ...given, rest: [], isKnown: true, shipTo: undefined });
	if (ofOrder.some(({ code }) => code === "order.cancelled_after_label")) {
		return ofOrder;
	}
	const own = new Map(given.deliveries.map((one) => [one.delivery.exactDeliveryId, one]));
	const changes: Change[] = [];
	for (const shipment of given.labelled) {
		const booked = own.get(shipment.exactDeliveryId ?? "");
		if (shipment.exactDeliveryId !== null) {
			const isDeleted = given.deletedIds.has(shipment.exactDeliveryId);
			changes.push(...(booked !== undefined || isDeleted ? changedSince(shipment, booked) : []));
		}
		const readdressed = await elsewhere(shipment, booked, { given, settings }, read);
		changes.push(...(readdressed === undefined ? [] : [readdressed]));
	}
	return [...changes, ...ofOrder];
}

function changedSince(shipment: ReservedShipment, booked: BookedDelivery | undefined): Change[] {
	const planned = shipment.plan?.delivery;
	const number = planned?.deliveryNumber ?? booked?.delivery.deliveryNumber ?? "(unknown)";
	const id = shipment.exactDeliveryId ?? "";
	if (booked === undefined) {
		return [
			{
				code: "delivery.deleted_after_label",
				message: `Goods delivery ${number} was deleted in Exact after its label was made.`,
				remedy: "Take the parcel back if it has not left, or let it go and say so here.",
				choices: ["keep"],
				cause: `delivery ${id} deleted`,
			},
		];
	}
	const labelled = new Map(Object.entries(planned?.quantities ?? {}));
	const lineIds = [...new Set([...labelled.keys(), ...booked.booked.keys()])].toSorted();
	const changed = lineIds.flatMap((lineId) => {
		const more = roundQuantity((booked.booked.get(lineId) ?? 0) - (labelled.get(lineId) ?? 0));
		return more === 0 ? [] : [`${lineId} ${more}`];
	});
	return planned === undefined || changed.length === 0
		? []
		: [
				{
					code: "delivery.changed_after_label",
					message: `Goods delivery ${number} holds other quantities in Exact than its label covers.`,
					remedy: "Put the parcel right if it has not left, or let it go and say so here.",
					choices: ["keep"],
					cause: `delivery ${id} ${changed.join(", ")}`,
				},
			];
}

async function elsewhere(
	shipment: ReservedShipment,
	booked: BookedDelivery | undefined,
	{ given, settings }: { given: DeliveryCase; settings: DivisionSettings },
	{ dossier, partiesOf }: ReadParties,
): Promise<Change | undefined> {
	const isOfDelivery = shipment.exactDeliveryId !== null;
	if (dossier === undefined || !isInHouse(shipment, given) || (isOfDelivery && !booked)) {
		return undefined;
	}
	const seen =
		booked === undefined
			? dossier
			: dossierOf(dossier, booked.delivery, booked.share, partiesOf(booked));
	const recipient = readRecipient(seen, settings);
	const shipTo = "party" in recipient ? recipient.party : undefined;
	return readdressedSince({ labelled: [shipment], shipTo });
}
