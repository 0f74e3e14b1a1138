import { sql } from "drizzle-orm";

import type { Division } from "../shipping/ports/divisions.ts";
import type { Reservation } from "../shipping/ports/orders.ts";
import { auditMany } from "./audit.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { splitForBinding } from "./json-parameter.ts";
import { FIRST_RETURN_SEQUENCE } from "./returns.ts";

/**
 * Reserves orders and creates their shipments, each whole in one batch. The reservation's key decides: where one
 * exists, for the sequence or for the goods delivery, the shipment of this run is not created, nor anything below it.
 */
export async function reserveShipments(
	db: Database,
	division: Pick<Division, "id" | "version">,
	reservations: readonly Reservation[],
	now: number,
): Promise<void> {
	const rows = reservations.map((reservation) => toRow(reservation, now));
	// An order's shipments of one judgement share its lines, so they never travel apart.
	const byOrder = [...Map.groupBy(rows, (row) => row.orderId).values()];
	for (const part of splitForBinding(byOrder)) {
		await reserveRows(db, division, part.flat(), now);
	}
}

type Row = ReturnType<typeof toRow>;

async function reserveRows(
	db: Database,
	division: Pick<Division, "id" | "version">,
	given: readonly Row[],
	now: number,
): Promise<void> {
	const { id: divisionId } = division;
	const rows = JSON.stringify(given);
	const mine = sql`exists (select 1 from shipment_orders r where r.shipment_id = given.value ->> 'shipmentId')`;
	await runBatch(db, [
		sql`
			insert into shipment_orders (division_id, exact_order_id, sequence, order_id, shipment_id,
				exact_delivery_id)
			select ${divisionId}, value ->> 'exactOrderId', value ->> 'sequence', value ->> 'orderId',
				value ->> 'shipmentId', value ->> 'exactDeliveryId'
			from json_each(${rows})
			-- A hold or other settings that came in meanwhile stop it.
			where exists (select 1 from divisions
				where id = ${divisionId} and mode = 'live' and version = ${division.version})
				-- Another run reserved with lines that it may have shared out otherwise.
				and not exists (select 1 from shipment_orders r
					where r.division_id = ${divisionId} and r.exact_order_id = value ->> 'exactOrderId'
						and r.sequence >= value ->> 'firstSequence'
						and r.sequence < ${FIRST_RETURN_SEQUENCE})
			on conflict do nothing`,
		sql`
			insert into shipments (id, division_id, fedex_account_id, order_id, exact_order_id, order_number,
				sequence, exact_delivery_id, status, reason, plan, service, cost_centre, billed_to, due_at,
				correlation_id, created_at, updated_at)
			select value ->> 'shipmentId', ${divisionId}, value ->> 'fedexAccountId', value ->> 'orderId',
				value ->> 'exactOrderId', value ->> 'orderNumber', value ->> 'sequence',
				value ->> 'exactDeliveryId', value ->> 'status', value ->> 'reason', value ->> 'plan',
				value ->> 'service', value ->> 'costCentre', value ->> 'billedTo', value ->> 'dueAt',
				value ->> 'correlationId', ${now}, ${now}
			from json_each(${rows}) as given where ${mine} on conflict do nothing`,
		sql`
			insert into shipment_lines (shipment_id, order_id, exact_line_id, line_number, item_code,
				description, quantity, delivered_before)
			select given.value ->> 'shipmentId', given.value ->> 'orderId', line.value ->> 'exactLineId',
				line.value ->> 'lineNumber', line.value ->> 'itemCode', line.value ->> 'description',
				line.value ->> 'quantity', line.value ->> 'deliveredBefore'
			from json_each(${rows}) as given, json_each(given.value, '$.lines') as line
			where ${mine} on conflict do nothing`,
		sql`
			insert into packages (shipment_id, sequence, weight_grams)
			select given.value ->> 'shipmentId', piece.value ->> 'sequence', piece.value ->> 'weightGrams'
			from json_each(${rows}) as given, json_each(given.value, '$.packages') as piece
			where ${mine} on conflict do nothing`,
		auditMany(
			given.map((row) => ({
				at: now,
				actor: "system",
				action: "shipment.reserved",
				subject: `shipment:${row.shipmentId}`,
				version: 1,
				correlationId: row.correlationId,
				details: {
					orderId: row.orderId,
					sequence: row.sequence,
					...(row.exactDeliveryId === null ? {} : { exactDeliveryId: row.exactDeliveryId }),
					status: row.status,
					...(row.code === null ? {} : { code: row.code }),
				},
			})),
			sql`exists (select 1 from shipments s where s.id = substr(value ->> 'subject', length('shipment:') + 1))`,
		),
	]);
}

function toRow(reservation: Reservation, now: number) {
	const { outcome, ...rest } = reservation;
	const plan = "plan" in outcome ? outcome.plan : null;
	return {
		...rest,
		status: plan === null ? "blocked" : "planned",
		code: "reason" in outcome ? outcome.reason.code : null,
		reason: "reason" in outcome ? JSON.stringify(outcome.reason) : null,
		plan: plan === null ? null : JSON.stringify(plan),
		service: plan?.service ?? null,
		billedTo: plan?.transport.by ?? null,
		dueAt: plan === null ? null : now,
		lines: plan?.lines ?? [],
		packages: plan?.packages ?? [],
	};
}
