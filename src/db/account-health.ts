import { eq, sql } from "drizzle-orm";

import type { AccountStore } from "../shipping/stores.ts";
import type { Database } from "./database.ts";
import { findFedexAccount } from "./fedex-accounts.ts";
import { fedexAccounts } from "./schema.ts";

/** What the daily work notes about a FedEx account. */
export function createAccountStore(db: Database): AccountStore {
	return {
		find: (id) => findFedexAccount(db, id),

		async suspend(id, why) {
			await db
				.update(fedexAccounts)
				.set({
					// The first notice stays; a probe that fails only moves the next probe.
					suspendedAt: sql`coalesce(suspended_at, ${why.now})`,
					suspendedCode: why.code,
					suspendedMessage: why.message,
					probeAt: why.probeAt,
					updatedAt: why.now,
				})
				.where(eq(fedexAccounts.id, id));
		},
	};
}
