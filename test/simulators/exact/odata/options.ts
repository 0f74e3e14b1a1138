import { badRequest, ExactError } from "../errors.ts";
import type { EdmFields } from "./edm.ts";
import { type Expression, parseFilter } from "./parser.ts";

export type OrderBy = { field: string; isDescending: boolean };

export type QueryOptions = {
	/** The fields asked for; `undefined` without `$select`. */
	select: string[] | undefined;
	filter: Expression | undefined;
	orderBy: OrderBy[];
	top: number | undefined;
	skipToken: string | undefined;
};

export function parseOptions(url: URL, fields: EdmFields): QueryOptions {
	for (const name of ["$skip", "$apply"]) {
		if (url.searchParams.has(name)) {
			throw badRequest(`The query option '${name}' is not supported on this endpoint.`);
		}
	}
	const filter = url.searchParams.get("$filter");
	return {
		select: parseSelect(url.searchParams.get("$select"), fields),
		filter: filter === null || filter.trim() === "" ? undefined : parseFilter(filter),
		orderBy: parseOrderBy(url.searchParams.get("$orderby"), fields),
		top: parseTop(url.searchParams.get("$top")),
		skipToken: url.searchParams.get("$skiptoken") ?? undefined,
	};
}

/** Refuses a list that names no fields, unless it asks for a single row. */
export function demandSelect(options: QueryOptions): void {
	if (options.select === undefined && options.top !== 1) {
		throw new ExactError(400, "Please add a $select or a $top=1 statement to the query string.", {
			rule: "missing-select",
		});
	}
}

function parseSelect(text: string | null, fields: EdmFields): string[] | undefined {
	if (text === null || text.trim() === "") {
		return undefined;
	}
	const names = text.split(",").map((name) => name.trim());
	if (names.includes("*")) {
		return [...fields.keys()];
	}
	for (const name of names) {
		demandField(name, fields);
	}
	return names;
}

function parseOrderBy(text: string | null, fields: EdmFields): OrderBy[] {
	if (text === null || text.trim() === "") {
		return [];
	}
	return text.split(",").map((part) => {
		const [field = "", direction = "asc", ...more] = part.trim().split(/\s+/);
		demandField(field, fields);
		if (more.length > 0 || !["asc", "desc"].includes(direction)) {
			throw badRequest("Syntax error in $orderby.");
		}
		return { field, isDescending: direction === "desc" };
	});
}

function demandField(name: string, fields: EdmFields): void {
	if (!fields.has(name)) {
		throw badRequest(`Could not find a property named '${name}' on the type of this endpoint.`);
	}
}

function parseTop(text: string | null): number | undefined {
	if (text === null) {
		return undefined;
	}
	if (!/^\d+$/.test(text)) {
		throw badRequest("Incorrect format for $top.");
	}
	return Number(text);
}
