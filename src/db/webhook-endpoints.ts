import { and, asc, eq, sql } from "drizzle-orm";
import type { SQLiteUpdateSetSource } from "drizzle-orm/sqlite-core";

import { refusal } from "../lib/errors.ts";
import type { KeyRing } from "../lib/key-ring.ts";
import type { EventKind } from "../shipping/model/told-events.ts";
import type { Change } from "../shipping/ports/changes.ts";
import type { EndpointStore } from "../shipping/ports/telling.ts";
import type { AuditEntry } from "./audit.ts";
import type { Database } from "./database.ts";
import { webhookDeliveries, webhookEndpoints } from "./schema.ts";
import { transition } from "./transition.ts";

/** More would make each event a crowd of requests. */
export const ENDPOINTS_MAX = 20;

export function createEndpointStore(db: Database, keys: KeyRing): EndpointStore {
	const findRow = (id: string) =>
		db.query.webhookEndpoints.findFirst({ where: eq(webhookEndpoints.id, id) });

	/** False where there is none, or somebody was faster. */
	const alter = async (
		id: string,
		action: string,
		change: Change,
		set: SQLiteUpdateSetSource<typeof webhookEndpoints>,
	): Promise<boolean> => {
		const row = await findRow(id);
		if (row === undefined) {
			return false;
		}
		const outcome = await transition(db, {
			update: db
				.update(webhookEndpoints)
				.set({ ...set, version: row.version + 1, updatedAt: change.now })
				.where(and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.version, row.version))),
			audit: auditOf(id, action, row.version + 1, change),
			also:
				action === "webhook_endpoint.enabled"
					? [
							replaySince(
								id,
								missedSince(row),
								change.now,
								sql`webhook_deliveries.state <> 'taken'`,
							),
						]
					: [],
		});
		return outcome === "done";
	};

	return {
		async create({ secret, ...endpoint }, change) {
			if ((await db.$count(webhookEndpoints)) >= ENDPOINTS_MAX) {
				throw refusal(
					"webhook_endpoint.too_many",
					`There are ${ENDPOINTS_MAX} endpoints already. Delete one that nobody needs any more.`,
				);
			}
			await transition(db, {
				update: db.insert(webhookEndpoints).values({
					...endpoint,
					secretSealed: await keys.seal(secret, endpointSecretPlace(endpoint.id)),
					state: "active",
					createdAt: change.now,
					updatedAt: change.now,
				}),
				audit: {
					...auditOf(endpoint.id, "webhook_endpoint.created", 1, change),
					details: { kinds: endpoint.kinds },
				},
			});
		},

		change: async (id, { secret, ...set }, change) =>
			alter(id, "webhook_endpoint.changed", change, {
				...set,
				...(secret === undefined
					? {}
					: { secretSealed: await keys.seal(secret, endpointSecretPlace(id)) }),
				// Another address, or another secret: what was learnt of the one before holds no more.
				...(set.url === undefined && secret === undefined ? {} : { failures: 0, restUntil: 0 }),
			}),

		async remove(id, change) {
			const row = await findRow(id);
			if (row === undefined) {
				return false;
			}
			const outcome = await transition(db, {
				update: db
					.delete(webhookEndpoints)
					.where(and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.version, row.version))),
				audit: auditOf(id, "webhook_endpoint.deleted", row.version + 1, change),
				also: [db.delete(webhookDeliveries).where(eq(webhookDeliveries.endpointId, id))],
			});
			return outcome === "done";
		},

		disable: (id, change) =>
			alter(id, "webhook_endpoint.disabled", change, {
				state: "disabled",
				// What it misses begins with the first time, however often it is disabled.
				disabledAt: sql`case when state = 'disabled'
					then min(coalesce(disabled_at, ${change.now}), coalesce(failing_since, ${change.now}))
					else ${change.now} end`,
				failingSince: null,
			}),

		enable: (id, change) =>
			alter(id, "webhook_endpoint.enabled", change, {
				state: "active",
				disabledAt: null,
				failingSince: null,
				failures: 0,
				restUntil: 0,
			}),

		async replay(id, which, change) {
			const { meta } = await db.run(
				"eventId" in which
					? replayOne(id, which.eventId, change.now)
					: replaySince(id, which.since, change.now),
			);
			return meta.changes;
		},
	};
}

export type WebhookEndpoint = Omit<typeof webhookEndpoints.$inferSelect, "secretSealed">;

