import { and, eq, isNotNull, isNull, max } from "drizzle-orm";

import type { SystemStore } from "../shipping/ports/machinery.ts";
import type { Database } from "./database.ts";
import { auditEvents, settings } from "./schema.ts";
import { transition } from "./transition.ts";

const ROW = 1;
const SUBJECT = "system:all";

/** The whole has no version of its own: the last one in its audit is, and that is unique. */
export function createSystemStore(db: Database): SystemStore {
	return {
		pausedAt: () => findPausedAt(db),

		async setPaused(isPaused, change) {
			const last = await db
				.select({ version: max(auditEvents.version) })
				.from(auditEvents)
				.where(eq(auditEvents.subject, SUBJECT));
			const isOther = isPaused ? isNull(settings.pausedAt) : isNotNull(settings.pausedAt);
			return transition(db, {
				update: db
					.update(settings)
					.set({ pausedAt: isPaused ? change.now : null })
					.where(and(eq(settings.id, ROW), isOther)),
				audit: {
					at: change.now,
					actor: change.actor,
					action: isPaused ? "system.paused" : "system.resumed",
					subject: SUBJECT,
					version: (last[0]?.version ?? 0) + 1,
					correlationId: change.correlationId,
				},
			});
		},
	};
}

export async function findPausedAt(db: Database): Promise<number | null> {
	const rows = await db
		.select({ pausedAt: settings.pausedAt })
		.from(settings)
		.where(eq(settings.id, ROW));
	return rows[0]?.pausedAt ?? null;
}

/** Until when ADMIN_TOKEN may be used beside Cloudflare Access; 0 where that was never asked for. */
export async function findAdminTokenUntil(db: Database): Promise<number> {
	const rows = await db
		.select({ until: settings.adminTokenUntil })
		.from(settings)
		.where(eq(settings.id, ROW));
	return rows[0]?.until ?? 0;
}
