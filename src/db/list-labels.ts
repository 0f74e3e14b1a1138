import { asc, sql } from "drizzle-orm";

import type { ShipmentStatus } from "../shipping/model/shipment-states.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import { documents, shipments } from "./schema.ts";

/** What can be printed of a shipment: the documents of its last attempt that were not revoked. */
export type PrintableShipment = {
	id: string;
	orderNumber: number;
	status: ShipmentStatus;
	documents: { kind: string; contentType: string; key: string; bytes: number }[];
};

/** Those of the shipments that there are, by id; their documents piece by piece, each label before its copies. */
export async function listPrintable(
	db: Database,
	shipmentIds: readonly string[],
): Promise<Map<string, PrintableShipment>> {
	const rows = await db
		.select({
			id: shipments.id,
			orderNumber: shipments.orderNumber,
			status: shipments.status,
			kind: documents.kind,
			contentType: documents.contentType,
			key: documents.key,
			bytes: documents.bytes,
		})
		.from(shipments)
		.leftJoin(
			documents,
			sql`${documents.shipmentId} = ${shipments.id} and ${documents.revokedAt} is null
				and ${documents.attemptNumber} = ${shipments.attemptNumber}`,
		)
		.where(sql`${shipments.id} in ${idsParameter(shipmentIds)}`)
		.orderBy(
			asc(shipments.id),
			// What belongs to the whole shipment, such as its invoice, comes after the pieces.
			sql`${documents.packageSequence} = 0`,
			asc(documents.packageSequence),
			sql`${documents.kind} <> 'label'`,
			asc(documents.key),
		);
	const found = new Map<string, PrintableShipment>();
	for (const { id, orderNumber, status, kind, contentType, key, bytes } of rows) {
		const shipment = found.get(id) ?? { id, orderNumber, status, documents: [] };
		found.set(id, shipment);
		if (kind !== null && contentType !== null && key !== null && bytes !== null) {
			shipment.documents.push({ kind, contentType, key, bytes });
		}
	}
	return found;
}
