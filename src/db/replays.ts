import { and, eq, inArray, type SQLWrapper, sql } from "drizzle-orm";
import type { SQLiteUpdateSetSource } from "drizzle-orm/sqlite-core";

import { newId } from "../lib/ids.ts";
import type { Change } from "../shipping/ports/changes.ts";
import type { FailedRow, ReplayableShipment, ReplayStore } from "../shipping/ports/replays.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { judgeOrder } from "./judge-again.ts";
import { failedWork } from "./list-failed-work.ts";
import { moveShipment } from "./move-shipment.ts";
import { shipmentAttempts, shipments, writeBacks } from "./schema.ts";

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
			const given = (kind: FailedRow["kind"]) =>
				JSON.stringify(
					rows
						.filter((row) => row.kind === kind)
						.map((row) => ({ ...row, auditId: newId("aud", change.now) })),
				);
			const [movedShipments, , , movedWriteBacks] = await runBatch(db, [
				sql`
					update shipments set status = 'planned', reason = null, due_at = ${change.now},
						leased_until = null, failures = 0, version = shipments.version + 1,
						updated_at = ${change.now}
					from json_each(${given("shipment")}) as given
					where shipments.id = given.value ->> 'id' and shipments.status = 'failed'
						and shipments.version = given.value ->> 'version'
					returning 'shipment' as kind, id, division_id as divisionId, version`,
				auditRetried("shipments", given("shipment"), { action: "shipment.replayed", ...change }),
				// Nothing planned it while it had failed, and its order may be another one by now.
				sql`
					update orders set judge_due_at = ${change.now}
					where id in (select s.order_id from json_each(${given("shipment")}) as given
						join shipments s on s.id = given.value ->> 'id'
						where s.status = 'planned' and s.version = (given.value ->> 'version') + 1)`,
				sql`
					update write_backs set reason = null, due_at = ${change.now},
						-- What was posted and not found may have arrived since, so it is looked for first.
						state = iif(exact_document_id is null and posts > 0, 'doubtful', 'due'),
						-- A look follows each post and counts it; that first one follows none.
						failures = iif(exact_document_id is null and posts > 0, -1, 0),
						leased_until = null, version = write_backs.version + 1,
						updated_at = ${change.now}
					from json_each(${given("write-back")}) as given
					where write_backs.id = given.value ->> 'id' and write_backs.state = 'failed'
						and write_backs.version = given.value ->> 'version'
					returning 'write-back' as kind, id, division_id as divisionId, version`,
				auditRetried("write_backs", given("write-back"), {
					action: "write_back.replayed",
					...change,
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

	/** For exactly the rows that the statement before moved on from the version given. */
	function auditRetried(
		table: "shipments" | "write_backs",
		given: string,
		entry: Change & { action: string },
	) {
		const prefix = table === "shipments" ? "shipment:" : "write_back:";
		return sql`
			insert into audit_events (id, at, actor, action, subject, version, correlation_id, details, applied)
			select given.value ->> 'auditId', ${entry.now}, ${entry.actor}, ${entry.action},
				${prefix} || t.id, t.version, ${entry.correlationId}, '{}', 1
			from json_each(${given}) as given
				join ${sql.identifier(table)} as t on t.id = given.value ->> 'id'
			where t.version = (given.value ->> 'version') + 1 and t.updated_at = ${entry.now}
			on conflict (subject, version) do nothing`;
	}
}

function rowsOf(result: D1Result | undefined): FailedRow[] {
	return (result?.results ?? []) as FailedRow[];
}
