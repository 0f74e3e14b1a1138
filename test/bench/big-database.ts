import { earliestId } from "../../src/lib/ids.ts";
import { sampleAddress, samplePlan, sampleSettings } from "../shipping/samples.ts";

/**
 * A database as it is after a year or more: nearly all shipments long delivered, a few of each other kind, and today's
 * on their way. Each statement makes its rows itself, so that 100,000 shipments take a minute and not an hour.
 */
type Size = { shipments: number; now: number };
export type BigDatabase = Size & {
	divisions: number;
	/** A division and an account that are there already and get all of it; else some are made. */
	into?: { division: string; account: string };
};

const DAY_MS = 86_400_000;
const DAYS = 400;
const EVENTS = ["OC", "PU", "DP", "AR", "OD", "DL"];
const AUDITED = ["planned", "claimed", "labelled", "tracked", "tracked", "tracked"];

/** Of the shipment of that number, counted from the oldest. */
export const bigShipmentId = (n: number, big: Size): string =>
	`${earliestId("shp", madeAt(n, big))}${String(n).padStart(12, "0")}`;
export const bigOrderId = (n: number): string => `ord_01${String(n).padStart(20, "0")}`;
export const bigDivisionId = (n: number): string => `div_01${String(n).padStart(20, "0")}`;
export const BIG_CONNECTION = "con_0100000000000000000001";
export const BIG_ACCOUNT = "fda_0100000000000000000001";
export const trackingNumberOf = (n: number): string => String(790_000_000_000 + n);

const spacingOf = ({ shipments }: Size) => Math.floor((DAYS * DAY_MS) / shipments);
const madeAt = (n: number, big: Size) => big.now - (big.shipments - n) * spacingOf(big);

/** The same id in SQL, of the shipment of that number. */
function shipmentIdSql(n: string, big: Size): string {
	const at = `(${big.now} - (${big.shipments} - ${n}) * ${spacingOf(big)})`;
	const digits = Array.from(
		{ length: 10 },
		(_, place) =>
			`substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + (${at} >> ${45 - 5 * place} & 31), 1)`,
	);
	return `'shp_' || ${digits.join(" || ")} || printf('%012d', ${n})`;
}

