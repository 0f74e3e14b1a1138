import { drizzle } from "drizzle-orm/d1";

import * as schema from "./schema.ts";

export type Database = ReturnType<typeof withSchema>;

/** The binding outlives an invocation, and reading the whole schema takes longer than most of them. */
const opened = new WeakMap<D1Database, Database>();

export function openDatabase(d1: D1Database): Database {
	const known = opened.get(d1) ?? withSchema(d1);
	opened.set(d1, known);
	return known;
}

function withSchema(d1: D1Database) {
	return drizzle(d1, { schema, casing: "snake_case" });
}
