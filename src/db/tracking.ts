import { and, asc, eq, inArray, sql } from "drizzle-orm";

import { utcDay } from "../lib/days.ts";
import type { ShipmentPlan } from "../shipping/model/shipment-plan.ts";
import { TRACKING_PACES, type TrackingPace } from "../shipping/model/tracking-paces.ts";
import type { TrackingState } from "../shipping/model/tracking-states.ts";
import type {
	StoredScan,
	TrackedParcel,
	TrackedShipment,
	TrackingGroup,
	TrackingStore,
} from "../shipping/ports/tracking.ts";
import { runBatch } from "./batch.ts";
import { addCounts } from "./counts.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import { moveShipment } from "./move-shipment.ts";
import { wantDelivery } from "./posted-deliveries.ts";
import { shipments, trackingEvents, trackingGroups } from "./schema.ts";
import { newsStatements } from "./tracking-news.ts";

type ParcelRow = Omit<TrackedShipment, "id" | "parcels" | "hasDecision" | "isReturn" | "pickUp"> &
	TrackedParcel & {
		hasDecision: number;
		isReturn: number;
		timeZone: string | null;
		cutOff: string | null;
	};

/** The most urgent first; its instants are compared within one pace only. */
const URGENCY = sql.join(
	[
		sql`case pace`,
		...TRACKING_PACES.map((pace, at) => sql`when ${pace} then ${String(at)}`),
		sql`else '9' end`,
	],
	sql` `,
);

/**
 * Parcels are looked at in groups, and a group that tells nothing new costs one written row: its next look. There is
 * no lease on groups, because one drain an account holds the account's. A label makes a group of its own; the
 * drain packs the groups that it finds due.
 */
export function createTrackingStore(db: Database): TrackingStore {
	return {
		async listDue(accountId, now, membersMax) {
			return db.all<TrackingGroup>(sql`
				select id, pace, failures from (
					select id, pace, failures, due_at, members,
						sum(members) over (order by ${URGENCY}, due_at, id rows unbounded preceding) as running
					from tracking_groups where fedex_account_id = ${accountId} and due_at <= ${now}
						and not exists (select 1 from settings where id = 1 and paused_at is not null))
				where running - members < ${membersMax}
				order by running`);
		},

		async listShipments(groupIds) {
			const rows = await db.all<ParcelRow>(sql`
				select p.shipment_id as shipmentId, p.sequence, p.tracking_number as trackingNumber,
					p.tracking_group_id as groupId, coalesce(p.tracking_state, 'label_made') as state,
					p.tracking_unique_id as uniqueId, p.last_event_at as lastEventAt,
					p.expected_delivery_at as expectedDeliveryAt, p.expected_day_at as expectedDayAt,
					p.scans_print as scansPrint, d.settings ->> '$.timeZone' as timeZone,
					d.settings ->> '$.cutOff' as cutOff, s.division_id as divisionId, s.status,
					s.attempt_number as attemptNumber,
					s.tracking_state as trackingState, s.decision is not null as hasDecision,
					s.kind = 'return' as isReturn,
					s.ship_date as shipDate, coalesce(s.labelled_at, s.created_at) as labelledAt,
					coalesce(d.settings ->> '$.writeBack.policy', 'end-state') as policy, s.version,
					s.correlation_id as correlationId
				from packages p join shipments s on s.id = p.shipment_id
					left join divisions d on d.id = s.division_id
				where p.tracking_number is not null and s.ship_date is not null and p.shipment_id in (
					select shipment_id from packages where tracking_group_id in ${idsParameter(groupIds)})
				order by p.shipment_id, p.sequence`);
			return [...Map.groupBy(rows, (row) => row.shipmentId).values()].map(toShipment);
		},

		async listEvents(shipmentIds) {
			const rows = await db
				.select()
				.from(trackingEvents)
				.where(sql`${trackingEvents.shipmentId} in ${idsParameter(shipmentIds)}`)
				.orderBy(asc(trackingEvents.at), asc(trackingEvents.packageSequence));
			return Map.groupBy<string, StoredScan & { shipmentId: string }>(
				rows,
				(row) => row.shipmentId,
			);
		},

		async listPlans(shipmentIds) {
			const rows = await db
				.select({ id: shipments.id, plan: shipments.plan })
				.from(shipments)
				.where(sql`${shipments.id} in ${idsParameter(shipmentIds)}`);
			return new Map(
				rows.flatMap((row): [string, ShipmentPlan][] =>
					row.plan === null ? [] : [[row.id, row.plan]],
				),
			);
		},

		async regroup(accountId, pace, { moves, added, emptied }, now) {
			const touched = [...new Set(moves.map((move) => move.groupId)), ...emptied];
			await runBatch(db, [
				insertGroups(
					accountId,
					added.map((id) => ({ id, pace, dueAt: now, failures: 0, members: 0 })),
					now,
				),
				moveMembers(moves),
				sql`
					update tracking_groups set members = (
						select count(*) from packages where tracking_group_id = tracking_groups.id)
					-- A shipment of more pieces than fit into one group leaves some of them where they were.
					where id in ${idsParameter(touched)} or id in (
						select tracking_group_id from packages
						where shipment_id in ${idsParameter([...new Set(moves.map((move) => move.shipmentId))])})`,
				sql`delete from tracking_groups where id in ${idsParameter(emptied)} and members = 0`,
			]);
		},

		// A label that was voided or changed in the meantime keeps the state it has.
		saveMove: (shipment, to, news, now) =>
			moveShipment(
				db,
				{ ...shipment, status: "labelled" },
				{
					set: { trackingState: to },
					action: "shipment.tracked",
					details: { from: shipment.trackingState, to },
					now,
					also: [
						...newsStatements([news], now),
						...countMove(shipment.divisionId, to, now),
						...wantDelivery(shipment.id, to, now),
					],
				},
			),

		ask: (shipment, decision) =>
			moveShipment(
				db,
				{ ...shipment, status: "labelled" },
				{
					set: { decision },
					action: "shipment.decision_needed",
					details: { code: decision.code },
					now: decision.at,
				},
			),

		async settle(accountId, settlement, now) {
			const { groupId, leaving, moving } = settlement;
			const moves = moving.flatMap((to) =>
				to.members.map((member) => ({ ...member, groupId: to.id })),
			);
			const hasLeavers = leaving.length + moves.length > 0;
			await runBatch(db, [
				...newsStatements(settlement.news, now),
				...(hasLeavers
					? [
							moveMembers(
								leaving.map((member) => ({ ...member, groupId: null })),
								groupId,
							),
							insertGroups(
								accountId,
								moving.map((to) => ({ ...to, members: to.members.length })),
								now,
							),
							moveMembers(moves, groupId),
						]
					: []),
				hasLeavers
					? sql`
						update tracking_groups set due_at = ${settlement.dueAt}, failures = ${settlement.failures},
							updated_at = ${now}, members = (
								select count(*) from packages where tracking_group_id = ${groupId})
						where id = ${groupId}`
					: sql`
						update tracking_groups set due_at = ${settlement.dueAt}, failures = ${settlement.failures},
							updated_at = ${now}
						where id = ${groupId}`,
				...(hasLeavers
					? [sql`delete from tracking_groups where id = ${groupId} and members = 0`]
					: []),
			]);
		},

		async postponeGroup(id, dueAt, failures, now) {
			await db
				.update(trackingGroups)
				.set({ dueAt, failures, updatedAt: now })
				.where(eq(trackingGroups.id, id));
		},

		async postponeDue(accountId, now, dueAt, paces) {
			await db
				.update(trackingGroups)
				.set({ dueAt, updatedAt: now })
				.where(
					and(
						eq(trackingGroups.fedexAccountId, accountId),
						sql`${trackingGroups.dueAt} <= ${now}`,
						paces === undefined ? undefined : inArray(trackingGroups.pace, paces),
					),
				);
		},
	};
}

