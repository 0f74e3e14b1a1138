import type { Api } from "../../src/tools/start/api.ts";

/** Every page of a listing of the API. */
export async function listAll<T>(api: Api, what: string): Promise<T[]> {
	const items: T[] = [];
	let cursor: string | null = null;
	do {
		const query: string = cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`;
		const mark = what.includes("?") ? "&" : "?";
		const page: { items: T[]; nextCursor: string | null } = await api.get(
			`/api/v1/${what}${mark}limit=200${query}`,
		);
		items.push(...page.items);
		cursor = page.nextCursor;
	} while (cursor !== null);
	return items;
}
