import { sql } from "drizzle-orm";

/** A list of ids for `in`. A statement may bind 100 values on D1; one JSON array counts as one. */
export function idsParameter(ids: readonly string[]) {
	return sql`(select value from json_each(${JSON.stringify(ids)}))`;
}
