export type EdmType =
	| "Guid"
	| "String"
	| "DateTime"
	| "Int16"
	| "Int32"
	| "Int64"
	| "Double"
	| "Boolean"
	| "Byte"
	| "Binary"
	| "Collection";

/** The fields of an entity by name; `Collection` stands for a navigation property. */
export type EdmFields = ReadonlyMap<string, EdmType>;

/** A stored value. A `DateTime` is kept as Exact keeps it: the local wall clock as if it were UTC, in ms. */
export type Value = string | number | boolean | null;

export type Row = { [field: string]: Value | undefined };

export function edmFields(namesByType: Partial<Record<EdmType, string>>): EdmFields {
	const fields = new Map<string, EdmType>();
	for (const [type, text] of Object.entries(namesByType)) {
		for (const name of names(text)) {
			fields.set(name, type as EdmType);
		}
	}
	return fields;
}

/** Names in a text, parted by white space. */
export function names(text: string): string[] {
	return text.trim().split(/\s+/);
}

/** A value as the verbose JSON of the API shows it. */
export function toWire(type: EdmType, value: Value | undefined): Value {
	if (value === undefined || value === null) {
		return null;
	}
	if (type === "DateTime") {
		return `/Date(${value})/`;
	}
	return type === "Int64" ? String(value) : value;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const INTEGERS: ReadonlySet<EdmType> = new Set(["Int16", "Int32", "Int64", "Byte"]);

/** A value of a request body as it is stored; `undefined` where its type does not fit the field. */
export function fromWire(type: EdmType, value: unknown): Value | undefined {
	if (value === null) {
		return null;
	}
	if (type === "Guid") {
		return typeof value === "string" && GUID.test(value) ? value.toLowerCase() : undefined;
	}
	if (type === "DateTime") {
		return typeof value === "string" ? parseDateTime(value) : undefined;
	}
	if (INTEGERS.has(type)) {
		return Number.isInteger(value) ? (value as number) : undefined;
	}
	const expected = type === "Double" ? "number" : type === "Boolean" ? "boolean" : "string";
	return typeof value === expected ? (value as Value) : undefined;
}

/** A zone-less ISO date or date-time, or `/Date(ms)/`, to wall-clock milliseconds. */
export function parseDateTime(text: string): number | undefined {
	const ticks = /^\/Date\((-?\d+)\)\/$/.exec(text)?.[1];
	if (ticks !== undefined) {
		return Number(ticks);
	}
	if (!/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z?)?$/.test(text)) {
		return undefined;
	}
	const zoned = text.endsWith("Z") || !text.includes("T") ? text : `${text}Z`;
	const parsed = Date.parse(zoned);
	return Number.isNaN(parsed) ? undefined : parsed;
}
