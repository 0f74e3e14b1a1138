/**
 * Tables that grow with every shipment: no statement may read one of them from end to end. Of those that do not,
 * `unread_rows` is emptied as Exact's rows become readable, and the rest has a row for each thing that was set up.
 */
export const GROWING = new Set([
	"orders",
	"order_lines",
	"goods_deliveries",
	"goods_delivery_lines",
	"shipments",
	"shipment_orders",
	"shipment_lines",
	"shipment_attempts",
	"packages",
	"documents",
	"write_backs",
	"tracking_events",
	"tracking_groups",
	"audit_events",
	"ground_close_shipments",
	"ground_closes",
	"pickups",
	"webhook_receipts",
	"idempotency_answers",
	"reference_records",
	"told_events",
	"webhook_deliveries",
	"customer_mails",
	"alert_messages",
]);

/** Indexes of a part of a table that what is done leaves: reading one of them whole reads what is open. */
const OPEN_ONLY = new Set([
	"orders_decision",
	"orders_judge_due",
	"shipments_decision",
	"shipments_due",
	"shipment_attempts_look_due",
	"packages_tracking_group",
	"tracking_groups_due",
	"write_backs_due",
	"write_backs_turn",
	"told_events_unspread",
	"webhook_deliveries_due",
	"customer_mails_due",
	"alert_messages_due",
]);

/** What a statement would read whole, in SQLite's words; empty where it reads by an index. */
export function fullScans(sql: string, plan: readonly { detail: string }[]): string[] {
	const tables = aliases(sql);
	return plan.flatMap(({ detail }) => {
		const [, name = "", index] = /^SCAN (\S+)(?:.* INDEX (\S+))?/.exec(detail) ?? [];
		const table = tables.get(name) ?? name;
		if (!GROWING.has(table) || (index !== undefined && OPEN_ONLY.has(index))) {
			return [];
		}
		// In the order of an index and with an end: a page, unless rows are left out on the way.
		const isSorted = plan.some((step) => step.detail.includes("TEMP B-TREE FOR ORDER BY"));
		const isPage =
			index !== undefined && !isSorted && /limit \S+\s*$/i.test(sql) && !leavesOut(sql);
		return isPage ? [] : [`${table}: ${detail}`];
	});
}

/** Whether the statement itself has a condition; what is asked within a column is read for the page's rows only. */
function leavesOut(sql: string): boolean {
	let outer = sql;
	for (let before = ""; before !== outer;) {
		before = outer;
		outer = outer.replaceAll(/\([^()]*\)/g, "");
	}
	return /\bwhere\b/i.test(outer);
}

const WORDS = new Set([
	"where",
	"set",
	"on",
	"left",
	"join",
	"inner",
	"cross",
	"order",
	"group",
	"limit",
	"indexed",
	"union",
	"select",
	"using",
	"returning",
	"values",
]);

/** The tables that a statement names, by the names that it gives them. */
function aliases(sql: string): Map<string, string> {
	const found = new Map<string, string>();
	for (const [, table = "", alias = table] of sql.matchAll(
		/\b(?:from|join|update|into)\s+"?(\w+)"?(?:\s+(?:as\s+)?"?(\w+)"?)?/gi,
	)) {
		found.set(table, table);
		if (!WORDS.has(alias.toLowerCase())) {
			found.set(alias, table);
		}
	}
	return found;
}
