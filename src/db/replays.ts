import { and, eq, inArray, type SQLWrapper, sql } from "drizzle-orm";
import type { SQLiteUpdateSetSource } from "drizzle-orm/sqlite-core";

import type { Change } from "../shipping/ports/changes.ts";
import type { FailedRow, ReplayableShipment, ReplayStore } from "../shipping/ports/replays.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { judgeOrder, judgeOrders } from "./judge-again.ts";
import { failedWork } from "./list-failed-work.ts";
import { moveShipment, moveShipments } from "./move-shipment.ts";
import { shipmentAttempts, shipments, writeBacks } from "./schema.ts";
import { transitionMany } from "./transition.ts";

export function createReplayStore(db: Database): ReplayStore {
	return {
		async findShipment(id) {
			const rows = await db
				.select({
					id: shipments.id,
					divisionId: shipments.divisionId,
					orderId: shipments.orderId,
					fedexAccountId: shipments.fedexAccountId,
					status: shipments.status,
					kind: shipments.kind,
					reasonCode: sql<string | null>`${shipments.reason} ->> 'code'`,
					hasLooseLabel: sql<number>`exists (select 1 from shipment_attempts a
						where a.shipment_id = ${shipments.id} and a.state in ('surfaced', 'cancelling'))`.mapWith(
						Boolean,
					),
					version: shipments.version,
					writeBackId: writeBacks.id,
					writeBackState: writeBacks.state,
					writeBackVersion: writeBacks.version,
				})
				.from(shipments)
				.leftJoin(writeBacks, eq(writeBacks.shipmentId, shipments.id))
				.where(eq(shipments.id, id))
				// One that failed goes first, where a shipment has several things to be written.
				.orderBy(sql`${writeBacks.state} <> 'failed'`)
				.limit(1);
			const [row] = rows;
			if (row === undefined) {
				return undefined;
			}
			const { writeBackId, writeBackState, writeBackVersion, ...shipment } = row;
			return {
				...shipment,
				writeBack:
					writeBackId === null || writeBackState === null || writeBackVersion === null
						? null
						: { id: writeBackId, state: writeBackState, version: writeBackVersion },
			};
		},

		judgeAgain: (shipment, change) =>
			askReplay(shipment, change, {
				// Without its old plan even the same one counts as new and is sent again.
				set: { plan: null },
				also: [judgeOrder(shipment.orderId, change.now)],
			}),

		acceptCharge: (shipment, change) =>
			askReplay(shipment, change, {
				set: {
					status: "planned",
					reason: null,
					plan: sql`json_set(${shipments.plan}, '$.quote.isAccepted', json('true'))`,
					dueAt: change.now,
				},
				also: [],
			}),

		lookAgain: (shipment, change) =>
			askReplay(shipment, change, {
				set: {},
				also: [
					db
						.update(shipmentAttempts)
						.set({ lookDueAt: change.now, lookFailures: 0, cancelTries: 0 })
						.where(
							and(
								eq(shipmentAttempts.shipmentId, shipment.id),
								inArray(shipmentAttempts.state, ["surfaced", "cancelling"]),
							),
						),
				],
			}),

		async listFailed(which, limit) {
			return db.all<FailedRow>(sql`
				select kind, id, divisionId, version from (${failedWork(which)})
				order by failedAt desc, id desc limit ${limit}`);
		},

		async retry(rows, change) {
			const of = (kind: FailedRow["kind"]) =>
				sql`(id, version) in (select value ->> 'id', value ->> 'version'
					from json_each(${JSON.stringify(rows.filter((row) => row.kind === kind))}))`;
			const moved = (kind: FailedRow["kind"]) =>
				sql`${kind} as kind, id, division_id as divisionId, version`;
			const [, , movedShipments, , movedWriteBacks] = await runBatch(db, [
				// Nothing planned it while it had failed, and its order may be another one by now.
				judgeOrders(
					sql`select order_id from shipments where status = 'failed' and ${of("shipment")}`,
					change.now,
				),
				...moveShipments({
					from: ["failed"],
					to: "planned",
					which: of("shipment"),
					set: sql`reason = null, due_at = ${change.now}, leased_until = null, failures = 0`,
					action: "shipment.replayed",
					change,
					returning: moved("shipment"),
				}),
				...transitionMany({
					table: "write_backs",
					which: sql`state = 'failed' and ${of("write-back")}`,
					// What was posted and not found may have arrived since, so it is looked for first. A look follows
					// each post and counts it; that first one follows none.
					set: sql`reason = null, due_at = ${change.now}, leased_until = null,
						state = iif(exact_document_id is null and posts > 0, 'doubtful', 'due'),
						failures = iif(exact_document_id is null and posts > 0, -1, 0)`,
					action: "write_back.replayed",
					change,
					returning: moved("write-back"),
				}),
			]);
			return [...rowsOf(movedShipments), ...rowsOf(movedWriteBacks)];
		},
	};

	/** The shipment stays blocked until what was asked for has brought something. */
	function askReplay(
		shipment: ReplayableShipment,
		change: Change,
		then: { set: SQLiteUpdateSetSource<typeof shipments>; also: SQLWrapper[] },
	) {
		return moveShipment(db, shipment, {
			...then,
			action: "shipment.replay_asked",
			actor: change.actor,
			correlationId: change.correlationId,
			now: change.now,
		});
	}
}

function rowsOf(result: D1Result | undefined): FailedRow[] {
	return (result?.results ?? []) as FailedRow[];
}
