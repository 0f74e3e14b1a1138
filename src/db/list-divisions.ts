import { and, desc, eq, lt, ne } from "drizzle-orm";
import type { Division } from "../shipping/stores.ts";
import type { Database } from "./database.ts";
import type { PageRequest } from "./page.ts";
import { divisions } from "./schema.ts";

export async function findDivision(db: Database, id: string): Promise<Division | undefined> {
	return db.query.divisions.findFirst({ where: eq(divisions.id, id) });
}

export async function listDivisions(db: Database, page: PageRequest): Promise<Division[]> {
	return db.query.divisions.findMany({
		where: and(page.cursor === undefined ? undefined : lt(divisions.id, page.cursor)),
		orderBy: desc(divisions.id),
		limit: page.limit + 1,
	});
}

/** Ids of the divisions that calls are made for. */
export async function listDivisionIdsInUse(db: Database, limit: number): Promise<string[]> {
	const rows = await db
		.select({ id: divisions.id })
		.from(divisions)
		.where(ne(divisions.mode, "off"))
		.orderBy(divisions.id)
		.limit(limit);
	return rows.map((row) => row.id);
}
