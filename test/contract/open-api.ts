import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";

import type { Exchange } from "./exchanges.ts";
import type { Finding } from "./findings.ts";

type Schema = {
	properties?: Record<string, Schema>;
	items?: Schema;
	allOf?: Schema[];
	anyOf?: Schema[];
	oneOf?: Schema[];
	[keyword: string]: unknown;
};
type Payload = { content: Record<string, { schema: Schema }> };
type Operation = {
	parameters: { in: string; name: string; required: boolean }[];
	requestBody: Payload;
	responses: Record<string, Payload>;
};

export type OpenApiDocument = {
	paths: Record<string, Record<string, Operation>>;
	components: { schemas: Record<string, Schema> };
};

const FORMATS = {
	byte: /^[A-Za-z0-9+/]*={0,2}$/,
	date: /^\d{4}-\d\d-\d\d$/,
	Date: /^\d{4}-\d\d-\d\d$/,
	"date-time": (text: string) => !Number.isNaN(Date.parse(text)),
	base64: true,
	double: true,
	int32: true,
} as const;

const KINDS: Record<string, string> = { additionalProperties: "unknown", required: "missing" };

/** One API of FedEx: what it documents for a call's request and answer, and nothing beyond that. */
export class OpenApi {
	readonly #name: string;
	readonly #document: OpenApiDocument;
	readonly #schemas: Record<string, Schema>;
	readonly #ajv = new Ajv({ allErrors: true, strict: false, formats: FORMATS });
	readonly #compiled = new Map<Schema, ValidateFunction>();

	constructor(name: string, document: OpenApiDocument) {
		this.#name = name;
		this.#document = document;
		this.#schemas = closeAll(document.components.schemas);
	}

	has(path: string): boolean {
		return this.#document.paths[path] !== undefined;
	}

	request({ method, url, headers, body }: Exchange): Finding[] {
		const operation = this.#operation(method, url.pathname);
		if (operation === undefined) {
			return [this.#finding(`${method} ${url.pathname}`, "unknown")];
		}
		const needed = operation.parameters.filter((each) => each.in === "header" && each.required);
		const absent = needed.filter(({ name }) => !headers.has(name));
		const type = headers.get("content-type")?.split(";")[0] ?? "";
		const schema = operation.requestBody.content[type]?.schema;
		return [
			...absent.map(({ name }) => this.#finding(`header ${name}`, "missing")),
			...(schema === undefined
				? [this.#finding(`content-type ${type}`, "unknown")]
				: this.#compare(schema, type === "application/json" ? JSON.parse(body) : formOf(body))),
		];
	}

	answer({ method, url, status, answer }: Exchange): Finding[] {
		const responses = this.#operation(method, url.pathname)?.responses;
		const schema = responses?.[status]?.content["application/json"]?.schema;
		return schema === undefined
			? [this.#finding(`${method} ${url.pathname} ${status}`, "unknown")]
			: this.#compare(schema, JSON.parse(answer));
	}

	#operation(method: string, path: string): Operation | undefined {
		return this.#document.paths[path]?.[method.toLowerCase()];
	}

	#compare(schema: Schema, value: unknown): Finding[] {
		const validate = this.#compiled.get(schema) ?? this.#compile(schema);
		validate(value);
		return (validate.errors ?? []).map((error) =>
			this.#finding(placeOf(error), KINDS[error.keyword] ?? error.keyword),
		);
	}

	#compile(schema: Schema): ValidateFunction {
		// Where there is a choice the first is the full schema; the others are samples of it.
		const full = closed(schema.oneOf?.[0] ?? schema);
		const validate = this.#ajv.compile({ ...full, components: { schemas: this.#schemas } });
		this.#compiled.set(schema, validate);
		return validate;
	}

	#finding(where: string, kind: string): Finding {
		return { contract: this.#name, where, kind };
	}
}

/** OpenAPI lets objects have more properties than it names, which would hide a misspelt one. */
function closed(schema: Schema): Schema {
	const { properties, items, allOf, anyOf, oneOf } = schema;
	return {
		...schema,
		...(properties && { properties: closeAll(properties), additionalProperties: false }),
		...(items && { items: closed(items) }),
		...(allOf && { allOf: allOf.map(closed) }),
		...(anyOf && { anyOf: anyOf.map(closed) }),
		...(oneOf && { oneOf: oneOf.map(closed) }),
	};
}

function closeAll(schemas: Record<string, Schema>): Record<string, Schema> {
	return Object.fromEntries(Object.entries(schemas).map(([name, each]) => [name, closed(each)]));
}

function placeOf({ instancePath, params }: ErrorObject): string {
	const { additionalProperty, missingProperty } = params as Record<string, string | undefined>;
	const name = additionalProperty ?? missingProperty;
	const place = name === undefined ? instancePath : `${instancePath}/${name}`;
	return place.replaceAll(/\/\d+(?=\/|$)/g, "/*");
}

/** A field that is given twice becomes a list, which no schema of a form takes. */
function formOf(body: string): Record<string, string | string[]> {
	const fields = new URLSearchParams(body);
	return Object.fromEntries(
		[...fields.keys()].map((name) => {
			const values = fields.getAll(name);
			return [name, values.length > 1 ? values : (values[0] ?? "")];
		}),
	);
}
