import { type ApiDocument, resolveSchema, type Schema } from "./document.ts";

const DEPTH_MAX = 8;
const BY_FORMAT: Readonly<Record<string, string>> = {
	"date-time": "2026-11-30T09:00:00.000Z",
	date: "2026-11-30",
	email: "ann@example.com",
	uri: "https://example.com/",
	uuid: "6f1c2f0e-4f0e-4d0b-9d6c-2b1f0c9a7e11",
};

/** A value as the schema asks for: its own example or default where it names one, else the simplest of its type. */
export function exampleOf(given: Schema, document: ApiDocument, depth = 0): unknown {
	const schema = resolveSchema(given, document);
	const named = schema.example ?? schema.const ?? schema.default ?? schema.enum?.[0];
	if (named !== undefined) {
		return named;
	}
	const [choice] = (schema.anyOf ?? schema.oneOf ?? []).filter(({ type }) => type !== "null");
	if (choice !== undefined) {
		return exampleOf(choice, document, depth);
	}
	const type = typesOf(schema).find((one) => one !== "null");
	if (type === "object") {
		return depth > DEPTH_MAX ? {} : exampleOfObject(schema, document, depth);
	}
	if (type === "array") {
		const { items } = schema;
		return items === undefined || depth > DEPTH_MAX ? [] : [exampleOf(items, document, depth + 1)];
	}
	if (type === "integer" || type === "number") {
		return Math.max(1, schema.minimum ?? 1);
	}
	if (type === "boolean") {
		return true;
	}
	return type === "string" ? (BY_FORMAT[schema.format ?? ""] ?? "…") : null;
}

function exampleOfObject(schema: Schema, document: ApiDocument, depth: number) {
	const { properties = {}, additionalProperties } = schema;
	const own = Object.entries(properties).map(
		([name, value]) => [name, exampleOf(value, document, depth + 1)] as const,
	);
	const others =
		typeof additionalProperties === "object"
			? [["…", exampleOf(additionalProperties, document, depth + 1)] as const]
			: [];
	return Object.fromEntries([...own, ...others]);
}

export function typesOf({ type }: Schema): readonly string[] {
	return typeof type === "string" ? [type] : (type ?? []);
}
