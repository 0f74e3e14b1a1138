import { asc, sql } from "drizzle-orm";

import type { ShipmentStatus } from "../shipping/model/shipment-states.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import { documents, shipments } from "./schema.ts";

/** What can be printed of a shipment: the documents of its last attempt that were not revoked. */
type PrintableShipment = {
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

/** Labels for the way back that were neither refused nor voided, by the shipment that comes back with them. */
export async function listOpenReturns(
	db: Database,
	shipmentIds: readonly string[],
): Promise<Map<string, string[]>> {
	const rows = await db.all<{ id: string; returnOf: string }>(sql`
		select r.id, r.return_of as returnOf
		from shipments o join shipments r on r.order_id = o.order_id and r.return_of = o.id
		where o.id in ${idsParameter(shipmentIds)} and r.status not in ('voided', 'voiding', 'blocked')
		order by r.sequence`);
	const found = new Map<string, string[]>();
	for (const { id, returnOf } of rows) {
		found.set(returnOf, [...(found.get(returnOf) ?? []), id]);
	}
	return found;
}
