import { badRequest, ExactError } from "../errors.ts";
import { type EdmFields, fromWire, type Row } from "./edm.ts";

const LARGEST_BODY = 10 * 1024 * 1024;

export type ReadBody = { body: Row; raw: Record<string, unknown> };

/** The JSON object of a write: its fields checked against the entity; navigation stays in `raw`. */
export async function readBody(request: Request, fields: EdmFields): Promise<ReadBody> {
	if (!(request.headers.get("Content-Type") ?? "").startsWith("application/json")) {
		throw badRequest("Content-Type must be application/json.");
	}
	const text = await request.text();
	if (text.length > LARGEST_BODY) {
		throw new ExactError(413, "The request body is larger than 10 MB.", { rule: "bad-request" });
	}
	const raw = parseObject(text);
	const body: Row = {};
	for (const [name, value] of Object.entries(raw)) {
		const type = fields.get(name);
		if (type === undefined) {
			throw badRequest(`The property '${name}' does not exist on the type of this endpoint.`);
		}
		if (type === "Collection") {
			continue;
		}
		const stored = fromWire(type, value);
		if (stored === undefined) {
			throw badRequest(`Invalid value for property '${name}': Edm.${type} expected.`);
		}
		body[name] = stored;
	}
	return { body, raw };
}

function parseObject(text: string): Record<string, unknown> {
	let parsed: unknown;
	try {
		parsed = JSON.parse(text);
	} catch {
		throw badRequest("The request body is not valid JSON.");
	}
	if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
		throw badRequest("The request body must be one object.");
	}
	return parsed as Record<string, unknown>;
}
