import type { ShippingDeps } from "../deps.ts";
import type { RawAnswer } from "../model/shipment.ts";
import type { SentShipment } from "../ports/shipments.ts";
import { isOver, type Marker, takeMarker } from "./claim-marker.ts";
import { giveBackUnsent, loseShipment, type Settlement } from "./settle-answer.ts";
import { settleCall } from "./settle-call.ts";

/** A run died while this attempt was out: what is left of it decides. */
export async function recoverShipment(
	shipment: SentShipment,
	settlement: Settlement,
	deps: ShippingDeps,
): Promise<void> {
	const answer = await deps.journal.read(shipment.exactOrderId, shipment.reference);
	if (answer !== undefined) {
		await settleJournalled(shipment, answer, settlement, deps);
		return;
	}
	const verdict = await takeMarker(
		shipment,
		{
			reference: shipment.reference,
			shipmentId: shipment.id,
			shipDate: shipment.shipDate,
			at: deps.clock.now(),
			isAbandoned: true,
		},
		deps.objects,
	);
	if (verdict.kind === "mine") {
		await giveBackUnsent(shipment, deps);
		return;
	}
	await followMarker(shipment, verdict.marker, settlement, deps);
}

/**
 * Somebody took the marker before. Abandoned, it proves that the carrier was never called. Else it may have been
 * called under the marker's reference: confirmed from the journal where the answer is there, else unknown.
 */
export async function followMarker(
	shipment: SentShipment,
	marker: Marker,
	settlement: Settlement,
	deps: ShippingDeps,
): Promise<number> {
	if (marker.isAbandoned) {
		await giveBackUnsent(shipment, deps);
		return 0;
	}
	let found = shipment;
	if (marker.reference !== shipment.reference) {
		const { reference } = marker;
		const shipDate = marker.shipDate ?? new Date(marker.at).toISOString().slice(0, 10);
		const now = deps.clock.now();
		const adopted = await deps.shipments.adoptReference(shipment, { reference, shipDate }, now);
		if (adopted === "lost") {
			return 0;
		}
		found = { ...shipment, reference, shipDate, version: shipment.version + 1 };
	}
	const answer = await deps.journal.read(found.exactOrderId, found.reference);
	if (answer === undefined) {
		await loseShipment(found, undefined, deps);
		return 0;
	}
	return settleJournalled(found, answer, settlement, deps);
}

/** What was answered counts, unless its label was given up since: then it is looked up what became of it. */
async function settleJournalled(
	shipment: SentShipment,
	answer: RawAnswer,
	settlement: Settlement,
	deps: ShippingDeps,
): Promise<number> {
	if (await isOver(shipment, deps.objects)) {
		await loseShipment(shipment, undefined, deps);
		return 0;
	}
	return settleCall(shipment, answer, settlement, deps);
}
