/** What the page reads of an OpenAPI 3.1 document; the rest of it is for programs. */
export type Schema = {
	$ref?: string;
	type?: string | readonly string[];
	format?: string;
	description?: string;
	enum?: readonly unknown[];
	const?: unknown;
	default?: unknown;
	example?: unknown;
	minimum?: number;
	maximum?: number;
	properties?: Readonly<Record<string, Schema>>;
	required?: readonly string[];
	additionalProperties?: boolean | Schema;
	items?: Schema;
	anyOf?: readonly Schema[];
	oneOf?: readonly Schema[];
};

export type Content = Readonly<Record<string, { schema?: Schema }>>;

export type Parameter = {
	name: string;
	in: string;
	required?: boolean;
	description?: string;
	schema?: Schema;
};

export type Operation = {
	tags?: readonly string[];
	summary?: string;
	description?: string;
	security?: readonly Readonly<Record<string, readonly string[]>>[];
	parameters?: readonly Parameter[];
	requestBody?: { content: Content };
	responses: Readonly<Record<string, { description: string; content?: Content }>>;
};

export type ApiDocument = {
	info: { title: string; version: string; description?: string };
	paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
	components?: { schemas?: Readonly<Record<string, Schema>> };
};

export type ListedOperation = { method: string; path: string; operation: Operation };

/** Every operation of the document by its group, both in the order of the document. */
export function operationsByGroup({ paths }: ApiDocument): Map<string, ListedOperation[]> {
	const all = Object.entries(paths).flatMap(([path, methods]) =>
		Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
	);
	return Map.groupBy(all, ({ operation }) => operation.tags?.[0] ?? "Other");
}

/** A name for links within the page. */
export function anchorOf(...parts: string[]): string {
	return parts
		.join("-")
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, "-")
		.replaceAll(/^-|-$/g, "");
}

/** The schema itself where another place of the document is named. */
export function resolveSchema(schema: Schema, { components }: ApiDocument): Schema {
	const name = schema.$ref?.split("/").at(-1);
	return name === undefined ? schema : (components?.schemas?.[name] ?? {});
}
