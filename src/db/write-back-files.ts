import { type SQL, sql } from "drizzle-orm";

import { newId } from "../lib/ids.ts";
import { turnOf } from "../shipping/model/write-back-turn.ts";
import type { DueWriteBack, FilePart } from "../shipping/ports/write-backs.ts";
import type { Database } from "./database.ts";

/**
 * Files that hang on a shipment's Document in Exact: one write-back each, whose `body` says what is to hang there (of a
 * label the number of the attempt, of a proof its document) and is empty where nothing is to hang there any more.
 * Another one replaces the one before it: that is deleted first, so that never two labels hang there.
 */

/** The Document stands in Exact: its label follows, where the division wants that and the label still counts. */
export function wantLabelFile(shipmentId: string, now: number): SQL {
	return sql`
		insert into write_backs (id, division_id, shipment_id, kind, state, subject, body, order_number, due_at,
			turn_at, correlation_id, created_at, updated_at)
		select ${newId("wrb", now)}, s.division_id, s.id, 'label-file', 'due',
			'FedEx label ' || s.order_number || ' ' || s.id || '.pdf', s.attempt_number, s.order_number,
			${now}, ${turnOf("new", now)}, s.correlation_id, ${now}, ${now}
		from shipments s join divisions d on d.id = s.division_id
		where s.id = ${shipmentId} and s.status = 'labelled'
			and s.tracking_state not in ('delivered', 'returned')
			and d.settings ->> '$.writeBack.attachLabel'
			and exists (select 1 from write_backs w where w.shipment_id = s.id and w.kind = 'document'
				and w.exact_document_id is not null)
		on conflict do nothing`;
}

/** Another label of the shipment hangs there from now on, or none, where it was taken back. */
export function replaceLabelFile(shipmentId: string, attempt: number | null, now: number): SQL {
	const body = attempt === null ? "" : String(attempt);
	// What is void must not be printed, so nothing goes before it.
	const turnAt = turnOf(attempt === null ? "outcome" : "new", now);
	return sql`
		update write_backs set body = ${body},
			written_hash = case when state in ('writing', 'doubtful') then '' else written_hash end,
			due_at = case when state in ('written', 'failed', 'due') then ${now} else due_at end,
			turn_at = case when state in ('written', 'failed') then ${turnAt} else min(turn_at, ${turnAt}) end,
			failures = case when state in ('written', 'failed') then 0 else failures end,
			reason = case when state = 'failed' then null else reason end,
			version = version + (state in ('written', 'failed')),
			state = case when state in ('written', 'failed') then 'due' else state end,
			updated_at = ${now}
		where shipment_id = ${shipmentId} and kind = 'label-file' and body <> ${body}`;
}

/** What waited for the Document has one now. */
export function wakeFiles(shipmentId: string, now: number): SQL {
	return sql`
		update write_backs set due_at = ${now}
		where shipment_id = ${shipmentId} and kind in ('label-file', 'proof-file') and state = 'due'
			and due_at > ${now}`;
}

/** The Document is gone, and all that hung on it: the next one gets it again. */
export function resetFiles(shipmentId: string, now: number): SQL {
	return sql`
		update write_backs set exact_document_id = null, written_hash = null, state = 'due', due_at = ${now},
			failures = 0, reason = null, version = version + 1, updated_at = ${now}
		where shipment_id = ${shipmentId} and kind in ('label-file', 'proof-file')
			and state in ('written', 'failed', 'due') and (leased_until is null or leased_until <= ${now})`;
}

/** Whether a label of the shipment hangs in Exact, or may. */
export function hasLabelInExact(shipmentId: string): SQL {
	return sql`exists (select 1 from write_backs label_file where label_file.shipment_id = ${shipmentId}
		and label_file.kind = 'label-file' and (label_file.exact_document_id is not null
			or label_file.state in ('writing', 'doubtful')))`;
}

export async function listFileParts(db: Database, row: DueWriteBack): Promise<FilePart[]> {
	return db.all<FilePart>(
		row.kind === "label-file"
			? sql`
				select key, content_type as contentType, bytes from documents
				where shipment_id = ${row.shipmentId} and attempt_number = ${Number(row.body)}
					and kind = 'label' and revoked_at is null
				order by package_sequence, id`
			: sql`select key, content_type as contentType, bytes from documents where id = ${row.body}`,
	);
}
