import { and, desc, eq, gt, gte, isNull, lt } from "drizzle-orm";

import type { Role } from "../shipping/model/roles.ts";
import type { SessionStore } from "../shipping/ports/access.ts";
import type { Actor } from "../shipping/ports/changes.ts";
import type { Database } from "./database.ts";
import { people, sessions } from "./schema.ts";
import { transition } from "./transition.ts";

/** The start of a hash names the session and can't be turned into its cookie. */
const ID_LENGTH = 16;

export function sessionIdOf(hash: string): string {
	return hash.slice(0, ID_LENGTH);
}

export function createSessionStore(db: Database): SessionStore {
	return {
		async create(session, change) {
			await transition(db, {
				update: db
					.insert(sessions)
					.values({ ...session, actor: change.actor, createdAt: change.now })
					.onConflictDoNothing(),
				audit: {
					at: change.now,
					actor: change.actor,
					action: "session.opened",
					subject: `session:${sessionIdOf(session.hash)}`,
					version: 1,
					correlationId: change.correlationId,
				},
			});
		},

		async close(id, change) {
			await transition(db, {
				update: db
					.update(sessions)
					.set({ endedAt: change.now })
					.where(and(hasId(id), isNull(sessions.endedAt))),
				audit: {
					at: change.now,
					actor: change.actor,
					action: "session.closed",
					subject: `session:${id}`,
					version: 2,
					correlationId: change.correlationId,
				},
			});
		},
	};
}

/** By a range, so that the key's index finds it. */
function hasId(id: string) {
	return and(gte(sessions.hash, id), lt(sessions.hash, `${id}g`));
}

export type FoundSession = {
	actor: Actor;
	personId: string | null;
	endedAt: number | null;
	/** Null where nobody is behind it, or nobody who may still enter. */
	role: Role | null;
};

/** Whose session it is, until it expires; also one that was ended. */
export async function findSession(
	db: Database,
	hash: string,
	now: number,
): Promise<FoundSession | undefined> {
	const rows = await db
		.select({
			actor: sessions.actor,
			personId: sessions.personId,
			endedAt: sessions.endedAt,
			role: people.role,
		})
		.from(sessions)
		.leftJoin(people, and(eq(people.id, sessions.personId), isNull(people.removedAt)))
		.where(and(eq(sessions.hash, hash), gt(sessions.expiresAt, now)));
	return rows[0];
}

export type OpenSession = {
	id: string;
	actor: Actor;
	personId: string | null;
	browser: string | null;
	createdAt: number;
	expiresAt: number;
};

const OPEN_MAX = 500;

/** The open ones, newest first; of one person only where an actor is given. */
export async function listOpenSessions(
	db: Database,
	now: number,
	actor?: Actor,
): Promise<OpenSession[]> {
	const rows = await db
		.select()
		.from(sessions)
		.where(
			and(
				gt(sessions.expiresAt, now),
				isNull(sessions.endedAt),
				actor === undefined ? undefined : eq(sessions.actor, actor),
			),
		)
		.orderBy(desc(sessions.createdAt))
		.limit(OPEN_MAX);
	return rows.map(({ hash, endedAt: _endedAt, ...row }) => ({ ...row, id: sessionIdOf(hash) }));
}
