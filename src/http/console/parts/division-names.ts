import { listDivisions } from "../../../db/list-divisions.ts";
import type { HttpContext } from "../../context.ts";
import type { Option } from "./forms.tsx";

/** More divisions than these are filtered for by address only. */
const NAMED_MAX = 200;

/** Names of the divisions in use, for lists that hold only their ids. */
export async function divisionNames(c: HttpContext): Promise<ReadonlyMap<string, string>> {
	const rows = await listDivisions(c.var.services.db, { limit: NAMED_MAX, cursor: undefined });
	return new Map(rows.map((row) => [row.id, row.name]));
}

export function divisionOptions(names: ReadonlyMap<string, string>): Option[] {
	const named = Array.from(names, ([value, label]) => ({ value, label }));
	return [{ value: "", label: "all" }, ...named.toSorted((a, b) => a.label.localeCompare(b.label))];
}
