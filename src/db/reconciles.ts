import { and, eq, gt, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { SQLiteUpdateSetSource } from "drizzle-orm/sqlite-core";

import { newId } from "../lib/ids.ts";
import type { Decision } from "../shipping/model/decision.ts";
import { ATTEMPT_MOVES, canMove } from "../shipping/model/shipment-states.ts";
import type { AttemptMove, LostAttempt, ReconcileStore } from "../shipping/ports/reconciles.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import { judgeOrder, showRefusal } from "./judge-again.ts";
import { listAttempts } from "./list-attempts.ts";
import { moveShipment } from "./move-shipment.ts";
import { documents, packages, shipmentAttempts, shipments, trackingGroups } from "./schema.ts";
import { newsStatements } from "./tracking-news.ts";
import { replaceNumber } from "./tracking-numbers.ts";

/**
 * Attempts that are to be looked up at FedEx. An attempt has no version: each of its moves raises its shipment's, so
 * that whoever changes either of them sees the other. While its shipment is at FedEx with a later attempt it waits,
 * so that this call finds the version that it began with.
 */
export function createReconcileStore(db: Database): ReconcileStore {
	return {
		async leaseDue(accountId, lease) {
			const leased = await db.all<{ shipmentId: string; number: number }>(sql`
				update shipment_attempts set look_leased_until = ${lease.until}
				where rowid in (
					select r.rowid from shipment_attempts r where ${isDue(accountId, lease.now)}
						and not exists (select 1 from settings where id = 1 and paused_at is not null)
					order by r.look_due_at limit ${lease.limit})
				returning shipment_id as shipmentId, number`);
			return leased.length === 0 ? [] : listAttempts(db, leased, lease.until);
		},

		async listHandedOut(accountId, trackingNumbers, since) {
			const rows = await db.all<{ number: string }>(sql`
				select p.tracking_number as number from packages p join shipments s on s.id = p.shipment_id
				where p.tracking_number in ${idsParameter(trackingNumbers)}
					and s.status not in ('voiding', 'voided')
					and s.fedex_account_id = ${accountId} and s.labelled_at >= ${since}`);
			return rows.map((row) => row.number);
		},

		async arm(attempt, { lookDueAt, ...facts }) {
			await db
				.update(shipmentAttempts)
				.set({
					...facts,
					lookDueAt: sql`iif(${shipmentAttempts.lookDueAt} is ${attempt.lookDueAt}, ${lookDueAt},
						${shipmentAttempts.lookDueAt})`,
					lookLeasedUntil: null,
				})
				.where(
					and(
						eq(shipmentAttempts.shipmentId, attempt.shipmentId),
						eq(shipmentAttempts.number, attempt.number),
						eq(shipmentAttempts.state, attempt.state),
						eq(shipmentAttempts.lookLeasedUntil, attempt.leasedUntil),
					),
				);
		},

		async holdOn(attempt, { now, until }) {
			const held = await db
				.update(shipmentAttempts)
				.set({ lookLeasedUntil: until })
				.where(
					and(
						isAttempt(attempt),
						eq(shipmentAttempts.state, attempt.state),
						eq(shipmentAttempts.lookLeasedUntil, attempt.leasedUntil),
						gt(shipmentAttempts.lookLeasedUntil, now),
					),
				)
				.returning({ number: shipmentAttempts.number });
			return held.length === 1;
		},

		async move(attempt, move) {
			const change = shipmentChange(attempt, move);
			if (change === undefined || !canAttemptMove(attempt, move)) {
				return "lost";
			}
			const { shipment } = attempt;
			return moveShipment(db, shipment, {
				set: change,
				onlyIf: sql`exists (select 1 from shipment_attempts a
					where a.shipment_id = ${shipment.id} and a.number = ${attempt.number}
						and a.reference = ${attempt.reference} and a.state = ${attempt.state})`,
				action: move.action,
				details: { number: attempt.number, reference: attempt.reference, ...move.details },
				now: move.now,
				also: [
					db
						.update(shipmentAttempts)
						.set({
							...move.set,
							state: move.to,
							...(move.keepsLease === true ? {} : { lookLeasedUntil: null }),
						})
						.where(isAttempt(attempt)),
					...orderChange(attempt, move),
					...documentChange(attempt, move),
				],
			});
		},

		async postponeDue(accountId, { now, until, dueAt }) {
			await db.run(sql`
				update shipment_attempts set look_due_at = ${dueAt}, look_leased_until = null
				where fedex_account_id = ${accountId} and look_due_at <= ${now}
					and (look_leased_until is null or look_leased_until <= ${now}
						or look_leased_until = ${until})`);
		},

		async hurry(shipment, now) {
			await db.run(sql`
				update shipment_attempts set look_due_at = ${now}
				where shipment_id = ${shipment.id} and number = ${shipment.attemptNumber}
					and reference = ${shipment.reference} and state in ('lost', 'surfaced', 'cancelling')`);
		},
	};
}

/** Attempts of the account whose time has come and that nobody holds, as `r`. */
function isDue(accountId: string, now: number): SQL {
	return sql`r.fedex_account_id = ${accountId} and ${isLookDue(now)}`;
}

/** The same of any account. */
export function isLookDue(now: number): SQL {
	return sql`r.look_due_at <= ${now}
		and (r.look_leased_until is null or r.look_leased_until <= ${now}) and ${isLookable}`;
}

/** Attempts to be looked for, as `r`, now or later: not beside another attempt of the same shipment that is out. */
export const isLookable = sql`r.look_due_at is not null
	and not exists (select 1 from shipments p where p.id = r.shipment_id and p.status = 'creating')`;

function isAttempt({ shipmentId, number }: LostAttempt) {
	return and(eq(shipmentAttempts.shipmentId, shipmentId), eq(shipmentAttempts.number, number));
}

function canAttemptMove({ state }: LostAttempt, { to }: AttemptMove): boolean {
	return state === to || ATTEMPT_MOVES[state].includes(to);
}

/** What its order is told when the shipment goes on, or can't because of something in Exact. */
function orderChange({ shipment }: LostAttempt, { shipment: then, now }: AttemptMove): SQL[] {
	if (then === undefined || !("to" in then)) {
		return [];
	}
	if (then.to === "planned" || then.to === "voided") {
		return [judgeOrder(shipment.orderId, now)];
	}
	return then.to === "blocked" && then.isMendedInErp === true
		? [showRefusal(shipment.id, then.reason, now)]
		: [];
}

/** What is set on the shipment's row; undefined for a move that its status does not allow. */
function shipmentChange(
	{ shipment }: LostAttempt,
	{ shipment: then, now }: AttemptMove,
): SQLiteUpdateSetSource<typeof shipments> | undefined {
	if (shipment.status === "creating") {
		return undefined;
	}
	if (then === undefined) {
		return {};
	}
	if (!("to" in then)) {
		return { decision: besidesOpen(then.decision) };
	}
	if (!canMove(shipment.status, then.to)) {
		return undefined;
	}
	const rest = { dueAt: null, leasedUntil: null, failures: 0 };
	switch (then.to) {
		case "planned":
			return { ...rest, ...NO_LABEL, status: "planned", reason: null, dueAt: now };
		case "blocked":
			return { ...rest, status: "blocked", reason: then.reason };
		case "voided":
			return { ...rest, ...NO_LABEL, status: "voided", reason: null };
		case "labelled":
			return { ...rest, status: "labelled", decision: then.decision, isRelabelWanted: false };
	}
}

/**
 * A label that may be on a box is worse than whatever was asked before, and takes its code; but what was asked is still
 * open, such as another loose label, so the person reads both.
 */
function besidesOpen(decision: Decision): SQL {
	const open = shipments.decision;
	const both = (field: "message" | "cause") =>
		sql`${open} ->> ${`$.${field}`} || ' ' || ${decision[field]}`;
	const next = JSON.stringify(decision);
	return sql`case
		when ${open} is null then ${next}
		when instr(${open} ->> '$.cause', ${decision.cause}) > 0 then json_set(${open}, '$.at', ${decision.at})
		else json_set(${next}, '$.message', ${both("message")}, '$.cause', ${both("cause")}) end`;
}

/** What a shipment has only with a label; where it never had one, this changes nothing. */
const NO_LABEL = { trackingState: null, isRelabelWanted: false } as const;

/** What else is true of a shipment whose label is void, or counts again. */
function documentChange(attempt: LostAttempt, { shipment: then, now }: AttemptMove): SQLWrapper[] {
	const { shipment } = attempt;
	if (then === undefined || !("to" in then) || then.to === "blocked") {
		return [];
	}
	if (then.to === "labelled") {
		return [
			...restoreLabel(attempt, now),
			...(then.isStillToPrint ? [printAgain(attempt, now)] : []),
		];
	}
	const { document } = then;
	return document === undefined
		? []
		: [
				...newsStatements(
					[
						{
							shipmentId: shipment.id,
							events: [],
							parcels: [],
							document: { ...document, urgency: "outcome" },
						},
					],
					now,
				),
				replaceNumber(shipment.id, "", now),
			];
}

/** What was cancelled for the void waits at its station again, and what did not get there by then goes there. */
function printAgain({ shipment, number }: LostAttempt, now: number): SQLWrapper {
	return sql`update print_jobs set due_at = ${now}, failures = 0
		where shipment_id = ${shipment.id} and attempt_number = ${number} and station_id is not null`;
}

/** Its copies may be had again, and its parcels are followed again, in a group of their own. */
function restoreLabel({ shipment, number }: LostAttempt, now: number): SQLWrapper[] {
	const groupId = newId("trg", now);
	return [
		sql`update ${documents} set revoked_at = null
			where shipment_id = ${shipment.id} and attempt_number = ${number}`,
		sql`insert into ${trackingGroups} (id, fedex_account_id, pace, members, due_at, failures, created_at,
				updated_at)
			select ${groupId}, ${shipment.fedexAccountId}, 'label_made', count(*), ${now}, 0, ${now}, ${now}
			from packages where shipment_id = ${shipment.id}`,
		sql`update ${packages} set tracking_group_id = ${groupId} where shipment_id = ${shipment.id}`,
	];
}
