import { asc, desc, eq, lt, lte, sql } from "drizzle-orm";

import type {
	ErasableOrder,
	Erasure,
	ErasureRequest,
	ErasureStore,
} from "../shipping/ports/keeping.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import type { PageRequest } from "./page.ts";
import { erasures } from "./schema.ts";
import { transition, transitionMany } from "./transition.ts";

/** Kinds of documents that the tax law has a company keep. */
const KEPT_BY_LAW = [
	"commercial-invoice",
	"pro-forma-invoice",
	"certificate-of-origin",
	"usmca-certification-of-origin",
];

export const ERASED_TEXT = "The data of this shipment was erased.";

/** Why an order `o` is not settled, or null. */
const WHY_OPEN = sql`case
	when o.judge_due_at is not null then 'it changed and is being looked at'
	when o.decision is not null then 'a person has to decide'
	when exists (select 1 from shipments s where s.order_id = o.id and s.status not in ('labelled', 'voided'))
		then 'a shipment of it is not made or not taken back yet'
	when exists (select 1 from shipments s where s.order_id = o.id and (s.due_at is not null or s.decision is not null))
		then 'a shipment of it waits for something'
	when exists (select 1 from shipments s where s.order_id = o.id and s.status = 'labelled'
		and coalesce(s.tracking_state, '') not in ('delivered', 'returned')) then 'a parcel of it is on its way'
	when exists (select 1 from shipments s join shipment_attempts a on a.shipment_id = s.id
		where s.order_id = o.id and a.look_due_at is not null) then 'an earlier label of it is still watched'
	when exists (select 1 from shipments s join write_backs w on w.shipment_id = s.id
		where s.order_id = o.id and (w.due_at is not null or w.state in ('due', 'writing', 'doubtful')))
		then 'Exact is still to be told of it'
	when o.deleted_at is null and o.status not in (21, 45)
		and not exists (select 1 from shipments s where s.order_id = o.id and s.status = 'labelled')
		then 'it is open in Exact and may ship'
	end`;

