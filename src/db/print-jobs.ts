import { and, eq, type SQL, sql } from "drizzle-orm";

import { newId } from "../lib/ids.ts";
import type { DuePrint, PrintStore } from "../shipping/ports/printing.ts";
import { auditMany } from "./audit.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import { printJobs } from "./schema.ts";
import { transition } from "./transition.ts";

/**
 * For the batch of a label: its papers are to be printed, where anything prints at all. Labels for the way back are
 * not: one that lies beside the other label could be stuck on the box. A person prints them.
 */
export function printsOfLabel(
	of: { shipmentId: string; attemptNumber: number; divisionId: string },
	now: number,
): SQL {
	return sql`
		insert into print_jobs (id, division_id, shipment_id, attempt_number, document_id, copy, due_at,
			created_at)
		select ${newId("prj", now).slice(0, 14)} || upper(hex(randomblob(6))), ${of.divisionId},
			d.shipment_id, d.attempt_number, d.id, 1, ${now}, ${now}
		from documents d join shipments s on s.id = d.shipment_id
		where d.shipment_id = ${of.shipmentId} and d.attempt_number = ${of.attemptNumber}
			and s.kind = 'outbound' and exists (select 1 from print_stations)
		order by d.package_sequence = 0, d.package_sequence, d.kind <> 'label', d.key
		on conflict do nothing`;
}

export function createPrintStore(db: Database): PrintStore {
	return {
		async listDue(of, { now, limit }) {
			const which =
				"shipmentId" in of
					? sql`p.shipment_id = ${of.shipmentId} and p.due_at is not null`
					: sql`p.division_id = ${of.divisionId} and p.due_at <= ${now}`;
			const rows = await db.all<Omit<DuePrint, "isPrintable"> & { isPrintable: number }>(sql`
				select p.id, p.station_id as stationId, p.division_id as divisionId, p.failures,
					coalesce(g.warehouse_code, o.warehouse_code) as warehouseCode,
					p.document_id as documentId, p.shipment_id as shipmentId,
					p.attempt_number as attemptNumber, s.order_number as orderNumber,
					s.exact_order_id as exactOrderId, s.exact_delivery_id as exactDeliveryId, s.sequence,
					d.package_sequence as packageSequence, d.key, p.copy, d.kind, d.content_type as contentType,
					p.created_at as createdAt, ${IS_PRINTABLE} as isPrintable
				from print_jobs p ${FACTS}
				where ${which} order by p.created_at, p.rowid limit ${limit}`);
			return rows.map((row) => ({ ...row, isPrintable: row.isPrintable === 1 }));
		},

		async assign(to) {
			await db.run(sql`
				update print_jobs set station_id = to_one.value ->> 'stationId'
				from json_each(${JSON.stringify(to)}) to_one
				where print_jobs.id = to_one.value ->> 'id'
					and print_jobs.station_id is to_one.value ->> 'from'`);
		},

		async settle(ids) {
			await db.run(
				sql`update print_jobs set due_at = null, failures = 0 where id in ${idsParameter(ids)}`,
			);
		},

		async postpone(ids, dueAt) {
			await db.run(
				sql`update print_jobs set due_at = ${dueAt}, failures = failures + 1
					where id in ${idsParameter(ids)} and due_at is not null`,
			);
		},

		async addCopies(documentId, to, change) {
			const ids = Array.from({ length: to.copies }, () => newId("prj", change.now));
			await runBatch(db, [
				sql`insert into print_jobs (id, division_id, shipment_id, attempt_number, document_id, copy,
						station_id, due_at, created_at)
					select j.value, s.division_id, s.id, ${to.attemptNumber}, ${documentId},
						coalesce((select max(copy) from print_jobs where document_id = ${documentId}
							and shipment_id = s.id and attempt_number = ${to.attemptNumber}), 1) + j.key + 1,
						${to.stationId}, ${change.now}, ${change.now}
					from shipments s, json_each(${JSON.stringify(ids)}) j where s.id = ${to.shipmentId}`,
				sql`insert into audit_events (id, at, actor, action, subject, version, correlation_id, details,
						applied)
					select 'aud_' || upper(hex(randomblob(11))), ${change.now}, ${change.actor},
						'print_job.asked', 'print_job:' || id, 1, ${change.correlationId},
						json_object('stationId', station_id, 'documentId', document_id, 'copy', copy), 1
					from print_jobs where id in ${idsParameter(ids)}`,
			]);
		},

		async noteDecision(jobId, decision, change) {
			const row = await db.query.printJobs.findFirst({
				columns: { version: true, stationId: true },
				where: eq(printJobs.id, jobId),
			});
			const audit = {
				at: change.now,
				actor: change.actor,
				action: "print_job.decided",
				subject: `print_job:${jobId}`,
				correlationId: change.correlationId,
			};
			if (row === undefined) {
				// Its row was pruned, or the database was put back; the station has it all the same.
				await runBatch(db, [auditMany([{ ...audit, version: change.now, details: { decision } }])]);
				return "done";
			}
			return transition(db, {
				update: db
					.update(printJobs)
					.set({ version: sql`version + 1` })
					.where(and(eq(printJobs.id, jobId), eq(printJobs.version, row.version))),
				audit: {
					...audit,
					version: row.version + 1,
					details: { decision, stationId: row.stationId },
				},
			});
		},

		async listStationsOf({ shipmentId, attemptNumber }) {
			const rows = await db.all<{ stationId: string }>(sql`
				select distinct station_id as stationId from print_jobs
				where shipment_id = ${shipmentId} and attempt_number = ${attemptNumber}
					and station_id is not null`);
			return rows.map(({ stationId }) => stationId);
		},
	};
}

const FACTS = sql`
	join documents d on d.id = p.document_id
	join shipments s on s.id = p.shipment_id
	join divisions v on v.id = s.division_id
	left join orders o on o.id = s.order_id
	left join goods_deliveries g on g.division_id = s.division_id
		and g.exact_delivery_id = s.exact_delivery_id
	left join fedex_accounts a on a.id = s.fedex_account_id`;

/** What a link to it asks too, and that a label which FedEx would not take comes out of no warehouse's printer. */
const IS_PRINTABLE = sql`(
	d.revoked_at is null and s.status = 'labelled' and d.attempt_number = s.attempt_number
	and (a.environment = 'production' or coalesce(v.settings ->> 'testDivision', 0) = 1))`;

export type HandOverDocument = {
	id: string;
	key: string;
	contentType: string;
	shipmentId: string;
	attemptNumber: number;
	isPrintable: boolean;
};

/** What is asked at the very moment in which a station gets the bytes. */
export async function findForPrinting(
	db: Database,
	documentId: string,
): Promise<HandOverDocument | undefined> {
	const rows = await db.all<Omit<HandOverDocument, "isPrintable"> & { isPrintable: number }>(sql`
		select d.id, d.key, d.content_type as contentType, d.shipment_id as shipmentId,
			d.attempt_number as attemptNumber,
			${IS_PRINTABLE} as isPrintable
		from documents d
		join shipments s on s.id = d.shipment_id
		join divisions v on v.id = s.division_id
		left join fedex_accounts a on a.id = s.fedex_account_id
		where d.id = ${documentId}`);
	return rows[0] && { ...rows[0], isPrintable: rows[0].isPrintable === 1 };
}
