import { sql } from "drizzle-orm";

import type { Database } from "../../src/db/database.ts";
import type { World } from "./world.ts";

/** What a run came to: freshness, costs and whether anything was written other than once. */
export type Outcome = {
	shipments: number;
	labelled: number;
	parcels: number;
	delivered: number;
	returned: number;
	open: number;
	asked: number;
	freshness: Record<
		"pickUp" | "inTransit" | "fromOutForDelivery" | "toExact" | "labelToDocument",
		Shares
	>;
	trackCalls: number;
	trackNumbersPerCall: number;
	trackCallsPerParcel: number;
	trackCallsOfFullestDay: number;
	exact: { read: number; post: number; put: number };
	exactPerShipment: { read: number; post: number; put: number };
	exactOfFullestDay: { division: number; licence: number };
	refused: { minute: number; day: number; licence: number };
	documents: {
		count: number;
		postedTwice: number;
		deliveredTold: number;
		toldNotOnce: number;
		notTold: number;
	};
};

/** In minutes. */
export type Shares = { count: number; p50: number; p95: number; max: number };

export async function measure({ db, fedex, exact, scenario }: World): Promise<Outcome> {
	const [counts] = await db.all<Record<string, number>>(sql`
		select count(*) as all_, count(*) filter (where status = 'labelled') as labelled,
			count(*) filter (where tracking_state = 'delivered') as delivered,
			count(*) filter (where tracking_state = 'returned') as returned,
			count(*) filter (where decision is not null) as asked
		from shipments`);
	const of = (name: string) => counts?.[name] ?? 0;
	const parcels = (
		await db.get<{ count: number }>(sql`
		select count(*) as count from packages where tracking_number is not null`)
	).count;
	const delay = (which: string) => delays(db, which);
	const documents = [...exact.documents.values()];
	const ids = new Map<string, number>();
	for (const { subject } of documents) {
		ids.set(subject, (ids.get(subject) ?? 0) + 1);
	}
	const labelled = await db.all<{
		id: string;
		orderNumber: number;
		state: string;
		at: number;
		told: number | null;
	}>(sql`
		select s.id, s.order_number as orderNumber, s.tracking_state as state, s.labelled_at as at,
			(select max(e.at) from tracking_events e where e.shipment_id = s.id and e.state = 'delivered') as told
		from shipments s where s.status = 'labelled'`);
	const bySubject = new Map(documents.map((document) => [document.subject, document]));
	const toExact: number[] = [];
	const labelToDocument: number[] = [];
	let toldNotOnce = 0;
	let notTold = 0;
	for (const { id, orderNumber, state, at, told } of labelled) {
		const document = bySubject.get(`FedEx ${orderNumber} ${id}`);
		if (document === undefined) {
			notTold += 1;
			continue;
		}
		labelToDocument.push(document.postedAt - at);
		const expected = state === "delivered" ? 1 : 0;
		toldNotOnce += document.tellsDelivery === expected ? 0 : 1;
		if (document.deliveryToldAt !== null && told !== null) {
			toExact.push(document.deliveryToldAt - told);
		}
	}
	const totals = { read: 0, post: 0, put: 0 };
	let fullestDay = 0;
	for (const { days } of exact.divisions.values()) {
		for (const calls of days.values()) {
			totals.read += calls.read;
			totals.post += calls.post;
			totals.put += calls.put;
			fullestDay = Math.max(fullestDay, calls.read + calls.post + calls.put);
		}
	}
	const perShipment = (calls: number) => calls / Math.max(1, of("labelled"));
	return {
		shipments: scenario.shipments,
		labelled: of("labelled"),
		parcels,
		delivered: of("delivered"),
		returned: of("returned"),
		open: of("labelled") - of("delivered") - of("returned"),
		asked: of("asked"),
		freshness: {
			pickUp: await delay("code = 'PU'"),
			inTransit: await delay("state = 'in_transit' and code <> 'PU'"),
			fromOutForDelivery: await delay(
				"code in ('OD', 'DE') or (code = 'DL' and location <> 'ZWOLLE, NL')",
			),
			toExact: sharesOf(toExact),
			labelToDocument: sharesOf(labelToDocument),
		},
		trackCalls: fedex.counted.trackCalls,
		trackNumbersPerCall: fedex.counted.numbersAsked / Math.max(1, fedex.counted.trackCalls),
		trackCallsPerParcel: fedex.counted.trackCalls / Math.max(1, parcels),
		trackCallsOfFullestDay: Math.max(0, ...fedex.callsByDay.values()),
		exact: totals,
		exactPerShipment: {
			read: perShipment(totals.read),
			post: perShipment(totals.post),
			put: perShipment(totals.put),
		},
		exactOfFullestDay: {
			division: fullestDay,
			licence: Math.max(0, ...exact.licenceDays.values()),
		},
		refused: exact.refused,
		documents: {
			count: documents.length,
			postedTwice: [...ids.values()].filter((count) => count > 1).length,
			deliveredTold: documents.filter(({ tellsDelivery }) => tellsDelivery > 0).length,
			toldNotOnce,
			notTold,
		},
	};
}

async function delays(db: Database, which: string): Promise<Shares> {
	const rows = await db.all<{ ms: number }>(
		sql`select created_at - at as ms from tracking_events where ${sql.raw(which)}`,
	);
	return sharesOf(rows.map(({ ms }) => ms));
}

export function sharesOf(delaysMs: readonly number[]): Shares {
	const sorted = delaysMs.toSorted((left, right) => left - right);
	const at = (share: number) =>
		(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) / 60_000;
	return { count: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1) };
}
