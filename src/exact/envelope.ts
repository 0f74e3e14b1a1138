/** Exact's three forms of `d`: `{ results, __next }`, a bare array (with `$top`), one entity. */
export type Rows = { rows: unknown[]; next: string | undefined };

/** Undefined when it is none of the three. */
export function rowsOf(json: unknown): Rows | undefined {
	const d = property(json, "d");
	if (Array.isArray(d)) {
		return { rows: d, next: undefined };
	}
	const results = property(d, "results");
	if (Array.isArray(results)) {
		const next = property(d, "__next");
		return { rows: results, next: typeof next === "string" ? next : undefined };
	}
	return isRecord(d) ? { rows: [d], next: undefined } : undefined;
}

/** The one entity that a write answers with. */
export function entityOf(json: unknown): unknown {
	return rowsOf(json)?.rows[0];
}

const INT64_FIELDS: ReadonlySet<string> = new Set(["Timestamp", "TimeStampAsBigInt"]);

/**
 * Reads JSON; undefined when it is none. An Int64 that comes as a bare number keeps its digits: as a `Number`
 * a row version would be rounded, and rows would be skipped.
 */
export function parseExactJson(text: string): unknown {
	try {
		return JSON.parse(text, (key, value: unknown, context?: { source?: string }) =>
			typeof value === "number" && INT64_FIELDS.has(key) ? (context?.source ?? value) : value,
		);
	} catch {
		// An answer that is no JSON is the caller's case, not a failure of its own.
		return undefined;
	}
}

export function property(value: unknown, name: string): unknown {
	return isRecord(value) ? value[name] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
