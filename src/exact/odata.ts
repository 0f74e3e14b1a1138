import { chunk } from "../lib/concurrency.ts";
import { LIMITS } from "../shipping/model/limits.ts";

/** Exact refuses longer addresses (knowledge base, "REST API restrictions", 2026-11). */
export const URL_MAX_CHARS = 6_000;

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const ROW_VERSION = /^\d{1,20}$/;

export function guidLiteral(id: string): string {
	if (!GUID.test(id)) {
		throw new RangeError("an id that goes into a filter is not a guid");
	}
	return `guid'${id.toLowerCase()}'`;
}

export function textLiteral(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}

export function dateLiteral(date: string): string {
	if (!DATE.test(date)) {
		throw new RangeError("a date that goes into a request is not YYYY-MM-DD");
	}
	return `datetime'${date}'`;
}

/** Row versions have 20 digits with us; Exact wants an Int64 literal without leading zeros. */
export function int64Literal(padded: string): string {
	if (!ROW_VERSION.test(padded)) {
		throw new RangeError("a row version that goes into a filter is not a number");
	}
	return `${BigInt(padded)}L`;
}

export function after(timestamp: string): string {
	return `Timestamp gt ${int64Literal(timestamp)}`;
}

type ExactQuery = {
	select: readonly string[];
	filter?: string;
	/** Parameters of a function, as OData literals. */
	parameters?: Record<string, string>;
};

/** @throws RangeError when it would be longer than Exact accepts */
export function queryUrl(resourceUrl: string, query: ExactQuery): string {
	const parts = [
		...Object.entries(query.parameters ?? {}).map(
			([name, literal]) => `${name}=${encodeURIComponent(literal)}`,
		),
		`$select=${query.select.join(",")}`,
		...(query.filter === undefined ? [] : [`$filter=${encodeURIComponent(query.filter)}`]),
	];
	const url = `${resourceUrl}?${parts.join("&")}`;
	if (url.length > URL_MAX_CHARS) {
		throw new RangeError(`the address of a request has ${url.length} characters`);
	}
	return url;
}

/** The addresses that read these ids once each, of rows that fit `only`: few enough a call, and none too long. */
export function lookupUrls(
	resourceUrl: string,
	select: readonly string[],
	ids: readonly string[],
	{ key = "ID", only }: { key?: string | undefined; only?: string | undefined } = {},
): string[] {
	const filterOf = (group: readonly string[]) =>
		only === undefined ? group.join(" or ") : `(${group.join(" or ")}) and ${only}`;
	const terms = [...new Set(ids.map(guidLiteral))].map((literal) => `${key} eq ${literal}`);
	const room = URL_MAX_CHARS - queryUrl(resourceUrl, { select, filter: filterOf([""]) }).length;
	const perTerm = encodeURIComponent(` or ${terms[0] ?? ""}`).length;
	const size = Math.max(1, Math.min(LIMITS.lookupIdsPerCall, Math.floor(room / perTerm)));
	return chunk(terms, size).map((group) =>
		queryUrl(resourceUrl, { select, filter: filterOf(group) }),
	);
}
