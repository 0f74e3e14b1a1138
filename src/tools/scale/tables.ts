import {
	affordedByPolicy,
	bindingAt,
	bindsFrom,
	loadOf,
	needsOf,
	SIZES,
	usesOf,
} from "../scale.ts";
import { ASSUMED, MEASURED, VENDOR } from "./inputs.ts";
import { priceOf } from "./price.ts";

export type Table = string[][];

/** The tables of docs/scale.md by their names, each with its row of headings first. */
export function scaleTables(): Record<string, Table> {
	return {
		limits: limits(),
		shares: shares(),
		needs: needs(),
		policies: policies(),
		price: price(),
		measured: named({ ...MEASURED, exactWritesByPolicy: undefined }),
		vendor: named(VENDOR),
		assumed: named(ASSUMED),
	};
}

function limits(): Table {
	const rows = usesOf(SIZES[0]).map(({ limit, allowed }) => {
		const from = bindsFrom(limit);
		return [limit, number(allowed), from === null ? "never" : number(rounded(from))];
	});
	return [["limit", "what may be used of it", "binds from, shipments a month"], ...rows];
}

function shares(): Table {
	const rows = usesOf(SIZES[0]).map(({ limit }) => [
		limit,
		...SIZES.map((size) => percent(usesOf(size).find((one) => one.limit === limit)?.share ?? 0)),
	]);
	const worst = ["binds, worst first", ...SIZES.map((size) => bindingAt(size).join(", ") || "–")];
	return [["of one", ...SIZES.map(number)], ...rows, worst];
}

function needs(): Table {
	const heads = [
		"shipments a month",
		"on a busy day",
		"in its busiest second",
		"divisions",
		"licences",
		"Track projects",
		"Ship projects",
		"databases",
		"with archive",
	];
	const rows = SIZES.map((size) => {
		const { perDay, perSecond } = loadOf(size);
		const need = needsOf(size);
		return [
			number(size),
			number(Math.round(perDay)),
			perSecond.toFixed(2),
			...[need.divisions, need.licences, need.trackProjects, need.shipProjects].map(number),
			...[need.databases, need.databasesWithArchive].map(number),
		];
	});
	return [heads, ...rows];
}

function policies(): Table {
	return [
		["policy", "Exact calls a shipment", "one division, a month", "one licence, a month"],
		...affordedByPolicy().map(({ policy, calls, division, licence }) => [
			policy,
			calls.toFixed(2),
			number(rounded(division)),
			number(rounded(licence)),
		]),
	];
}

function price(): Table {
	const rows = SIZES.map((size) => {
		const { month, perThousand, marginalPerThousand } = priceOf(size);
		return [
			number(size),
			...[month, perThousand, marginalPerThousand].map((one) => one.toFixed(2)),
		];
	});
	return [["shipments a month", "$ a month", "$ per 1,000", "$ of the next 1,000"], ...rows];
}

function named(values: Record<string, unknown>): Table {
	const rows = Object.entries(values).flatMap(([name, value]) =>
		typeof value === "number" ? [[`\`${name}\``, number(Math.round(value * 1_000) / 1_000)]] : [],
	);
	return [["name", "value"], ...rows];
}

function number(value: number): string {
	return value.toLocaleString("en-US", { maximumFractionDigits: 3 });
}

/** To two digits that count: more would say more than is known. */
function rounded(value: number): number {
	const unit = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
	return Math.floor(value / unit) * unit;
}

function percent(share: number): string {
	return share > 0 && share < 0.01 ? "< 1 %" : `${number(Math.round(share * 100))} %`;
}
