import { and, desc, eq, lt, lte, ne, notExists, sql } from "drizzle-orm";

import { newId } from "../lib/ids.ts";
import type { KeyRing } from "../lib/key-ring.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import type { Change } from "../shipping/ports/changes.ts";
import type {
	Connection,
	ConnectionStore,
	GrantedConnection,
	NewConnection,
} from "../shipping/ports/connections.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import type { PageRequest } from "./page.ts";
import { connections, divisions } from "./schema.ts";
import { probeSuspensions } from "./suspensions.ts";
import { transition } from "./transition.ts";

const COLUMNS = {
	id: connections.id,
	name: connections.name,
	region: connections.region,
	clientId: connections.clientId,
	status: connections.status,
	userId: connections.userId,
	userName: connections.userName,
	grantExpiresAt: connections.grantExpiresAt,
	version: connections.version,
	createdAt: connections.createdAt,
};

export function createConnectionStore(db: Database, keys: KeyRing): ConnectionStore {
	return {
		async create(connection, change) {
			await transition(db, {
				update: db.insert(connections).values(await toRow(connection, keys, change)),
				audit: auditOf(connection.id, 1, "connection.created", change, {
					region: connection.region,
				}),
			});
		},

		find: (id) => findConnection(db, id),

		async connect(connection, granted, change) {
			return transition(db, {
				update: db
					.update(connections)
					.set({
						status: "connected",
						userId: granted.user.id,
						userName: granted.user.name,
						grantExpiresAt: granted.grantExpiresAt,
						keepAliveDueAt: granted.keepAliveDueAt,
						version: sql`version + 1`,
						updatedAt: change.now,
					})
					.where(isUnchanged(connection)),
				audit: auditOf(connection.id, connection.version + 1, "connection.connected", change, {
					userId: granted.user.id,
					divisions: granted.divisions.map((division) => division.code),
				}),
				also: [
					upsertDivisions(connection, granted, change.now),
					...resumeWork(connection.id, change.now),
				],
			});
		},

		noteSecret: (connection, change) =>
			transition(db, {
				update: db
					.update(connections)
					.set({ version: sql`version + 1`, updatedAt: change.now })
					.where(isUnchanged(connection)),
				audit: auditOf(
					connection.id,
					connection.version + 1,
					"connection.secret_given",
					change,
					{},
				),
			}),

		async remove(connection, change) {
			const inUse = db
				.select({ id: divisions.id })
				.from(divisions)
				.where(and(eq(divisions.connectionId, connection.id), ne(divisions.mode, "off")));
			return transition(db, {
				update: db.delete(connections).where(and(isUnchanged(connection), notExists(inUse))),
				audit: auditOf(connection.id, connection.version + 1, "connection.deleted", change, {}),
				also: [db.delete(divisions).where(eq(divisions.connectionId, connection.id))],
			});
		},

		async listDivisionsOfOthers(connection, codes) {
			return db
				.select({ code: divisions.code, name: divisions.name, connectionName: connections.name })
				.from(divisions)
				.innerJoin(connections, eq(connections.id, divisions.connectionId))
				.where(
					and(
						eq(divisions.region, connection.region),
						ne(divisions.connectionId, connection.id),
						ne(divisions.mode, "off"),
						eq(connections.status, "connected"),
						sql`${divisions.code} in ${idsParameter(codes)}`,
					),
				);
		},

		async listDivisionsInUse(id) {
			return db
				.select({
					id: divisions.id,
					code: divisions.code,
					name: divisions.name,
					mode: divisions.mode,
				})
				.from(divisions)
				.where(and(eq(divisions.connectionId, id), ne(divisions.mode, "off")))
				.orderBy(divisions.code);
		},
	};
}

export async function findConnection(db: Database, id: string): Promise<Connection | undefined> {
	const rows = await db.select(COLUMNS).from(connections).where(eq(connections.id, id));
	return rows[0];
}

export async function listConnections(db: Database, page: PageRequest): Promise<Connection[]> {
	return db
		.select(COLUMNS)
		.from(connections)
		.where(page.cursor === undefined ? undefined : lt(connections.id, page.cursor))
		.orderBy(desc(connections.id))
		.limit(page.limit + 1);
}

/** All of them behind that one; a company has a handful. */
export async function listConnectionIds(db: Database, after: string | null): Promise<string[]> {
	const rows = await db.all<{ id: string }>(
		sql`select id from connections where id > ${after ?? ""} order by id`,
	);
	return rows.map(({ id }) => id);
}

