import type { PageRequest } from "../../../db/page.ts";
import type { HttpContext } from "../../context.ts";

const PAGE_ROWS = 50;

/** The filters of an address. What is empty or unknown is left out, so that an old address still opens. */
export function queryOf(c: HttpContext, names: readonly string[]): URLSearchParams {
	const query = new URLSearchParams();
	for (const name of [...names, "cursor"]) {
		const value = c.req.query(name)?.trim().slice(0, 100) ?? "";
		if (value !== "") {
			query.set(name, value);
		}
	}
	return query;
}

export function pageOf(query: URLSearchParams, limit = PAGE_ROWS): PageRequest {
	return { limit, cursor: query.get("cursor") ?? undefined };
}

export function oneOf<T extends string>(
	allowed: readonly T[],
	value: string | null,
): T | undefined {
	return allowed.find((candidate) => candidate === value);
}

/** A day of the address as the instant it begins at, in UTC. */
export function dayOf(value: string | null): number | undefined {
	const at = /^\d{4}-\d{2}-\d{2}$/.test(value ?? "") ? Date.parse(value ?? "") : Number.NaN;
	return Number.isNaN(at) ? undefined : at;
}

const DAY_MS = 86_400_000;

/** The days of an address, both of them within. */
export function periodOf(query: URLSearchParams): { from?: number; to?: number } {
	const from = dayOf(query.get("from"));
	const last = dayOf(query.get("to"));
	return {
		...(from === undefined ? {} : { from }),
		...(last === undefined ? {} : { to: last + DAY_MS }),
	};
}
