import { and, desc, isNotNull, lt, ne, sql } from "drizzle-orm";

import type { Division } from "../shipping/ports/divisions.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import type { PageRequest } from "./page.ts";
import { divisions } from "./schema.ts";

export async function listDivisions(db: Database, page: PageRequest): Promise<Division[]> {
	return db.query.divisions.findMany({
		where: page.cursor === undefined ? undefined : lt(divisions.id, page.cursor),
		orderBy: desc(divisions.id),
		limit: page.limit + 1,
	});
}

export async function findDivisions(db: Database, ids: readonly string[]): Promise<Division[]> {
	return db.query.divisions.findMany({ where: sql`${divisions.id} in ${idsParameter(ids)}` });
}

/** Divisions that calls are made for. */
export async function listDivisionsInUse(
	db: Database,
	limit: number,
): Promise<Pick<Division, "id" | "name" | "connectionId" | "code">[]> {
	return db
		.select({
			id: divisions.id,
			name: divisions.name,
			connectionId: divisions.connectionId,
			code: divisions.code,
		})
		.from(divisions)
		.where(ne(divisions.mode, "off"))
		.orderBy(divisions.id)
		.limit(limit);
}

export type DivisionPlace = Pick<Division, "id" | "name" | "region" | "code" | "mode">;

/** What lists name a division by, without its settings. */
export async function listDivisionPlaces(db: Database, limit: number): Promise<DivisionPlace[]> {
	return db
		.select({
			id: divisions.id,
			name: divisions.name,
			region: divisions.region,
			code: divisions.code,
			mode: divisions.mode,
		})
		.from(divisions)
		.orderBy(desc(divisions.id))
		.limit(limit);
}

/** Divisions that could not be read the last time, and why, but for causes that are shown elsewhere. */
export async function listUnreadDivisions(
	db: Database,
	{ except, limit }: { except: readonly string[]; limit: number },
): Promise<Pick<Division, "id" | "name" | "pollProblem">[]> {
	return db
		.select({ id: divisions.id, name: divisions.name, pollProblem: divisions.pollProblem })
		.from(divisions)
		.where(
			and(
				ne(divisions.mode, "off"),
				isNotNull(divisions.pollProblem),
				sql`${divisions.pollProblem} ->> 'code' not in ${idsParameter(except)}`,
			),
		)
		.orderBy(divisions.id)
		.limit(limit);
}
