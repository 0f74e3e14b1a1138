/** Which JSON values fit Exact's types, as its verbose JSON writes them. */

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const WALL_CLOCK = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?)?$/;
const TICKS = /^\/Date\(-?\d+\)\/$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

type Fits = (value: unknown) => boolean;

const FITS: Record<string, Fits> = {
	"Edm.Guid": matches(GUID),
	"Edm.String": (value) => typeof value === "string",
	"Edm.DateTime": matches(TICKS),
	"Edm.Boolean": (value) => typeof value === "boolean",
	"Edm.Byte": isInteger(0, 255),
	"Edm.Int16": isInteger(-32_768, 32_767),
	"Edm.Int32": isInteger(-2_147_483_648, 2_147_483_647),
	// As a JSON number it would lose digits.
	"Edm.Int64": matches(/^-?\d{1,19}$/),
	"Edm.Double": (value) => typeof value === "number",
	"Edm.Binary": matches(BASE64),
};

/** A value in an answer. What is no Edm type is another entity's rows: deferred, or there. */
export function fitsAnswer(type: string, value: unknown): boolean {
	return value === null || (FITS[type] ?? isDeferredOrRows)(value);
}

/** A value in the body of a write, where a date is a wall clock's, and rows are a plain list. */
export function fitsBody(type: string, value: unknown): boolean {
	if (type === "Edm.DateTime") {
		return matches(WALL_CLOCK)(value) || matches(TICKS)(value);
	}
	return value === null || (FITS[type] ?? Array.isArray)(value);
}

const LITERALS: [RegExp, string[]][] = [
	[/^guid'[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'$/, ["Edm.Guid"]],
	[/^datetime'\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?'$/, ["Edm.DateTime"]],
	[/^'([^']|'')*'$/, ["Edm.String"]],
	// Without the L it is an Int32, which row versions outgrow.
	[/^-?\d+L$/, ["Edm.Int64"]],
	[/^-?\d+$/, ["Edm.Byte", "Edm.Int16", "Edm.Int32", "Edm.Double"]],
	[/^(true|false)$/, ["Edm.Boolean"]],
];

/** A literal in a `$filter`. */
export function fitsLiteral(type: string, literal: string): boolean {
	return LITERALS.some(([pattern, types]) => pattern.test(literal) && types.includes(type));
}

function matches(pattern: RegExp): Fits {
	return (value) => typeof value === "string" && pattern.test(value);
}

function isInteger(lowest: number, highest: number): Fits {
	return (value) =>
		typeof value === "number" && Number.isInteger(value) && lowest <= value && value <= highest;
}

function isDeferredOrRows(value: unknown): boolean {
	return (
		typeof value === "object" && value !== null && ("__deferred" in value || "results" in value)
	);
}
