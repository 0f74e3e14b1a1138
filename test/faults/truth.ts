import type { DemoAccount, DemoDivision } from "../../src/tools/start/connect.ts";
import { type LogSummary, twinGet } from "../../src/tools/start/twin.ts";
import type { TruthDocument, TruthOrder, TruthShipment } from "../whole/twins.ts";
import { URLS } from "./addresses.ts";

/** What the simulators know; every count of a run is taken here, never from the connector's own records. */
export type MadeShipment = TruthShipment & { createdAt: string };

export type Truth = {
	now: number;
	orders: TruthOrder[];
	documents: TruthDocument[];
	/** By order, `<region>/<order number>`. */
	shipments: Map<string, MadeShipment[]>;
	exactLog: LogSummary;
	fedexLog: LogSummary;
};

export async function readTruth(): Promise<Truth> {
	const [{ now }, { orders }, { documents }, shipments, exactLog, fedexLog] = await Promise.all([
		twinGet<{ now: string }>(URLS.exact, "clock"),
		twinGet<{ orders: TruthOrder[] }>(URLS.exact, "orders"),
		twinGet<{ documents: TruthDocument[] }>(URLS.exact, "documents"),
		readShipments(),
		twinGet<LogSummary>(URLS.exact, "log?summary=1"),
		twinGet<LogSummary>(URLS.fedex, "log?summary=1"),
	]);
	return { now: Date.parse(now), orders, documents, shipments, exactLog, fedexLog };
}

/** What FedEx has made, by order. */
export async function readShipments(): Promise<Truth["shipments"]> {
	const [{ shipments }, { accounts }, { divisions }] = await Promise.all([
		twinGet<{ shipments: MadeShipment[] }>(URLS.fedex, "shipments"),
		twinGet<{ accounts: Record<string, DemoAccount> }>(URLS.fedex, "demo"),
		twinGet<{ divisions: DemoDivision[] }>(URLS.exact, "demo"),
	]);
	const regions = new Map(
		divisions.map(({ connection, fedexCountry }) => [
			accounts[fedexCountry]?.accountNumber,
			connection.region,
		]),
	);
	return Map.groupBy(
		shipments,
		({ account, reference }) => `${regions.get(account)}/${reference.split("-")[0]}`,
	);
}

export function keyOfOrder({
	region,
	orderNumber,
}: {
	region: string;
	orderNumber: number;
}): string {
	return `${region}/${orderNumber}`;
}

export function uncancelled(shipments: readonly MadeShipment[]): MadeShipment[] {
	return shipments.filter(({ cancelledAt }) => cancelledAt === null);
}

/** How long two of them were there at once at the most, in seconds of the simulators' clock. */
export function longestOverlapSeconds(shipments: readonly MadeShipment[], now: number): number {
	const lives = shipments.map(({ createdAt, cancelledAt }) => ({
		from: Date.parse(createdAt),
		to: cancelledAt === null ? now : Date.parse(cancelledAt),
	}));
	let longest = 0;
	for (const [at, life] of lives.entries()) {
		for (const other of lives.slice(at + 1)) {
			longest = Math.max(longest, Math.min(life.to, other.to) - Math.max(life.from, other.from));
		}
	}
	return Math.round(longest / 1_000);
}
