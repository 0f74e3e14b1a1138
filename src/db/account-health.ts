import { and, eq, isNotNull, isNull, lte, sql } from "drizzle-orm";

import type { AccountStore } from "../shipping/ports/fedex-accounts.ts";
import type { Database } from "./database.ts";
import { findFedexAccount } from "./fedex-accounts.ts";
import { fedexAccounts } from "./schema.ts";
import { transition } from "./transition.ts";

/** What the daily work notes about a FedEx account. */
export function createAccountStore(db: Database): AccountStore {
	return {
		find: (id) => findFedexAccount(db, id),

		async suspend(id, why) {
			const account = await findFedexAccount(db, id);
			if (account === undefined) {
				return;
			}
			if (account.suspendedAt !== null) {
				// The notice was given; a probe that fails only moves the next probe.
				await db
					.update(fedexAccounts)
					.set({ probeAt: why.probeAt })
					.where(and(eq(fedexAccounts.id, id), isNotNull(fedexAccounts.suspendedAt)));
				return;
			}
			await transition(db, {
				update: db
					.update(fedexAccounts)
					.set({
						suspendedAt: why.now,
						suspendedCode: why.code,
						suspendedMessage: why.message,
						probeAt: why.probeAt,
						version: sql`version + 1`,
						updatedAt: why.now,
					})
					.where(
						and(
							eq(fedexAccounts.id, id),
							eq(fedexAccounts.version, account.version),
							isNull(fedexAccounts.suspendedAt),
						),
					),
				audit: {
					at: why.now,
					actor: "system",
					action: "fedex_account.suspended",
					subject: `fedex_account:${id}`,
					version: account.version + 1,
					details: { code: why.code },
				},
			});
		},

		async takeProbe(id, { now, next }) {
			const { meta } = await db
				.update(fedexAccounts)
				.set({ probeAt: next })
				.where(
					and(
						eq(fedexAccounts.id, id),
						isNotNull(fedexAccounts.suspendedAt),
						lte(fedexAccounts.probeAt, now),
					),
				);
			return meta.changes === 1;
		},

		async countUncertain(id) {
			const [row] = await db
				.update(fedexAccounts)
				.set({ uncertainInARow: sql`uncertain_in_a_row + 1` })
				.where(eq(fedexAccounts.id, id))
				.returning({ inARow: fedexAccounts.uncertainInARow });
			return row?.inARow ?? 0;
		},

		async resume(id, now) {
			const account = await findFedexAccount(db, id);
			if (account === undefined || account.suspendedAt === null) {
				return;
			}
			await transition(db, {
				update: db
					.update(fedexAccounts)
					.set({
						suspendedAt: null,
						suspendedCode: null,
						suspendedMessage: null,
						probeAt: null,
						version: sql`version + 1`,
						updatedAt: now,
					})
					.where(and(eq(fedexAccounts.id, id), eq(fedexAccounts.version, account.version))),
				audit: {
					at: now,
					actor: "system",
					action: "fedex_account.works_again",
					subject: `fedex_account:${id}`,
					version: account.version + 1,
				},
			});
		},
	};
}