function insertGroups(
	accountId: string,
	groups: readonly {
		id: string;
		pace: TrackingPace;
		dueAt: number;
		failures: number;
		members: number;
	}[],
	now: number,
) {
	return sql`
		insert into tracking_groups (id, fedex_account_id, pace, members, due_at, failures, created_at,
			updated_at)
		select value ->> 'id', ${accountId}, value ->> 'pace', value ->> 'members', value ->> 'dueAt',
			value ->> 'failures', ${now}, ${now}
		from json_each(${JSON.stringify(groups)})`;
}

function moveMembers(
	moves: readonly { shipmentId: string; sequence: number; groupId: string | null }[],
	from?: string,
) {
	const isThere = from === undefined ? sql`true` : sql`packages.tracking_group_id = ${from}`;
	return sql`
		update packages set tracking_group_id = given.value ->> 'groupId'
		from json_each(${JSON.stringify(moves)}) as given
		where packages.shipment_id = given.value ->> 'shipmentId'
			and packages.sequence = given.value ->> 'sequence' and ${isThere}`;
}

function toShipment(rows: ParcelRow[]): TrackedShipment {
	const [first] = rows;
	if (first === undefined) {
		throw new Error("a shipment without parcels can't be tracked");
	}
	return {
		id: first.shipmentId,
		divisionId: first.divisionId,
		status: first.status,
		attemptNumber: first.attemptNumber,
		trackingState: first.trackingState,
		hasDecision: first.hasDecision === 1,
		isReturn: first.isReturn === 1,
		shipDate: first.shipDate,
		labelledAt: first.labelledAt,
		pickUp:
			first.timeZone === null ? null : { timeZone: first.timeZone, from: first.cutOff ?? "16:00" },
		policy: first.policy,
		version: first.version,
		correlationId: first.correlationId,
		parcels: rows.map((row) => ({
			shipmentId: row.shipmentId,
			sequence: row.sequence,
			trackingNumber: row.trackingNumber,
			groupId: row.groupId,
			state: row.state,
			uniqueId: row.uniqueId,
			lastEventAt: row.lastEventAt,
			expectedDeliveryAt: row.expectedDeliveryAt,
			expectedDayAt: row.expectedDayAt,
			scansPrint: row.scansPrint,
		})),
	};
}

/** What the first page shows by day. */
function countMove(divisionId: string, to: TrackingState, now: number) {
	return to === "exception" || to === "delivered"
		? [addCounts(utcDay(now), [{ scope: `division:${divisionId}`, name: to, count: 1 }])]
		: [];
}
