import { sql, type SQLWrapper } from "drizzle-orm";

import { countsOfWaits } from "../shipping/model/freshness.ts";
import { turnOf } from "../shipping/model/write-back-turn.ts";
import type { ShipmentNews } from "../shipping/ports/tracking.ts";
import { splitForBinding } from "./json-parameter.ts";
import { addLifeCounts } from "./life-counts.ts";

/**
 * The statements that store what looks told, of a label that counts still; together with the move or the settlement that they belong to they are
 * one batch. An event is stored once however often FedEx tells it. A Document's text is replaced where the row
 * stands; what becomes of the row depends on its state:
 * - `written`: due again, unless that very text stands in Exact;
 * - `due`, `failed`: goes out, or is replayed, with the new text; one that waits keeps its place, or gets the better
 *   one of the new text, and then its waiting ends, since there may be room in the lane that it climbs into;
 * - `writing`, `doubtful`: marked with an empty hash, so that it is due again once it is known to stand in Exact.
 */
export function newsStatements(news: readonly ShipmentNews[], now: number): SQLWrapper[] {
	const events = news.flatMap((one) => one.events.map((event) => ({ ...event, ...labelOf(one) })));
	const parcels = news.flatMap((one) =>
		one.parcels.map((parcel) => ({ ...parcel, ...labelOf(one) })),
	);
	const documents = news.flatMap((one) =>
		one.document === null
			? []
			: [
					{
						...one.document,
						...labelOf(one),
						turnAt: turnOf(one.document.urgency, now),
					},
				],
	);
	return [
		...splitForBinding(events).map((rows) => insertEvents(rows, now)),
		...splitForBinding(parcels).map(updateParcels),
		...splitForBinding(documents).map((rows) => replaceTexts(rows, now)),
		...countWaits(news, now),
	];
}

function labelOf({ shipmentId, attemptNumber }: ShipmentNews) {
	return { shipmentId, attemptNumber };
}

/** A label may have been voided, or replaced by another, since its parcels were read: what they tell is nobody's then. */
const OF_A_LABEL_THAT_COUNTS = sql`(given.value ->> 'attemptNumber' is null or exists (
	select 1 from shipments s where s.id = given.value ->> 'shipmentId' and s.status = 'labelled'
		and s.attempt_number = given.value ->> 'attemptNumber'))`;

/** One counter for each kind and step that the scans are of. */
function countWaits(news: readonly ShipmentNews[], now: number): SQLWrapper[] {
	const ofDivisions = Map.groupBy(news, ({ divisionId }) => divisionId);
	return [...ofDivisions].flatMap(([divisionId, told]) =>
		divisionId === undefined
			? []
			: addLifeCounts(
					divisionId,
					countsOfWaits(
						told.flatMap(({ scansOf = [] }) =>
							scansOf.map(({ kind, at }) => ({ kind, waitedMs: now - at })),
						),
					),
					now,
				),
	);
}

function insertEvents(rows: readonly unknown[], now: number) {
	return sql`
		insert into tracking_events (shipment_id, package_sequence, event_key, at, code, exception_code, state,
			description, location, created_at)
		select given.value ->> 'shipmentId', given.value ->> 'packageSequence', given.value ->> 'eventKey',
			given.value ->> 'at', given.value ->> 'code', given.value ->> 'exceptionCode',
			given.value ->> 'state', given.value ->> 'description', given.value ->> 'location', ${now}
		from json_each(${JSON.stringify(rows)}) as given where ${OF_A_LABEL_THAT_COUNTS}
		on conflict do nothing`;
}

function updateParcels(rows: readonly unknown[]) {
	return sql`
		update packages set tracking_state = given.value ->> 'state',
			tracking_unique_id = given.value ->> 'uniqueId',
			last_event_at = given.value ->> 'lastEventAt',
			expected_delivery_at = given.value ->> 'expectedDeliveryAt',
			expected_day_at = given.value ->> 'expectedDayAt', scans_print = given.value ->> 'scansPrint'
		from json_each(${JSON.stringify(rows)}) as given
		where packages.shipment_id = given.value ->> 'shipmentId'
			and packages.sequence = given.value ->> 'sequence' and ${OF_A_LABEL_THAT_COUNTS}
			-- What is told late, or was read before a push came in, is older than what is known.
			and coalesce(given.value ->> 'lastEventAt', 0) >= coalesce(packages.last_event_at, 0)`;
}

function replaceTexts(rows: readonly unknown[], now: number) {
	return sql`
		update write_backs set body = given.value ->> 'body',
			written_hash = case when state in ('writing', 'doubtful') then '' else written_hash end,
			due_at = case when state = 'written' then ${now}
				when state = 'due' and given.value ->> 'turnAt' < turn_at then min(due_at, ${now})
				else due_at end,
			turn_at = case state when 'written' then given.value ->> 'turnAt'
				else min(turn_at, given.value ->> 'turnAt') end,
			failures = iif(state = 'written', 0, failures),
			news_at = case when state = 'written' or news_at is null then given.value ->> 'newsAt'
				else min(news_at, coalesce(given.value ->> 'newsAt', news_at)) end,
			version = version + (state = 'written'),
			state = case state when 'written' then 'due' else state end,
			updated_at = ${now}
		from json_each(${JSON.stringify(rows)}) as given
		where write_backs.shipment_id = given.value ->> 'shipmentId' and write_backs.kind = 'document'
			and ${OF_A_LABEL_THAT_COUNTS}
			and (state <> 'written' or written_hash is not given.value ->> 'bodyHash')`;
}
