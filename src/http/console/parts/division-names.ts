import { type DivisionPlace, listDivisionPlaces } from "../../../db/list-divisions.ts";
import type { HttpContext } from "../../context.ts";
import { t } from "../texts/t.ts";
import type { Option } from "./forms.tsx";

/** More divisions than these are filtered for by address only. */
const NAMED_MAX = 200;

/** Names of the divisions in use, for lists that hold only their ids. */
export async function divisionNames(c: HttpContext): Promise<ReadonlyMap<string, string>> {
	const places = await divisionPlaces(c);
	return new Map(Array.from(places, ([id, { name }]) => [id, name]));
}

/** With what Exact knows them by. */
export async function divisionPlaces(c: HttpContext): Promise<ReadonlyMap<string, DivisionPlace>> {
	const rows = await listDivisionPlaces(c.var.services.db, NAMED_MAX);
	return new Map(rows.map((row) => [row.id, row]));
}

export function divisionOptions(names: ReadonlyMap<string, string>): Option[] {
	const named = Array.from(names, ([value, label]) => ({ value, label }));
	return [
		{ value: "", label: t.parts.all },
		...named.toSorted((a, b) => a.label.localeCompare(b.label)),
	];
}
