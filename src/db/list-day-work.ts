import { and, desc, eq, lt, sql } from "drizzle-orm";

import type { GroundClose } from "../shipping/ports/ground-closes.ts";
import type { Pickup } from "../shipping/ports/pickups.ts";
import type { Database } from "./database.ts";
import type { StoredDocumentRow } from "./find-document.ts";
import { idsParameter } from "./json-parameter.ts";
import type { PageRequest } from "./page.ts";
import { documents, groundCloses, pickups } from "./schema.ts";

/** What was asked of FedEx for a division's days, newest first. */

export function listPickups(
	db: Database,
	divisionId: string,
	page: PageRequest,
): Promise<Pickup[]> {
	return db
		.select()
		.from(pickups)
		.where(
			and(
				eq(pickups.divisionId, divisionId),
				page.cursor === undefined ? undefined : lt(pickups.id, page.cursor),
			),
		)
		.orderBy(desc(pickups.id))
		.limit(page.limit + 1);
}

export type ListedGroundClose = GroundClose & { documents: StoredDocumentRow[] };

export async function listGroundCloses(
	db: Database,
	which: { divisionId: string } | { id: string },
	page: PageRequest,
): Promise<ListedGroundClose[]> {
	const rows = await db
		.select()
		.from(groundCloses)
		.where(
			and(
				"id" in which
					? eq(groundCloses.id, which.id)
					: eq(groundCloses.divisionId, which.divisionId),
				page.cursor === undefined ? undefined : lt(groundCloses.id, page.cursor),
			),
		)
		.orderBy(desc(groundCloses.id))
		.limit(page.limit + 1);
	const papers = await db
		.select()
		.from(documents)
		.where(sql`${documents.shipmentId} in ${idsParameter(rows.map(({ id }) => id))}`)
		.orderBy(documents.id);
	return rows.map((row) => ({
		...row,
		documents: papers.filter(({ shipmentId }) => shipmentId === row.id),
	}));
}
