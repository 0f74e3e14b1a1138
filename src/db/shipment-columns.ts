import { shipments } from "./schema.ts";

/** A shipment as the work on it reads it: `DueShipment`. */
export const SHIPMENT_COLUMNS = {
	id: shipments.id,
	divisionId: shipments.divisionId,
	fedexAccountId: shipments.fedexAccountId,
	orderId: shipments.orderId,
	exactOrderId: shipments.exactOrderId,
	orderNumber: shipments.orderNumber,
	sequence: shipments.sequence,
	exactDeliveryId: shipments.exactDeliveryId,
	status: shipments.status,
	plan: shipments.plan,
	attemptNumber: shipments.attemptNumber,
	reference: shipments.reference,
	shipDate: shipments.shipDate,
	failures: shipments.failures,
	version: shipments.version,
	correlationId: shipments.correlationId,
};
