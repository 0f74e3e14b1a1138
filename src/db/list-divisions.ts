import { desc, lt, ne } from "drizzle-orm";

import type { Division } from "../shipping/ports/divisions.ts";
import type { Database } from "./database.ts";
import type { PageRequest } from "./page.ts";
import { divisions } from "./schema.ts";

export async function listDivisions(db: Database, page: PageRequest): Promise<Division[]> {
	return db.query.divisions.findMany({
		where: page.cursor === undefined ? undefined : lt(divisions.id, page.cursor),
		orderBy: desc(divisions.id),
		limit: page.limit + 1,
	});
}

/** Divisions that calls are made for. */
export async function listDivisionsInUse(
	db: Database,
	limit: number,
): Promise<Pick<Division, "id" | "connectionId" | "code">[]> {
	return db
		.select({ id: divisions.id, connectionId: divisions.connectionId, code: divisions.code })
		.from(divisions)
		.where(ne(divisions.mode, "off"))
		.orderBy(divisions.id)
		.limit(limit);
}
