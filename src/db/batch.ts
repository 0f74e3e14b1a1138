import type { SQLWrapper } from "drizzle-orm";
import { SQLiteAsyncDialect } from "drizzle-orm/sqlite-core";

import type { Database } from "./database.ts";

const dialect = new SQLiteAsyncDialect({ casing: "snake_case" });

/**
 * Runs statements, built or raw, as one D1 batch: all or none. Drizzle's own `batch` does not bind the values of raw
 * statements on D1 (drizzle-orm 0.45.4), hence this one.
 */
export async function runBatch(
	db: Database,
	statements: readonly SQLWrapper[],
): Promise<D1Result<Record<string, unknown>>[]> {
	return db.$client.batch<Record<string, unknown>>(
		statements.map((statement) => {
			const { sql, params } = dialect.sqlToQuery(statement.getSQL());
			return db.$client.prepare(sql).bind(...params);
		}),
	);
}
