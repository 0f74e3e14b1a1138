import { and, eq, sql } from "drizzle-orm";

import type { LeaseStore } from "../shipping/ports/machinery.ts";
import type { Database } from "./database.ts";
import { leases } from "./schema.ts";

export function createLeaseStore(db: Database): LeaseStore {
	return {
		async acquire(kind, scope, lease) {
			const rows = await db
				.insert(leases)
				.values({ kind, scope, holder: lease.holder, heldUntil: lease.until })
				.onConflictDoUpdate({
					target: [leases.kind, leases.scope],
					set: { holder: lease.holder, heldUntil: lease.until },
					// The holder itself may renew.
					setWhere: sql`${leases.heldUntil} <= ${lease.now} or ${leases.holder} = ${lease.holder}`,
				})
				.returning({ holder: leases.holder });
			return rows.length === 1;
		},
		async release(kind, scope, holder) {
			await db
				.delete(leases)
				.where(and(eq(leases.kind, kind), eq(leases.scope, scope), eq(leases.holder, holder)));
		},
	};
}
