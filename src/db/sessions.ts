import { and, eq, gt } from "drizzle-orm";

import type { SessionStore } from "../shipping/ports/access.ts";
import type { Actor } from "../shipping/ports/changes.ts";
import type { Database } from "./database.ts";
import { sessions } from "./schema.ts";
import { transition } from "./transition.ts";

export function createSessionStore(db: Database): SessionStore {
	return {
		async create(session, change) {
			await transition(db, {
				update: db.insert(sessions).values({
					...session,
					actor: change.actor,
					createdAt: change.now,
				}),
				audit: {
					at: change.now,
					actor: change.actor,
					action: "session.opened",
					// The start of a hash names the session and can't be turned into its cookie.
					subject: `session:${session.hash.slice(0, 16)}`,
					version: 1,
					correlationId: change.correlationId,
				},
			});
		},

		async close(hash, change) {
			await transition(db, {
				update: db.delete(sessions).where(eq(sessions.hash, hash)),
				audit: {
					at: change.now,
					actor: change.actor,
					action: "session.closed",
					subject: `session:${hash.slice(0, 16)}`,
					version: 2,
					correlationId: change.correlationId,
				},
			});
		},
	};
}

/** Who opened the session, while it lasts. */
export async function findSession(
	db: Database,
	hash: string,
	now: number,
): Promise<{ actor: Actor } | undefined> {
	const rows = await db
		.select({ actor: sessions.actor })
		.from(sessions)
		.where(and(eq(sessions.hash, hash), gt(sessions.expiresAt, now)));
	return rows[0];
}