/** The secret that Exact signs this connection's webhooks with. */
export async function findWebhookSecret(
	db: Database,
	keys: KeyRing,
	id: string,
): Promise<string | undefined> {
	const rows = await db
		.select({ sealed: connections.webhookSecretSealed })
		.from(connections)
		.where(eq(connections.id, id));
	const sealed = rows[0]?.sealed;
	return sealed === undefined ? undefined : keys.open(sealed, webhookSecretPlace(id));
}

async function toRow(connection: NewConnection, keys: KeyRing, change: Change) {
	const { webhookSecret, ...known } = connection;
	return {
		...known,
		webhookSecretSealed: await keys.seal(webhookSecret, webhookSecretPlace(connection.id)),
		status: "pending" as const,
		createdAt: change.now,
		updatedAt: change.now,
	};
}

export function webhookSecretPlace(id: string): string {
	return `connection:${id}:webhook-secret`;
}

function isUnchanged(connection: Connection) {
	return and(eq(connections.id, connection.id), eq(connections.version, connection.version));
}

/** Those that are known keep their mode and settings; Exact's marker of a move is the poll's to write. */
function upsertDivisions(connection: Connection, granted: GrantedConnection, now: number) {
	const rows = granted.divisions.map((division) => ({ ...division, id: newId("div", now) }));
	return sql`
		insert into divisions (id, connection_id, region, code, name, country, currency, mode, move_marker,
			created_at, updated_at)
		select value ->> 'id', ${connection.id}, ${connection.region}, value ->> 'code', value ->> 'name',
			value ->> 'country', value ->> 'currency', 'off', value ->> 'moveMarker', ${now}, ${now}
		from json_each(${JSON.stringify(rows)})
		where true
		on conflict (region, code) do update set name = excluded.name, country = excluded.country,
			currency = excluded.currency, connection_id = excluded.connection_id,
			updated_at = excluded.updated_at`;
}

/**
 * What waited for the consent is due now. A Document whose fate is in doubt still waits its minute: looked for too
 * early it would not be found, and be written twice.
 */
function resumeWork(connectionId: string, now: number) {
	const inUse = sql`(select id from divisions
		where connection_id = ${connectionId} and mode <> 'off' and settings is not null)`;
	return [
		sql`update divisions set poll_due_at = ${now} where id in ${inUse} and poll_due_at > ${now}`,
		sql`update write_backs
			set due_at = case when state = 'doubtful'
				then max(${now}, coalesce(posted_at, ${now}) + ${LIMITS.documentLookDelayMs}) else ${now} end
			where division_id in ${inUse} and state in ('due', 'doubtful') and due_at > ${now}`,
		probeSuspensions(["write-back", "document-look"], inUse, now),
		sql`update webhook_subscriptions set due_at = ${now}, failures = 0
			where division_id in ${inUse} and state <> 'subscribed'`,
	];
}

function auditOf(
	id: string,
	version: number,
	action: string,
	change: Change,
	details: Record<string, unknown>,
) {
	return {
		at: change.now,
		actor: change.actor,
		action,
		subject: `connection:${id}`,
		version,
		correlationId: change.correlationId,
		details,
	};
}

export async function isKeepAliveDue(db: Database, id: string, now: number): Promise<boolean> {
	const rows = await db
		.select({ id: connections.id })
		.from(connections)
		.where(and(eq(connections.id, id), lte(connections.keepAliveDueAt, now)));
	return rows.length === 1;
}

/** What the keeper of the grant said when it was last looked after. A change of status is audited. */
export async function noteGrant(
	db: Database,
	id: string,
	grant: { state: Connection["status"]; grantExpiresAt: number | null },
	next: { now: number; keepAliveDueAt: number | null },
): Promise<{ isNews: boolean }> {
	const connection = await findConnection(db, id);
	if (connection === undefined) {
		return { isNews: false };
	}
	const noted = {
		status: grant.state,
		grantExpiresAt: grant.grantExpiresAt,
		keepAliveDueAt: next.keepAliveDueAt,
		updatedAt: next.now,
	};
	if (connection.status === grant.state) {
		await db.update(connections).set(noted).where(isUnchanged(connection));
		return { isNews: false };
	}
	const outcome = await transition(db, {
		update: db
			.update(connections)
			.set({ ...noted, version: sql`version + 1` })
			.where(isUnchanged(connection)),
		audit: {
			at: next.now,
			actor: "system",
			action: `connection.${grant.state}`,
			subject: `connection:${id}`,
			version: connection.version + 1,
		},
	});
	return { isNews: outcome === "done" };
}
