import { sql } from "drizzle-orm";

import type { ShipmentStatus } from "../shipping/model/shipment-states.ts";
import type { DueWriteBack } from "../shipping/ports/write-backs.ts";
import { writeBacks } from "./schema.ts";

/** A row as it is worked on, with what its shipment and its Document say. */
export const WRITE_BACK_COLUMNS = {
	id: writeBacks.id,
	divisionId: writeBacks.divisionId,
	shipmentId: writeBacks.shipmentId,
	exactOrderId: sql<string>`(select s.exact_order_id from shipments s
		where s.id = write_backs.shipment_id)`,
	sequence: sql<number>`(select s.sequence from shipments s where s.id = write_backs.shipment_id)`,
	exactDeliveryId: sql<string | null>`(select s.exact_delivery_id from shipments s
		where s.id = write_backs.shipment_id)`,
	shipmentStatus: sql<ShipmentStatus>`(select s.status from shipments s
		where s.id = write_backs.shipment_id)`,
	parentId: sql<string | null>`(select d.exact_document_id from write_backs d
		where d.shipment_id = write_backs.shipment_id and d.kind = 'document')`,
	kind: writeBacks.kind,
	state: writeBacks.state,
	subject: writeBacks.subject,
	body: writeBacks.body,
	accountId: writeBacks.accountId,
	orderNumber: writeBacks.orderNumber,
	exactDocumentId: writeBacks.exactDocumentId,
	writtenHash: writeBacks.writtenHash,
	posts: writeBacks.posts,
	putBacks: writeBacks.putBacks,
	postedAt: writeBacks.postedAt,
	postedAfter: writeBacks.postedAfter,
	failures: writeBacks.failures,
	version: writeBacks.version,
	correlationId: writeBacks.correlationId,
	createdAt: writeBacks.createdAt,
	newsAt: writeBacks.newsAt,
};

export function toDueWriteBack(row: {
	[Key in keyof typeof WRITE_BACK_COLUMNS]: unknown;
}): DueWriteBack {
	return row as DueWriteBack;
}
