import { invalidInput, type Refusal } from "../answers.ts";
import { shipRequestSchema, type ShipRequestWire } from "../ship-wire.ts";

export type ShapedRequest =
	| { isShaped: true; request: ShipRequestWire }
	| { isShaped: false; errors: Refusal[] };

/** Types, unknown fields and empty values: what FedEx refuses before it looks at the content. */
export function checkShape(body: unknown): ShapedRequest {
	const empties = findEmpties(body, "");
	if (empties.length > 0) {
		const errors = empties.map((path) => invalidInput(path, `Empty value at ${path}.`));
		return { isShaped: false, errors };
	}
	const parsed = shipRequestSchema.safeParse(body);
	if (!parsed.success) {
		const errors = parsed.error.issues.map((issue) =>
			invalidInput(issue.path.join("."), `Invalid field value: ${issue.message}`),
		);
		return { isShaped: false, errors };
	}
	const missing = findMissing(parsed.data);
	if (missing.length > 0) {
		const errors = missing.map((path) => invalidInput(path, `Missing field: ${path}.`));
		return { isShaped: false, errors };
	}
	return { isShaped: true, request: parsed.data };
}

function findMissing(request: ShipRequestWire): string[] {
	const shipment = request.requestedShipment;
	const required: [string, unknown][] = [
		["labelResponseOptions", request.labelResponseOptions],
		["requestedShipment", shipment],
		["requestedShipment.labelSpecification", shipment?.labelSpecification],
		["requestedShipment.requestedPackageLineItems", shipment?.requestedPackageLineItems],
	];
	return required.filter(([, value]) => value === undefined).map(([path]) => path);
}

/** Paths of empty strings, objects and arrays. */
export function findEmpties(value: unknown, path: string): string[] {
	if (value === null || value === "") {
		return [path];
	}
	if (typeof value !== "object") {
		return [];
	}
	const entries = Object.entries(value);
	return entries.length === 0
		? [path]
		: entries.flatMap(([key, child]) => findEmpties(child, path === "" ? key : `${path}.${key}`));
}
