import { badRequest } from "../errors.ts";
import { type Caller, readField, type Resource, visibleRows } from "../resources/resource.ts";
import type { Row, Value } from "./edm.ts";
import { compileFilter } from "./evaluate.ts";
import { demandSelect, parseOptions, type QueryOptions } from "./options.ts";
import { fieldsOf } from "./parser.ts";
import { project } from "./project.ts";

const PAGE_SIZE = 60;
const FEED_PAGE_SIZE = 1000;

/** The rows that a GET of a collection asks for, in the envelope that its `$top` leads to. */
export function listRows(resource: Resource, caller: Caller, url: URL): unknown {
	const options = parseOptions(url, resource.fields);
	if (resource.isSelectOptional !== true) {
		demandSelect(options);
	}
	demandFilter(resource, options);
	const size = resource.feedFilters === undefined ? PAGE_SIZE : FEED_PAGE_SIZE;
	const limit = Math.min(options.top ?? size, size);
	const matching = sorted(resource, caller, {
		options,
		rows: matchingRows(resource, caller, { options, url }),
	});
	const start = startOf(resource, matching, options);
	const page = matching.slice(start, start + limit);
	const results = page.map((row) => project(resource, caller, { row, select: options.select }));
	if (options.top !== undefined && options.top <= size) {
		return { d: results };
	}
	const isLast = start + limit >= matching.length;
	const last = page.at(-1);
	if (isLast || last === undefined) {
		return { d: { results } };
	}
	const token = options.orderBy.length > 0 ? String(start + limit) : keyLiteral(resource, last);
	return { d: { results, __next: nextUrl(url, { token, top: options.top, size }) } };
}

function demandFilter(resource: Resource, { filter }: QueryOptions): void {
	const used = filter === undefined ? [] : fieldsOf(filter);
	const { feedFilters, mandatoryFilter } = resource;
	if (feedFilters !== undefined) {
		const other = used.find((field) => !feedFilters.includes(field));
		if (other !== undefined) {
			throw badRequest(`The property '${other}' can't be used in a $filter of this endpoint.`);
		}
	}
	if (mandatoryFilter === undefined) {
		return;
	}
	const isFiltered =
		mandatoryFilter === "any"
			? used.length > 0
			: used.some((field) => mandatoryFilter.includes(field));
	if (!isFiltered) {
		const fields = mandatoryFilter === "any" ? [...resource.fields.keys()] : mandatoryFilter;
		throw badRequest(
			`A GET request for this endpoint must have a $filter parameter with one of the following fields: ${fields.join(", ")}.`,
		);
	}
}

function matchingRows(
	resource: Resource,
	caller: Caller,
	{ options, url }: { options: QueryOptions; url: URL },
): Row[] {
	const { admin } = caller;
	const matches =
		options.filter === undefined ? () => true : compileFilter(options.filter, resource.fields);
	return visibleRows(resource, caller, url).filter((row) =>
		matches((field) => readField(resource, row, { field, admin })),
	);
}

type Sortable = { options: QueryOptions; rows: Row[] };

function sorted(resource: Resource, { admin }: Caller, { options, rows }: Sortable): Row[] {
	const order = [...options.orderBy, { field: resource.key, isDescending: false }];
	return rows.toSorted((one, other) => {
		for (const { field, isDescending } of order) {
			const difference = compareValues(
				readField(resource, one, { field, admin }),
				readField(resource, other, { field, admin }),
			);
			if (difference !== 0) {
				return isDescending ? -difference : difference;
			}
		}
		return 0;
	});
}

/** Nulls come first, as in the database behind it. */
function compareValues(one: Value, other: Value): number {
	if (one === other) {
		return 0;
	}
	if (one === null || other === null) {
		return one === null ? -1 : 1;
	}
	return one < other ? -1 : 1;
}

/** A page starts behind the key of the row before it; in another order, at a position. */
function startOf(resource: Resource, rows: Row[], options: QueryOptions): number {
	const { skipToken, orderBy } = options;
	if (skipToken === undefined) {
		return 0;
	}
	if (orderBy.length > 0) {
		return Number(skipToken);
	}
	const text = /^guid'(.+)'$/.exec(skipToken)?.[1] ?? skipToken.replace(/L$/, "");
	const isText = ["Guid", "String"].includes(resource.fields.get(resource.key) ?? "");
	const last: Value = isText ? text : Number(text);
	const start = rows.findIndex((row) => compareValues(row[resource.key] ?? null, last) > 0);
	return start < 0 ? rows.length : start;
}

function keyLiteral({ key, fields }: Resource, row: Row): string {
	const value = row[key] ?? "";
	const type = fields.get(key);
	if (type === "Guid") {
		return `guid'${value}'`;
	}
	return type === "Int64" ? `${value}L` : String(value);
}

type NextPage = { token: string; top: number | undefined; size: number };

function nextUrl(url: URL, { token, top, size }: NextPage): string {
	const next = new URL(url);
	next.searchParams.set("$skiptoken", token);
	if (top !== undefined) {
		next.searchParams.set("$top", String(top - size));
	}
	return next.href;
}
