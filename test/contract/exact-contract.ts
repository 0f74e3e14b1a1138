import { fitsAnswer, fitsBody, fitsLiteral } from "./edm.ts";
import type { Exchange } from "./exchanges.ts";
import type { Finding } from "./findings.ts";
import { readSpec } from "./specs.ts";

export type Field = {
	name: string;
	type: string;
	mandatoryOnPost: boolean;
	readOnlyInDotnetSdk?: boolean;
};

export type Entity = { path: string; methods: string[]; pageSize: number; fields: Field[] };

const OPTIONS = new Set(["$select", "$filter", "$orderby", "$top", "$skiptoken"]);
const COMPARISON = /^(\w+) (?:eq|ne|gt|ge|lt|le) (.+)$/;

/** Exact's reference: its endpoints, their methods, and the names and types of their fields. */
export class ExactContract {
	readonly entities = readSpec<Entity[]>("exact/entities.json");

	request(exchange: Exchange): Finding[] {
		const { method, url, body } = exchange;
		const path = pathOf(url);
		const entity = this.#find(path);
		if (entity?.methods.includes(method) !== true) {
			return [finding(`${method} ${path}`, "unknown")];
		}
		return [
			...queryFindings(entity, url.searchParams),
			...(body === "" ? [] : this.#bodyFindings(entity, method, JSON.parse(body))),
		];
	}

	answer({ url, answer }: Exchange): Finding[] {
		const entity = this.#find(pathOf(url));
		const rows = answer === "" ? [] : rowsOf(answer);
		if (entity === undefined || rows.length > entity.pageSize) {
			return [finding(pathOf(url), entity === undefined ? "unknown" : "page size")];
		}
		return rows.flatMap((row) => rowFindings(entity, row));
	}

	#bodyFindings(entity: Entity, method: string, body: object): Finding[] {
		const { path, fields } = entity;
		const missing = fields.filter(
			({ name, mandatoryOnPost }) => mandatoryOnPost && !(name in body),
		);
		return [
			...(method === "POST" ? missing : []).map(({ name }) =>
				finding(`${path} ${name}`, "missing"),
			),
			...Object.entries(body).flatMap(([name, value]) => [
				...fieldFindings(entity, name, (type) => fitsBody(type, value)),
				...(fieldOf(entity, name)?.readOnlyInDotnetSdk === true
					? [finding(`${path} ${name}`, "read-only")]
					: []),
				...this.#lineFindings(entity, method, { name, value }),
			]),
		];
	}

	/** Lines are written with their header; they are the rows of the endpoint beside it. */
	#lineFindings(
		{ path }: Entity,
		method: string,
		{ name, value }: { name: string; value: unknown },
	): Finding[] {
		const lines = this.#find(path.replace(/[^/]+$/, name));
		return lines === undefined || !Array.isArray(value)
			? []
			: value.flatMap((line: object) => this.#bodyFindings(lines, method, line));
	}

	#find(path: string): Entity | undefined {
		return this.entities.find((entity) => entity.path === path);
	}
}

/** The rows of an answer in any of its three forms; none of an error, or of one without content. */
export function rowsOf(answer: string): object[] {
	if (answer === "") {
		return [];
	}
	const { d } = JSON.parse(answer) as { d?: object[] | { results: object[] } | object };
	if (d === undefined || Array.isArray(d)) {
		return d ?? [];
	}
	return "results" in d ? d.results : [d];
}

/** `/nl/api/v1/102673/crm/Accounts(guid'…')` as the reference names it. */
function pathOf({ pathname }: URL): string {
	return decodeURIComponent(pathname)
		.replace(/^.*?\/api\//, "/api/")
		.replace(/^\/api\/v1\/\d+\//, "/api/v1/{division}/")
		.replace(/\([^()]*\)$/, "");
}

function queryFindings(entity: Entity, query: URLSearchParams): Finding[] {
	const parameters = [...query.keys()].filter((name) => !OPTIONS.has(name));
	const selected = listOf(query.get("$select"), ",").filter((name) => name !== "*");
	const ordered = listOf(query.get("$orderby"), ",").map((term) => term.split(" ")[0] ?? "");
	return [
		...parameters.map((name) => finding(`${entity.path} ?${name}`, "unknown")),
		...[...selected, ...ordered]
			.filter((name) => fieldOf(entity, name) === undefined)
			.map((name) => finding(`${entity.path} ${name}`, "unknown")),
		...listOf(query.get("$filter"), / and | or /).flatMap((term) => termFindings(entity, term)),
	];
}

function termFindings(entity: Entity, grouped: string): Finding[] {
	// Of an "(a or b) and c" the terms are looked at one by one.
	const term = grouped.replace(/^\(+/, "").replace(/('|\w)\)+$/, "$1");
	const [, name = term, literal = ""] = COMPARISON.exec(term) ?? [];
	return fieldFindings(entity, name, (type) => fitsLiteral(type, literal));
}

function rowFindings(entity: Entity, row: object): Finding[] {
	return Object.entries(row)
		.filter(([name]) => name !== "__metadata")
		.flatMap(([name, value]) => fieldFindings(entity, name, (type) => fitsAnswer(type, value)));
}

function fieldFindings(entity: Entity, name: string, fits: (type: string) => boolean): Finding[] {
	const field = fieldOf(entity, name);
	if (field === undefined) {
		return [finding(`${entity.path} ${name}`, "unknown")];
	}
	return fits(field.type) ? [] : [finding(`${entity.path} ${name}`, `not ${field.type}`)];
}

export function fieldOf(entity: Entity, name: string): Field | undefined {
	return entity.fields.find((field) => field.name === name);
}

function listOf(text: string | null, separator: string | RegExp): string[] {
	return text === null || text === "" ? [] : text.split(separator);
}

export function finding(where: string, kind: string): Finding {
	return { contract: "exact", where: where.replace("/api/v1/", ""), kind };
}
