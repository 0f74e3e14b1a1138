import type { FedexTwinParts } from "./parts.ts";
import { cancelledAtOf, referenceOf, type ShipmentRecord } from "./shipment-record.ts";
import { scansUntil } from "./tracking/scans.ts";
import { derivedStateOf } from "./tracking/states.ts";

/** A shipment as `/_twin/shipments` shows it. */
export function toShipmentView(parts: FedexTwinParts, shipment: ShipmentRecord) {
	const cancelledAt = cancelledAtOf(shipment);
	return {
		id: shipment.id,
		account: shipment.account,
		reference: referenceOf(shipment),
		trackingNumbers: shipment.pieces.map((piece) => piece.trackingNumber),
		serviceType: shipment.serviceType,
		shipDate: shipment.shipDate,
		createdAt: new Date(shipment.createdAt).toISOString(),
		cancelledAt: cancelledAt === null ? null : new Date(cancelledAt).toISOString(),
		recipientCountry: shipment.recipient.countryCode,
		transactionId: shipment.transactionId,
		customerTransactionId: shipment.customerTransactionId,
		state: stateOf(parts, shipment),
		travel: shipment.travel,
	};
}

function stateOf(parts: FedexTwinParts, shipment: ShipmentRecord): string {
	const [piece] = shipment.pieces;
	const { exceptionShare } = parts.settings.all();
	const moment = { now: parts.clock.now(), exceptionShare };
	const latest = piece === undefined ? undefined : scansUntil(shipment, piece, moment).at(-1);
	return latest === undefined ? "" : derivedStateOf(latest).status;
}