const COLUMNS = {
	id: webhookEndpoints.id,
	name: webhookEndpoints.name,
	url: webhookEndpoints.url,
	kinds: webhookEndpoints.kinds,
	state: webhookEndpoints.state,
	failingSince: webhookEndpoints.failingSince,
	failures: webhookEndpoints.failures,
	restUntil: webhookEndpoints.restUntil,
	lastCode: webhookEndpoints.lastCode,
	lastTakenAt: webhookEndpoints.lastTakenAt,
	disabledAt: webhookEndpoints.disabledAt,
	version: webhookEndpoints.version,
	createdAt: webhookEndpoints.createdAt,
	updatedAt: webhookEndpoints.updatedAt,
};

/** All of them; there are few. */
export function listWebhookEndpoints(db: Database): Promise<WebhookEndpoint[]> {
	return db
		.select(COLUMNS)
		.from(webhookEndpoints)
		.orderBy(asc(webhookEndpoints.id))
		.limit(ENDPOINTS_MAX);
}

export async function findWebhookEndpoint(
	db: Database,
	id: string,
): Promise<WebhookEndpoint | undefined> {
	const rows = await db.select(COLUMNS).from(webhookEndpoints).where(eq(webhookEndpoints.id, id));
	return rows[0];
}

export function endpointSecretPlace(endpointId: string): string {
	return `webhook_endpoint:${endpointId}`;
}

/** Since when it may have missed something: its first failure, or when a person disabled it. */
export function missedSince({
	failingSince,
	disabledAt,
}: Pick<WebhookEndpoint, "failingSince" | "disabledAt">): number {
	return Math.min(failingSince ?? Infinity, disabledAt ?? Infinity);
}

const CHOSE = sql`(e.kind in (select value from json_each(w.kinds)) or (e.kind like 'tracking.%'
	and 'tracking.changed' in (select value from json_each(w.kinds))))`;

const NAME = sql`case when e.kind in (select value from json_each(w.kinds)) then e.kind
	else 'tracking.changed' end`;

const AGAIN = sql`state = 'due', due_at = excluded.due_at, leased_until = null, attempts = 0,
	first_tried_at = null, last_code = null, updated_at = excluded.updated_at`;

/** Ids of events sort by time; see the triggers of the migration `telling`. */
function replaySince(id: string, since: number, now: number, onlyIf = sql`true`) {
	return sql`
		insert into webhook_deliveries (endpoint_id, event_id, name, state, due_at, updated_at)
		select w.id, e.id, ${NAME}, 'due', ${now}, ${now}
		from webhook_endpoints w join told_events e on e.id >= ${earliestEventId(since)}
		where w.id = ${id} and ${CHOSE}
		on conflict do update set ${AGAIN} where ${onlyIf}`;
}

/** Whether it was chosen or not: a person wants it. */
function replayOne(id: string, eventId: string, now: number) {
	return sql`
		insert into webhook_deliveries (endpoint_id, event_id, name, state, due_at, updated_at)
		select w.id, e.id, case when ${CHOSE} then ${NAME} else e.kind end, 'due', ${now}, ${now}
		from webhook_endpoints w join told_events e on e.id = ${eventId}
		where w.id = ${id}
		on conflict do update set ${AGAIN}`;
}

export function earliestEventId(atMs: number): string {
	const at = Number.isFinite(atMs) ? Math.max(0, Math.floor(atMs)) : 0xffffffffffff;
	return `evt_${at.toString(16).toUpperCase().padStart(12, "0")}`;
}

export type EndpointDelivery = {
	eventId: string;
	name: EventKind;
	kind: EventKind;
	at: number;
	orderId: string;
	orderNumber: number;
	shipmentId: string | null;
	state: "due" | "taken" | "failed";
	dueAt: number | null;
	attempts: number;
	lastCode: string | null;
	takenAt: number | null;
};

/** One page, the newest event first. */
export function listDeliveriesOf(
	db: Database,
	endpointId: string,
	page: { limit: number; cursor: string | undefined },
): Promise<EndpointDelivery[]> {
	const before = page.cursor === undefined ? sql`` : sql`and d.event_id < ${page.cursor}`;
	return db.all<EndpointDelivery>(sql`
		select d.event_id as eventId, d.name, e.kind, e.at, e.order_id as orderId,
			e.order_number as orderNumber, e.shipment_id as shipmentId, d.state, d.due_at as dueAt,
			d.attempts, d.last_code as lastCode, d.taken_at as takenAt
		from webhook_deliveries d join told_events e on e.id = d.event_id
		where d.endpoint_id = ${endpointId} ${before}
		order by d.event_id desc limit ${page.limit + 1}`);
}

function auditOf(id: string, action: string, version: number, change: Change): AuditEntry {
	return {
		at: change.now,
		actor: change.actor,
		action,
		subject: `webhook_endpoint:${id}`,
		version,
		correlationId: change.correlationId,
	};
}
