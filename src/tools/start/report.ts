import type { Api } from "./api.ts";
import type { Division } from "./connect.ts";
import type { LogSummary } from "./twin.ts";

type Order = {
	divisionId: string;
	state: string;
	readiness: { ready: boolean; reasons: { code: string }[] };
};
type Shipment = {
	divisionId: string;
	status: string;
	reason: { code: string } | null;
	writeBack: { state: string } | null;
};

/** The closing table: what was read, shipped, blocked and written, division by division, and what it cost. */
export async function report(
	api: Api,
	divisions: readonly Division[],
	calls: { before: LogSummary; after: LogSummary; fedex: LogSummary },
): Promise<string> {
	const orders = await readAll<Order>(api, "/api/v1/orders");
	const shipments = await readAll<Shipment>(api, "/api/v1/shipments");
	const rows = divisions.map((division) => {
		const own = shipments.filter((shipment) => shipment.divisionId === division.id);
		const ownOrders = orders.filter((order) => order.divisionId === division.id);
		const labelled = own.filter((shipment) => shipment.status === "labelled").length;
		const used = callsOf(calls, `${division.region}/${division.code}`);
		return {
			division: division.name,
			orders: ownOrders.length,
			labels: labelled,
			blocked: own.filter((shipment) => shipment.status === "blocked").length,
			"not ready": ownOrders.filter((order) => order.state === "not_ready").length,
			documents: own.filter((shipment) => shipment.writeBack?.state === "written").length,
			"reads/order": perOrder(used.read, ownOrders.length),
			"writes/label": perOrder(used.write, labelled),
		};
	});
	const read = rows.reduce((sum, row) => sum + row["reads/order"] * row.orders, 0);
	const lines = [
		table(rows),
		"",
		reasons(
			"Blocked",
			shipments.flatMap((shipment) =>
				shipment.status === "blocked" && shipment.reason ? [shipment.reason.code] : [],
			),
		),
		reasons(
			"Not ready",
			orders.flatMap((order) =>
				order.state === "not_ready"
					? order.readiness.reasons.slice(0, 1).map((reason) => reason.code)
					: [],
			),
		),
		`Exact calls since the release: ${perOrder(read, orders.length)} reads per order; broken rules: ${list(calls.after.broken)}`,
		`FedEx: ${list(byOperation(calls.fedex.counts))}; broken rules: ${list(calls.fedex.broken)}`,
	];
	return lines.join("\n");
}

export async function readAll<T>(api: Api, path: string): Promise<T[]> {
	const items: T[] = [];
	let cursor: string | null = null;
	do {
		const page: { items: T[]; nextCursor: string | null } = await api.get(
			`${path}?limit=200${cursor === null ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
		);
		items.push(...page.items);
		cursor = page.nextCursor;
	} while (cursor !== null);
	return items;
}

function callsOf(
	calls: { before: LogSummary; after: LogSummary },
	scope: string,
): { read: number; write: number } {
	const used = { read: 0, write: 0 };
	for (const [key, count] of Object.entries(calls.after.counts)) {
		const since = count - (calls.before.counts[key] ?? 0);
		if (key.startsWith(`${scope} read.`)) {
			used.read += since;
		} else if (key.startsWith(`${scope} write.`)) {
			used.write += since;
		}
	}
	return used;
}

function byOperation(counts: Record<string, number>): Record<string, number> {
	const sums: Record<string, number> = {};
	for (const [key, count] of Object.entries(counts)) {
		const operation = key.split(" ").at(-1) ?? key;
		sums[operation] = (sums[operation] ?? 0) + count;
	}
	return sums;
}

function reasons(title: string, codes: readonly string[]): string {
	const counts: Record<string, number> = {};
	for (const code of codes) {
		counts[code] = (counts[code] ?? 0) + 1;
	}
	return `${title}: ${list(counts)}`;
}

function list(counts: Record<string, number>): string {
	const parts = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
	return parts.length === 0 ? "none" : parts.join(", ");
}

function perOrder(calls: number, orders: number): number {
	return orders === 0 ? 0 : Math.round((calls / orders) * 1_000) / 1_000;
}

export function table(rows: readonly Record<string, string | number>[]): string {
	const columns = Object.keys(rows[0] ?? {});
	const widths = columns.map((column) =>
		Math.max(column.length, ...rows.map((row) => String(row[column]).length)),
	);
	const line = (cells: readonly (string | number)[]) =>
		cells
			.map((cell, at) =>
				typeof cell === "number"
					? String(cell).padStart(widths[at] ?? 0)
					: cell.padEnd(widths[at] ?? 0),
			)
			.join("  ");
	return [
		line(columns),
		widths.map((width) => "-".repeat(width)).join("  "),
		...rows.map((row) => line(columns.map((column) => row[column] ?? ""))),
	].join("\n");
}
