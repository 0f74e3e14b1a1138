import { and, asc, eq, sql } from "drizzle-orm";

import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import {
	documents,
	packages,
	shipmentAttempts,
	shipmentLines,
	shipments,
	writeBacks,
} from "./schema.ts";

/** What belongs to shipments, read for all of a page at once. */

export async function listPackages(db: Database, shipmentIds: readonly string[]) {
	const rows = await db
		.select()
		.from(packages)
		.where(sql`${packages.shipmentId} in ${idsParameter(shipmentIds)}`)
		.orderBy(asc(packages.shipmentId), asc(packages.sequence));
	return Map.groupBy(rows, (row) => row.shipmentId);
}

export async function listShipmentLines(db: Database, shipmentIds: readonly string[]) {
	const rows = await db
		.select()
		.from(shipmentLines)
		.where(sql`${shipmentLines.shipmentId} in ${idsParameter(shipmentIds)}`)
		.orderBy(asc(shipmentLines.shipmentId), asc(shipmentLines.lineNumber));
	return Map.groupBy(rows, (row) => row.shipmentId);
}

export async function listAttempts(db: Database, shipmentIds: readonly string[]) {
	const rows = await db
		.select()
		.from(shipmentAttempts)
		.where(sql`${shipmentAttempts.shipmentId} in ${idsParameter(shipmentIds)}`)
		.orderBy(asc(shipmentAttempts.shipmentId), asc(shipmentAttempts.number));
	return Map.groupBy(rows, (row) => row.shipmentId);
}

export async function listDocuments(db: Database, shipmentIds: readonly string[]) {
	const rows = await db
		.select()
		.from(documents)
		.where(sql`${documents.shipmentId} in ${idsParameter(shipmentIds)}`)
		.orderBy(asc(documents.shipmentId), asc(documents.id));
	return Map.groupBy(rows, (row) => row.shipmentId);
}

/** Labels for the way back of a shipment, in the order in which they were asked for. */
export async function listReturns(db: Database, of: { id: string; orderId: string }) {
	return db
		.select({
			id: shipments.id,
			status: shipments.status,
			reason: shipments.reason,
			masterTrackingNumber: shipments.masterTrackingNumber,
		})
		.from(shipments)
		.where(and(eq(shipments.orderId, of.orderId), eq(shipments.returnOf, of.id)))
		.orderBy(asc(shipments.sequence));
}

export async function listWriteBacks(db: Database, shipmentIds: readonly string[]) {
	const rows = await db
		.select({
			shipmentId: writeBacks.shipmentId,
			exactDocumentId: writeBacks.exactDocumentId,
			state: writeBacks.state,
			writtenAt: writeBacks.writtenAt,
		})
		.from(writeBacks)
		.where(
			sql`${writeBacks.shipmentId} in ${idsParameter(shipmentIds)} and ${writeBacks.kind} = 'document'`,
		);
	return Map.groupBy(rows, (row) => row.shipmentId);
}
