import { LIMITS } from "../../src/shipping/model/limits.ts";
import { LICENCE_DAY_CALLS } from "./exact-side.ts";
import type { Outcome } from "./measure.ts";

export type Check = { name: string; measured: string; limit: string; isKept: boolean };

const UNUSED_LABELS_MAX = 0.01;

/** What the simulation has to show; each is a hard limit. */
export function checksOf(outcome: Outcome): Check[] {
	const { freshness, exactPerShipment, exactOfFullestDay, documents, refused } = outcome;
	const atMost = (name: string, measured: number, limit: number, unit = "") => ({
		name,
		measured: `${round(measured)}${unit}`,
		limit: `≤ ${limit}${unit}`,
		isKept: measured <= limit,
	});
	const exactly = (name: string, measured: number, limit: number) => ({
		name,
		measured: String(round(measured, 4)),
		limit: `= ${round(limit, 4)}`,
		isKept: Math.abs(measured - limit) < 1e-9,
	});
	const ended = outcome.delivered + outcome.returned;
	return [
		exactly("orders that became a label", outcome.labelled, outcome.shipments),
		atMost(
			"shipments whose parcels came to no end",
			outcome.open,
			Math.ceil(outcome.labelled * UNUSED_LABELS_MAX),
		),
		exactly("of these, asked about", outcome.asked, outcome.open),
		below("scan to D1 in transit, p95", freshness.inTransit.p95, 120),
		below("scan to D1 from out for delivery on, p95", freshness.fromOutForDelivery.p95, 20),
		atMost("label to Document, p95", freshness.labelToDocument.p95, 5, " min"),
		atMost("Track calls a parcel over its life", outcome.trackCallsPerParcel, 2),
		exactly("Documents posted a shipment", exactPerShipment.post, 1),
		exactly("updates of Documents a shipment", exactPerShipment.put, ended / outcome.labelled),
		atMost("Exact calls that read, a shipment", exactPerShipment.read, 0.25),
		atMost(
			"Exact calls of a division on its fullest day",
			exactOfFullestDay.division,
			LIMITS.exactDayCalls,
		),
		atMost(
			"Exact calls of the licence on its fullest day",
			exactOfFullestDay.licence,
			LICENCE_DAY_CALLS,
		),
		atMost(
			"Track calls of the account on its fullest day",
			outcome.trackCallsOfFullestDay,
			LIMITS.trackProjectDayCalls,
		),
		exactly(
			"calls beyond Exact's minute, day or licence",
			refused.minute + refused.day + refused.licence,
			0,
		),
		exactly("Documents posted twice", documents.postedTwice, 0),
		exactly("labels without a Document", documents.notTold, 0),
		exactly("deliveries not told exactly once", documents.toldNotOnce, 0),
		exactly("deliveries told", documents.deliveredTold, outcome.delivered),
	];
}

function below(name: string, measured: number, limit: number): Check {
	return {
		name,
		measured: `${round(measured)} min`,
		limit: `< ${limit} min`,
		isKept: measured < limit,
	};
}

export function round(value: number, places = 2): number {
	return Math.round(value * 10 ** places) / 10 ** places;
}
