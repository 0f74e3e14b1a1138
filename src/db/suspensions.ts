import { and, eq, isNotNull, isNull, lte, type SQL, sql } from "drizzle-orm";

import type { Suspension, SuspensionStore, Work } from "../shipping/ports/suspensions.ts";
import type { AuditEntry } from "./audit.ts";
import type { Database } from "./database.ts";
import { suspensions } from "./schema.ts";
import { transition } from "./transition.ts";

export function createSuspensionStore(db: Database): SuspensionStore {
	const isWork = ({ kind, scope }: Work) =>
		and(eq(suspensions.kind, kind), eq(suspensions.scope, scope));
	const findRow = (work: Work) => db.query.suspensions.findFirst({ where: isWork(work) });

	return {
		async find(work) {
			return toSuspension(await findRow(work));
		},

		async begin(work, { code, message, now, probeAt }) {
			const row = await findRow(work);
			if (row !== undefined && row.since !== null) {
				await db
					.update(suspensions)
					.set({ code, message, probeAt })
					.where(and(isWork(work), isNotNull(suspensions.since)));
				return false;
			}
			const set = { code, message, since: now, probeAt };
			const outcome = await transition(db, {
				update: db
					.insert(suspensions)
					.values({ ...work, ...set })
					.onConflictDoUpdate({
						target: [suspensions.kind, suspensions.scope],
						set: { ...set, version: sql`${suspensions.version} + 1` },
						setWhere: isNull(suspensions.since),
					}),
				audit: auditOf(work, "work.suspended", (row?.version ?? 0) + 1, { at: now, code }),
			});
			return outcome === "done";
		},

		async takeProbe(work, { now, next }) {
			const { meta } = await db
				.update(suspensions)
				.set({ probeAt: next })
				.where(and(isWork(work), isNotNull(suspensions.since), lte(suspensions.probeAt, now)));
			return meta.changes === 1;
		},

		async end(work, now) {
			const row = await findRow(work);
			if (row === undefined || row.since === null) {
				return false;
			}
			const outcome = await transition(db, {
				update: db
					.update(suspensions)
					.set({ since: null, version: sql`version + 1` })
					.where(and(isWork(work), eq(suspensions.version, row.version))),
				audit: auditOf(work, "work.goes_on", row.version + 1, { at: now, code: row.code }),
			});
			return outcome === "done";
		},
	};
}

/** What stands still now, the longest first. */
export async function listSuspensions(db: Database, limit: number): Promise<Suspension[]> {
	const rows = await db
		.select()
		.from(suspensions)
		.where(isNotNull(suspensions.since))
		.orderBy(suspensions.since)
		.limit(limit);
	return rows.flatMap((row) => toSuspension(row) ?? []);
}

/** What was mended may be tried at once. */
export function probeSuspensions(kinds: readonly Work["kind"][], scopes: SQL, now: number): SQL {
	return sql`update suspensions set probe_at = ${now}
		where since is not null and kind in (select value from json_each(${JSON.stringify(kinds)}))
			and scope in ${scopes}`;
}

function toSuspension(row: typeof suspensions.$inferSelect | undefined): Suspension | undefined {
	if (row === undefined || row.since === null) {
		return undefined;
	}
	const { kind, scope, code, message, since, probeAt } = row;
	return { kind, scope, code, message, since, probeAt };
}

function auditOf(
	{ kind, scope }: Work,
	action: string,
	version: number,
	{ at, code }: { at: number; code: string },
): AuditEntry {
	return {
		at,
		actor: "system",
		action,
		subject: `${kind}:${scope}`,
		version,
		details: { code },
	};
}
