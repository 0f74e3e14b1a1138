import { type SQL, sql } from "drizzle-orm";

import type { Problem } from "../lib/errors.ts";
import type { DecisionChoice } from "../shipping/model/decision.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";

/**
 * What waits for a person, grouped by its cause: a statement for each kind, which reads the rows that wait (all by
 * an index) and keeps the first few of each cause. More rows of a kind than `READ_MAX` are not looked at: the newest
 * count.
 */
export const INBOX_KINDS = [
	"order",
	"shipment",
	"failed",
	"write-back",
	"decision",
	"held-back",
] as const;

export type InboxKind = (typeof INBOX_KINDS)[number];

export type InboxItem = {
	kind: InboxKind;
	code: string;
	/** Of the order, the shipment or the write-back. */
	id: string;
	orderId: string;
	orderNumber: number;
	exactOrderId: string;
	customer: string | null;
	divisionId: string;
	/** Null where there is none (yet). */
	shipmentId: string | null;
	problems: Problem[];
	decision: { cause: string; choices: DecisionChoice[] } | null;
	since: number;
};

export type InboxGroup = { kind: InboxKind; code: string; count: number; items: InboxItem[] };

export type InboxAsked = { kind?: InboxKind; code?: string; itemsOfEach: number };

export const READ_MAX = 5_000;

const IN_USE = sql`division_id in (select id from divisions)`;

/** A label of the order is out, or may be. */
const HAS_LABEL = sql`('labelled', 'unknown', 'voiding')`;

type Source = {
	/** Columns `id, orderId, shipmentId, code, problems, decision, since`, newest first. */
	rows: SQL;
};

const SOURCES: Record<InboxKind, Source> = {
	order: {
		rows: sql`select id, id as orderId, null as shipmentId, reasons ->> '$[0].code' as code,
			reasons as problems, null as decision, updated_at as since
			from orders where ${IN_USE} and state = 'blocked'`,
	},
	shipment: {
		rows: sql`select id, order_id as orderId, id as shipmentId, reason ->> 'code' as code,
			json_array(json(reason)) as problems, null as decision, updated_at as since
			from shipments where status = 'blocked'`,
	},
	failed: {
		rows: sql`select id, order_id as orderId, id as shipmentId, reason ->> 'code' as code,
			json_array(json(reason)) as problems, null as decision, updated_at as since
			from shipments where status = 'failed'`,
	},
	"write-back": {
		rows: sql`select b.id, s.order_id as orderId, s.id as shipmentId, b.reason ->> 'code' as code,
			json_array(json(b.reason)) as problems, null as decision, b.updated_at as since
			from write_backs b join shipments s on s.id = b.shipment_id where b.state = 'failed'`,
	},
	decision: {
		rows: sql`select id, order_id as orderId, id as shipmentId, decision ->> 'code' as code,
				json_array() as problems, decision, decision ->> 'at' as since
			from shipments where decision is not null
			union all select o.id, o.id, (select max(s.id) from shipments s
					where s.order_id = o.id and s.status in ${HAS_LABEL}),
				o.decision ->> 'code', json_array(), o.decision, o.decision ->> 'at'
			from orders o where o.decision is not null`,
	},
	"held-back": {
		rows: sql`select id, id as orderId, null as shipmentId, 'order.held_back' as code,
			json_array() as problems, null as decision, coalesce(held_back_at, updated_at) as since
			from orders where ${IN_USE} and state = 'held_back'`,
	},
};

type Row = {
	id: string;
	orderId: string;
	shipmentId: string | null;
	code: string | null;
	problems: string;
	decision: string | null;
	since: number;
	total: number;
	orderNumber: number | null;
	exactOrderId: string | null;
	customer: string | null;
	divisionId: string | null;
};

export async function listInbox(db: Database, asked: InboxAsked): Promise<InboxGroup[]> {
	const kinds = INBOX_KINDS.filter((kind) => asked.kind === undefined || kind === asked.kind);
	const results = await runBatch(
		db,
		kinds.map((kind) => statement(SOURCES[kind], asked)),
	);
	return kinds.flatMap((kind, at) => {
		const rows = (results[at]?.results ?? []) as Row[];
		const groups = Map.groupBy(rows, (row) => row.code ?? "internal.unexpected");
		return Array.from(groups, ([code, own]) => ({
			kind,
			code,
			count: own[0]?.total ?? own.length,
			items: own.map((row) => toItem(kind, code, row)),
		})).toSorted((a, b) => b.count - a.count);
	});
}

/** The order's own columns are read only for the rows that are shown. */
function statement({ rows }: Source, { code, itemsOfEach }: InboxAsked): SQL {
	return sql`
		select w.*, o.order_number as orderNumber, o.exact_order_id as exactOrderId,
			o.deliver_to_name as customer, o.division_id as divisionId
		from (
			select *, count(*) over (partition by code) as total,
				row_number() over (partition by code order by since desc, id desc) as place
			from (select * from (${rows}) order by id desc limit ${READ_MAX})
			${code === undefined ? sql`` : sql`where code = ${code}`}
		) w left join orders o on o.id = w.orderId
		where w.place <= ${itemsOfEach} order by w.since desc, w.id desc`;
}

function toItem(kind: InboxKind, code: string, row: Row): InboxItem {
	const { id, orderId, shipmentId, since } = row;
	return {
		kind,
		code,
		id,
		orderId,
		shipmentId,
		since,
		orderNumber: row.orderNumber ?? 0,
		exactOrderId: row.exactOrderId ?? "",
		customer: row.customer,
		divisionId: row.divisionId ?? "",
		problems: kind === "held-back" ? [HELD_BACK] : problemsOf(row),
		decision: row.decision === null ? null : (JSON.parse(row.decision) as InboxItem["decision"]),
	};
}

const HELD_BACK: Problem = {
	code: "order.held_back",
	field: "Release",
	message: "A release left this order out.",
	remedy: "Ship it from here, or tick it in the preview of the next release.",
};

function problemsOf({ problems, decision }: Row): Problem[] {
	if (decision !== null) {
		const { code, message, remedy } = JSON.parse(decision) as Problem;
		return [{ code, field: "", message, remedy }];
	}
	return (JSON.parse(problems) as (Problem | null)[]).filter((problem) => problem !== null);
}