/** Erasures and what they blank; the trigger `orders_stay_erased` keeps it blank. */
export function createErasureStore(db: Database): ErasureStore {
	return {
		listOrders: (request, { after, knownBy, limit, isRepeated }) =>
			db.all<ErasableOrder>(sql`
				select o.id, o.exact_order_id as exactOrderId, o.order_number as orderNumber, ${WHY_OPEN} as open
				from orders o where ${isMeant(request)} and o.first_seen_at <= ${knownBy}
					and (${isRepeated ? 1 : 0} or o.erased_at is null)
					and o.id > ${after ?? ""} order by o.id limit ${limit}`),

		findOpen: (request, limit) =>
			db.all<ErasableOrder>(sql`
				select o.id, o.exact_order_id as exactOrderId, o.order_number as orderNumber, ${WHY_OPEN} as open
				from orders o where ${isMeant(request)} and o.erased_at is null and ${WHY_OPEN} is not null
				order by o.id limit ${limit}`),

		create: (erasure, change) =>
			transition(db, {
				update: db.insert(erasures).values({
					...erasure,
					state: "due",
					dueAt: change.now,
					createdAt: change.now,
					updatedAt: change.now,
				}),
				audit: {
					at: change.now,
					actor: change.actor,
					action: "person.erasure_asked",
					subject: `erasure:${erasure.id}`,
					version: 1,
					correlationId: change.correlationId,
					details: { target: erasure.target, exactId: erasure.exactId },
				},
			}),

		async find(id) {
			const [row] = await db.select().from(erasures).where(eq(erasures.id, id));
			return row;
		},

		async findDue(now) {
			const due = lte(erasures.dueAt, now);
			const [row] = await db
				.select()
				.from(erasures)
				.where(due)
				.orderBy(asc(erasures.dueAt))
				.limit(1);
			return row;
		},

		async blank(orders, change) {
			const ids = idsParameter(orders.map(({ id }) => id));
			const ofOrders = sql`select id from shipments where order_id in ${ids}`;
			const isKept = sql`kind in ${idsParameter(KEPT_BY_LAW)}`;
			const settled = sql`id in ${ids} and erased_at is null
				and not exists (select 1 from orders o where o.id in ${ids} and ${WHY_OPEN} is not null)`;
			const [, , , , , , documents] = await runBatch(db, [
				sql`delete from reference_records where kind in ('account', 'contact') and exists (
					select 1 from orders o where o.id in ${ids} and o.division_id = reference_records.division_id
						and exact_id in (o.ordered_by_id, o.deliver_to_id, o.deliver_to_contact_id))`,
				sql`update shipments set plan = ${blankPlan("shipTo")},
						reason = case when reason is not null
							then json_set(reason, '$.message', '', '$.remedy', '') end
					where order_id in ${ids} and plan is not null`,
				sql`update shipments set plan = ${blankPlan("shipFrom")}
					where order_id in ${ids} and plan is not null and kind = 'return'`,
				sql`update tracking_events set location = null, description = code
					where shipment_id in (${ofOrders})`,
				sql`update write_backs set body = ${ERASED_TEXT}
					where shipment_id in (${ofOrders}) and kind = 'document'`,
				sql`update documents set revoked_at = coalesce(revoked_at, ${change.now}),
						deleted_at = coalesce(deleted_at, ${change.now})
					where shipment_id in (${ofOrders}) and not ${isKept}`,
				sql`select key, ${isKept} as isKept from documents where shipment_id in (${ofOrders})`,
				...transitionMany({
					table: "orders",
					which: settled,
					set: sql`erased_at = ${change.now}, deliver_to_name = null, your_ref = null,
						description = null, address = null, address_check = null, reasons = '[]',
						settled_decisions = '[]'`,
					action: "person.erased",
					change,
				}),
			]);
			const rows = (documents?.results ?? []) as { key: string; isKept: number }[];
			return {
				delete: rows.filter((row) => row.isKept === 0).map(({ key }) => key),
				kept: rows.filter((row) => row.isKept === 1).length,
			};
		},

		async save(erasure, to, now) {
			const rows = await db.all(sql`${updated(erasure, to, now)} returning id`);
			return rows.length === 1 ? "done" : "lost";
		},

		finish: (erasure, to, change) =>
			transition(db, {
				update: updated(
					erasure,
					{ ...to, state: "done", dueAt: null, doneAt: change.now },
					change.now,
				),
				audit: {
					at: change.now,
					actor: change.actor,
					action: "person.erased",
					subject: `erasure:${erasure.id}`,
					version: erasure.version + 1,
					correlationId: change.correlationId,
					details: {
						orders: erasure.orders,
						documentsDeleted: erasure.documentsDeleted,
						documentsKept: erasure.documentsKept,
					},
				},
			}),
	};
}

export async function listErasures(db: Database, page: PageRequest): Promise<Erasure[]> {
	return db
		.select()
		.from(erasures)
		.where(page.cursor === undefined ? undefined : lt(erasures.id, page.cursor))
		.orderBy(desc(erasures.id))
		.limit(page.limit + 1);
}

/** Orders `o` of the request. */
function isMeant({ divisionId, target, exactId }: ErasureRequest) {
	const mine =
		target === "order"
			? sql`o.exact_order_id = ${exactId}`
			: sql`${exactId} in (o.ordered_by_id, o.deliver_to_id)`;
	return sql`o.division_id = ${divisionId} and ${mine}`;
}

/** The country stays: it decides what the customs papers that are kept were for. */
function blankPlan(party: "shipTo" | "shipFrom") {
	const paths = (names: string[], value: string) =>
		names.map((name) => `'$.${party}.${name}', ${value}`);
	return sql.raw(
		`json_set(plan, ${[
			...paths(["companyName", "personName", "email", "state"], "null"),
			...paths(["phone", "postalCode", "city"], "''"),
			...paths(["streetLines"], "json('[]')"),
			"'$.customerOrderNumber', null",
			"'$.customs.recipientNumbers', json('[]')",
		].join(", ")})`,
	);
}

function updated(erasure: Erasure, to: Partial<Erasure>, now: number) {
	const next = { ...erasure, ...to };
	return sql`
		update erasures set state = ${next.state}, cursor = ${next.cursor}, orders = ${next.orders},
			documents_deleted = ${next.documentsDeleted}, documents_kept = ${next.documentsKept},
			due_at = ${next.dueAt}, failures = ${next.failures}, done_at = ${next.doneAt},
			version = ${erasure.version + 1}, updated_at = ${now}
		where id = ${erasure.id} and version = ${erasure.version}`;
}