export function bigDatabaseStatements(big: BigDatabase): string[] {
	const { shipments, divisions, now, into } = big;
	const id = (prefix: string, n = "n") => `'${prefix}_01' || printf('%020d', ${n})`;
	const numbers = (count: number, from = 1) =>
		`with recursive counted (n) as (select ${from} union all select n + 1 from counted where n < ${from + count - 1})`;
	// Some more than were shipped: those that wait.
	const orders = shipments + Math.ceil(shipments / 50);
	const at = `(${now} - (${shipments} - n) * ${spacingOf({ shipments, now })})`;
	const divisionOf = (n: string) =>
		into === undefined
			? `'div_01' || printf('%020d', 1 + ${n} % ${divisions})`
			: `'${into.division}'`;
	const division = divisionOf("n");
	const account = into?.account ?? BIG_ACCOUNT;
	const recent = (share: number) => `n > ${Math.floor(shipments * (1 - share))}`;
	const status = `case when n > ${shipments - 20} then 'planned' when n % 1000 = 7 then 'blocked'
		when n % 2000 = 9 then 'failed' when n % 50 = 3 then 'voided' when n % 20000 = 11 then 'unknown'
		else 'labelled' end`;
	const tracking = `case when ${status} <> 'labelled' then null when ${recent(0.003)} then 'label_made'
		when ${recent(0.02)} then iif(n % 9 = 0, 'out_for_delivery', 'in_transit')
		when n % 1500 = 1 then 'exception' when n % 300 = 2 then 'returned' else 'delivered' end`;
	const problem = quoted({
		code: "address.postal_code",
		field: "Delivery address › Postcode",
		message: "The postcode is none of that country.",
		remedy: "Correct it in Exact.",
	});
	const decision = quoted({
		code: "order.cancelled_after_label",
		message: "The order was cancelled after its label was made.",
		remedy: "Void the label, or keep it.",
		choices: ["keep"],
		cause: "cancelled",
		at: now,
	});
	const name = `char(65 + (n * 7) % 26) || lower(hex(n * 7919 % 65536)) || ' Handelsbedrijf'`;
	const setUp = [
		`insert or ignore into settings (id) values (1)`,
		`insert into connections (id, name, region, client_id, webhook_secret_sealed, status, created_at, updated_at)
			values ('${BIG_CONNECTION}', 'Nederland', 'nl', 'app', '', 'connected', ${now}, ${now})`,
		`insert into fedex_accounts (id, name, account_number, environment, ship_credentials_sealed,
				track_credentials_sealed, created_at, updated_at)
			values ('${BIG_ACCOUNT}', 'FedEx NL', '510088000', 'sandbox', '', '', ${now}, ${now})`,
		`${numbers(divisions, 1)} insert into divisions (id, connection_id, region, code, name, country, currency, mode,
				settings, fedex_account_id, released_at, last_poll_at, created_at, updated_at)
			select 'div_01' || printf('%020d', n), '${BIG_CONNECTION}', 'nl', 700000 + n, 'Noordzee ' || n, 'NL', 'EUR', 'live',
				${quoted(sampleSettings({ fedexAccountId: BIG_ACCOUNT }))}, '${BIG_ACCOUNT}', ${now}, ${now}, ${now}, ${now}
			from counted`,
	];
	return [
		...(into === undefined ? setUp : []),
		`${numbers(orders)} insert into orders (id, division_id, exact_order_id, order_number,
				timestamp, status, delivery_status, approval_status, currency, deliver_to_name, address, state, reasons,
				decision, first_seen_at, correlation_id, updated_at)
			select ${id("ord")}, ${division}, 'order-' || n, 20000 + n, printf('%020d', n), 12, 12, 1, 'EUR', ${name},
				${quoted(sampleAddress())},
				case when n <= ${shipments} then 'reserved' when n % 4 = 0 then 'ready' when n % 4 = 1 then 'held_back'
					when n % 4 = 2 then 'not_ready' else 'blocked' end,
				'[]', iif(n % 5000 = 13, ${decision}, null), min(${at}, ${now}), 'pol_1', ${at} from counted`,
		`${numbers(2 * orders, 2)} insert into order_lines (division_id, exact_line_id, exact_order_id, timestamp, line_number,
				item_code, description, quantity, quantity_delivered, is_drop_shipped)
			select ${divisionOf("(n / 2)")}, 'line-' || n, 'order-' || (n / 2),
				printf('%020d', n), 1 + n % 2, 'PUMP-' || n % 50, 'Bilge pump', 2, 0, 0 from counted`,
		`${numbers(shipments)} insert into shipments (id, division_id, fedex_account_id, order_id, exact_order_id,
				order_number, sequence, status, tracking_state, reason, decision, plan, service, ship_date, attempt_number,
				reference, master_tracking_number, transaction_id, charge_amount, charge_currency, cost_centre, billed_to,
				due_at, correlation_id, created_at, labelled_at, updated_at)
			select ${shipmentIdSql("n", { shipments, now })}, ${division}, '${account}', ${id("ord")}, 'order-' || n, 20000 + n, 1, ${status},
				${tracking}, iif(${status} in ('blocked', 'failed'), ${problem}, null),
				iif(n % 5000 = 17, ${decision}, null), ${quoted(samplePlan())},
				iif(n % 3 = 0, 'FEDEX_PRIORITY', 'FEDEX_REGIONAL_ECONOMY'),
				strftime('%Y-%m-%d', ${at} / 1000, 'unixepoch'), 1, (20000 + n) || '-' || printf('%08X', n),
				cast(790000000000 + n as text), 'txn-' || n, '12.34', 'EUR', 'CC' || n % 7, 'sender',
				iif(n > ${shipments - 20}, ${now + DAY_MS}, null), 'pol_1', ${at},
				iif(${status} in ('labelled', 'voided'), ${at} + 1000, null), ${at} from counted`,
		`${numbers(shipments)} insert into shipment_orders (division_id, exact_order_id, sequence, order_id, shipment_id)
			select ${division}, 'order-' || n, 1, ${id("ord")}, ${shipmentIdSql("n", { shipments, now })} from counted`,
		`${numbers(2 * shipments, 2)} insert into shipment_lines (shipment_id, order_id, exact_line_id, line_number, item_code,
				description, quantity, delivered_before)
			select ${shipmentIdSql("(n / 2)", { shipments, now })}, ${id("ord", "n / 2")}, 'line-' || n, 1 + n % 2, 'PUMP-' || n % 50, 'Bilge pump', 2, 0
			from counted`,
		`${numbers(shipments)} insert into shipment_attempts (shipment_id, number, division_id, fedex_account_id, reference,
				request_hash, ship_date, state, started_at, ended_at)
			select ${shipmentIdSql("n", { shipments, now })}, 1, ${division}, '${account}', (20000 + n) || '-' || printf('%08X', n), '',
				strftime('%Y-%m-%d', ${at} / 1000, 'unixepoch'), 'confirmed', ${at}, ${at} + 900 from counted`,
		// Each third of them has a second package.
		`${numbers(shipments)} insert into packages (shipment_id, sequence, weight_grams, tracking_number, tracking_group_id,
				tracking_state, last_event_at, expected_delivery_at)
			select ${shipmentIdSql("n", { shipments, now })}, piece.value, 2700, cast(790000000000 + n + (piece.value - 1) * 1000000000 as text),
				iif(${recent(0.02)}, ${id("trg", "n / 30")}, null), ${tracking}, ${at}, ${at} + ${2 * DAY_MS}
			from counted join json_each('[1,2]') as piece where piece.value = 1 or n % 3 = 0`,
		`${numbers(Math.ceil(shipments / 1500))} insert into tracking_groups (id, fedex_account_id, pace, members, due_at,
				created_at, updated_at)
			select ${id("trg", `${Math.floor(shipments / 30)} - n`)}, '${account}', 'in_transit', 30, ${now + DAY_MS},
				${now}, ${now} from counted`,
		`${numbers(shipments)} insert into documents (id, shipment_id, attempt_number, package_sequence, kind, content_type,
				bytes, sha256, key, created_at)
			select ${id("doc")}, ${shipmentIdSql("n", { shipments, now })}, 1, 1, 'label', 'application/pdf', 12345, '', 'shp-' || n || '/1/1-label-1.pdf',
				${at} from counted`,
		`${numbers(shipments)} insert into write_backs (id, division_id, shipment_id, kind, state, subject, body, account_id,
				order_number, reason, created_at, written_at, updated_at, correlation_id)
			select ${id("wrb")}, ${division}, ${shipmentIdSql("n", { shipments, now })}, 'document', iif(n % 4000 = 21, 'failed', 'written'),
				'FedEx ' || n, 'Order ' || n || ': delivered', 'account-' || n, 20000 + n,
				iif(n % 4000 = 21, ${problem}, null), ${at}, ${at}, ${at}, 'pol_1' from counted`,
		`${numbers(shipments)} insert into tracking_events (shipment_id, package_sequence, event_key, at, code, state,
				description, location, created_at)
			select ${shipmentIdSql("n", { shipments, now })}, 1, scan.key, ${at} + scan.key * 3600000, scan.value, 'in_transit', 'Scanned', 'Utrecht, NL', ${at}
			from counted join json_each('${JSON.stringify(EVENTS)}') as scan where not ${recent(0.003)}`,
		`${numbers(shipments)} insert into audit_events (id, at, actor, action, subject, version, details, applied)
			select 'aud_01' || printf('%020d', n * 10 + act.key), ${at} + act.key, 'system', 'shipment.' || act.value,
				'shipment:' || ${shipmentIdSql("n", { shipments, now })}, 1 + act.key, '{}', 1
			from counted join json_each('${JSON.stringify(AUDITED)}') as act`,
		`${numbers(DAYS)} insert into daily_counts (day, scope, name, count)
			select strftime('%Y-%m-%d', ${now} / 1000 - n * 86400, 'unixepoch'), 'division:' || ${division}, 'labels', 250
			from counted`,
	];
}

function quoted(value: unknown): string {
	return `'${JSON.stringify(value).replaceAll("'", "''")}'`;
}
