import { and, eq, inArray, sql } from "drizzle-orm";

import { utcDay } from "../lib/days.ts";
import { newId } from "../lib/ids.ts";
import { PARCELS, SHIPMENTS } from "../shipping/model/freshness.ts";
import { turnOf } from "../shipping/model/write-back-turn.ts";
import type { Outcome } from "../shipping/ports/changes.ts";
import type { Confirmation } from "../shipping/ports/shipments.ts";
import type { WriteBackDraft } from "../shipping/ports/write-backs.ts";
import { addCounts } from "./counts.ts";
import type { Database } from "./database.ts";
import { countLabelTime } from "./label-times.ts";
import { addLifeCounts } from "./life-counts.ts";
import { moveShipment, setAttempt } from "./move-shipment.ts";
import { printsOfLabel } from "./print-jobs.ts";
import { reserveWithLabel } from "./returns.ts";
import {
	fedexAccounts,
	documents,
	packages,
	shipments,
	trackingGroups,
	writeBacks,
} from "./schema.ts";
import { newsStatements } from "./tracking-news.ts";
import { numberOfLabel } from "./tracking-numbers.ts";
import { replaceLabelFile, wantLabelFile } from "./write-back-files.ts";

/** `creating → labelled`, with everything that the answer brought and what is due next. */
export async function confirmShipment(db: Database, confirmation: Confirmation): Promise<Outcome> {
	const { shipment, booking, now } = confirmation;
	const { writeBack, decision } = confirmation;
	const groupId = newId("trg", now);
	return moveShipment(db, shipment, {
		to: "labelled",
		set: {
			trackingState: "label_made",
			reason: null,
			masterTrackingNumber: booking.masterTrackingNumber,
			transactionId: booking.transactionId,
			customerTransactionId: booking.customerTransactionId,
			chargeAmount: booking.charge?.amount ?? null,
			chargeCurrency: booking.charge?.currency ?? null,
			...(decision === undefined || decision === null ? {} : { decision }),
			labelledAt: now,
			dueAt: null,
			leasedUntil: null,
			failures: 0,
		},
		onlyIf: and(
			// A label that counts again is a move of its own, from `voiding`.
			inArray(shipments.status, ["creating", "unknown"]),
			eq(shipments.reference, confirmation.reference),
			// Once its cancellation was decided, an answer that comes late makes no label any more.
			sql`exists (select 1 from shipment_attempts a where a.shipment_id = ${shipment.id}
				and a.number = ${shipment.attemptNumber} and a.reference = ${confirmation.reference}
				and a.state in ('sent', 'lost'))`,
		),
		action: "shipment.labelled",
		transactionId: booking.transactionId,
		details: {
			number: shipment.attemptNumber,
			reference: confirmation.reference,
			trackingNumbers: booking.packages.map((piece) => piece.trackingNumber),
			charge: booking.charge,
			...(decision === undefined || decision === null ? {} : { decision: decision.code }),
			documents: confirmation.documents.map((document) => document.sha256),
		},
		now,
		also: [
			setAttempt(db, shipment, {
				state: "confirmed",
				transactionId: booking.transactionId,
				endedAt: now,
				lookDueAt: null,
				lookLeasedUntil: null,
				trackingNumbers: booking.packages.map((piece) => piece.trackingNumber),
			}),
			sql`
				insert into ${packages} (shipment_id, sequence, weight_grams, tracking_number,
					tracking_group_id, tracking_state)
				select ${shipment.id}, value ->> 'sequence', 0, value ->> 'trackingNumber', ${groupId},
					'label_made'
				from json_each(${JSON.stringify(booking.packages)}) where true
				on conflict (shipment_id, sequence) do update set tracking_number = excluded.tracking_number,
					tracking_group_id = excluded.tracking_group_id, tracking_state = excluded.tracking_state,
					tracking_unique_id = null, last_event_at = null, expected_delivery_at = null,
					expected_day_at = null, scans_print = null`,
			// A group of its own, which the first look packs together with others of its time.
			db.insert(trackingGroups).values({
				id: groupId,
				fedexAccountId: shipment.fedexAccountId,
				pace: confirmation.firstLook.pace,
				members: booking.packages.length,
				dueAt: confirmation.firstLook.at,
				createdAt: now,
				updatedAt: now,
			}),
			sql`
				insert into ${documents} (id, shipment_id, attempt_number, package_sequence, kind, content_type,
					bytes, sha256, key, created_at)
				select value ->> 'id', ${shipment.id}, ${shipment.attemptNumber}, value ->> 'packageSequence',
					value ->> 'kind', value ->> 'contentType', value ->> 'bytes', value ->> 'sha256',
					value ->> 'key', ${now}
				from json_each(${JSON.stringify(confirmation.documents)}) where true on conflict do nothing`,
			printsOfLabel(
				{
					shipmentId: shipment.id,
					attemptNumber: shipment.attemptNumber,
					divisionId: shipment.divisionId,
				},
				now,
			),
			...(writeBack === null
				? []
				: [
						db
							.insert(writeBacks)
							.values({
								id: writeBack.id,
								subject: writeBack.subject,
								body: writeBack.body,
								accountId: writeBack.accountId,
								divisionId: shipment.divisionId,
								shipmentId: shipment.id,
								kind: "document",
								state: "due",
								orderNumber: shipment.orderNumber,
								dueAt: now,
								turnAt: turnOf("new", now),
								correlationId: shipment.correlationId,
								createdAt: now,
								updatedAt: now,
							})
							.onConflictDoNothing(),
						...(shipment.attemptNumber === 1
							? []
							: [
									...retold(confirmation, writeBack),
									replaceLabelFile(shipment.id, shipment.attemptNumber, now),
									wantLabelFile(shipment.id, now),
								]),
						...(shipment.exactDeliveryId === null && shipment.attemptNumber === 1
							? []
							: numberOfLabel(shipment.id, booking.masterTrackingNumber, now)),
					]),
			db
				.update(fedexAccounts)
				.set({ uncertainInARow: 0 })
				.where(
					and(
						eq(fedexAccounts.id, shipment.fedexAccountId),
						sql`${fedexAccounts.uncertainInARow} > 0`,
					),
				),
			addCounts(utcDay(now), [
				{ scope: `division:${shipment.divisionId}`, name: "labels", count: 1 },
			]),
			...addLifeCounts(
				shipment.divisionId,
				[
					{ name: SHIPMENTS, count: 1 },
					{ name: PARCELS, count: booking.packages.length },
				],
				now,
			),
			countLabelTime(shipment.id, now),
			...(confirmation.returnLabel === undefined || confirmation.returnLabel === null
				? []
				: reserveWithLabel(shipment.id, confirmation.returnLabel, {
						now,
						actor: "system",
						correlationId: shipment.correlationId,
					})),
		],
	});
}

/** The Document of a label before this one tells of this one from now on. */
function retold({ shipment, now }: Confirmation, { body, bodyHash }: WriteBackDraft) {
	const document = { body, bodyHash, urgency: "new" as const };
	return newsStatements([{ shipmentId: shipment.id, events: [], parcels: [], document }], now);
}
