import { sql } from "drizzle-orm";

/** A list of ids for `in`. A statement may bind 100 values on D1; one JSON array counts as one. */
export function idsParameter(ids: readonly (string | number)[]) {
	return sql`(select value from json_each(${JSON.stringify(ids)}))`;
}

/** D1 takes values of 2 MB; a character has up to three bytes. */
const VALUE_MAX_LENGTH = 500_000;

/** Splits rows so that each part fits into one bound JSON value, in their order. */
export function splitForBinding<T>(rows: readonly T[]): T[][] {
	const parts: T[][] = [];
	let length = VALUE_MAX_LENGTH;
	for (const row of rows) {
		const rowLength = JSON.stringify(row).length;
		length += rowLength;
		if (length > VALUE_MAX_LENGTH) {
			parts.push([]);
			length = rowLength;
		}
		parts.at(-1)?.push(row);
	}
	return parts;
}
