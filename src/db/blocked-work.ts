import { type SQL, sql } from "drizzle-orm";

import { REPLAYED_ONE_BY_ONE } from "../shipping/model/one-by-one.ts";
import type {
	BlockedFilter,
	BlockedKind,
	BlockedRow,
	BlockedWorkStore,
} from "../shipping/ports/blocked-work.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import { judgeOrders } from "./judge-again.ts";
import { transitionMany } from "./transition.ts";

const BLOCKED_SHIPMENT = sql`status = 'blocked' and kind <> 'return'
	and reason ->> 'code' not in ${idsParameter(REPLAYED_ONE_BY_ONE)}`;
const BLOCKED_ORDER = sql`state = 'blocked'`;

const ROW = (kind: BlockedKind) => sql`${kind} as kind, id, division_id as divisionId, version`;

export function createBlockedWorkStore(db: Database): BlockedWorkStore {
	return {
		async listBlocked(which, limit) {
			return db.all<BlockedRow>(
				which.kind === "order"
					? sql`select ${ROW("order")} from orders
						where ${BLOCKED_ORDER} and ${orderCondition(which)} order by updated_at, id limit ${limit}`
					: sql`select ${ROW("shipment")} from shipments
						where ${BLOCKED_SHIPMENT} and ${shipmentCondition(which)} order by updated_at, id
						limit ${limit}`,
			);
		},

		async judgeAgain(rows, change) {
			const of = (kind: BlockedKind) =>
				sql`(id, version) in (select value ->> 'id', value ->> 'version'
					from json_each(${JSON.stringify(rows.filter((row) => row.kind === kind))}))`;
			const shipments = sql`${BLOCKED_SHIPMENT} and ${of("shipment")}`;
			const [, , movedShipments, , movedOrders] = await runBatch(db, [
				judgeOrders(sql`select order_id from shipments where ${shipments}`, change.now),
				...transitionMany({
					table: "shipments",
					which: shipments,
					// Without its old plan even the same one counts as new and is sent again.
					set: sql`plan = null`,
					action: "shipment.replay_asked",
					change,
					returning: ROW("shipment"),
				}),
				...transitionMany({
					table: "orders",
					which: sql`${BLOCKED_ORDER} and ${of("order")}`,
					set: judgeNow(change.now),
					action: "order.replay_asked",
					change,
					returning: ROW("order"),
				}),
			]);
			return [...rowsOf(movedShipments), ...rowsOf(movedOrders)];
		},
	};
}

function orderCondition(which: BlockedFilter): SQL {
	return "ids" in which
		? sql`id in ${idsParameter(which.ids)}`
		: sql`division_id in (select id from divisions) and reasons ->> '$[0].code' = ${which.code}`;
}

function shipmentCondition(which: BlockedFilter): SQL {
	return "ids" in which
		? sql`id in ${idsParameter(which.ids)}`
		: sql`reason ->> 'code' = ${which.code}`;
}

/** Another flag than the one that stands: a judgement that is being made does not take it for its own. */
function judgeNow(now: number): SQL {
	return sql`judge_due_at = case when judge_due_at = ${now} then ${now - 1} else ${now} end`;
}

function rowsOf(result: D1Result | undefined): BlockedRow[] {
	return (result?.results ?? []) as BlockedRow[];
}
