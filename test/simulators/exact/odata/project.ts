import { type Caller, readField, type Resource } from "../resources/resource.ts";
import { type Row, toWire } from "./edm.ts";

type Projection = { row: Row; select: string[] | undefined };

/** A row as the API shows it: the fields asked for, or all of them. */
export function project(
	resource: Resource,
	caller: Caller,
	{ row, select }: Projection,
): Record<string, unknown> {
	const { admin } = caller;
	const uri = entityUri(resource, caller, row);
	const shown: Record<string, unknown> = {
		__metadata: { uri, type: `Exact.Web.Api.Models.${resource.name}` },
	};
	for (const field of select ?? resource.fields.keys()) {
		const type = resource.fields.get(field) ?? "String";
		shown[field] =
			type === "Collection"
				? { __deferred: { uri: `${uri}/${field}` } }
				: toWire(type, readField(resource, row, { field, admin }));
	}
	return shown;
}

function entityUri({ path, key, fields }: Resource, { admin, origin }: Caller, row: Row): string {
	const { region, code } = admin.division;
	const scope = path === "current/Me" ? "" : `${code}/`;
	const value = row[key] ?? "";
	const literal = fields.get(key) === "Guid" ? `guid'${value}'` : String(value);
	return `${origin}/${region}/api/v1/${scope}${path}(${literal})`;
}
