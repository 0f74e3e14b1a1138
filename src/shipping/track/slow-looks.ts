import { LIMITS } from "../model/limits.ts";
import type { FedexAccount } from "../ports/fedex-accounts.ts";
import type { TrackingStore } from "../ports/tracking.ts";

/**
 * While FedEx pushes what happens to an account's parcels, looking is only the safety net: each next look comes so many
 * times later. Once nothing was pushed for a day the usual pace is back.
 */
export function withSlowLooks(
	tracking: TrackingStore,
	account: Pick<FedexAccount, "pushHeardAt">,
	now: number,
): TrackingStore {
	const { pushHeardAt } = account;
	if (pushHeardAt === null || pushHeardAt < now - LIMITS.pushFreshMs) {
		return tracking;
	}
	const later = (dueAt: number) => (dueAt > now ? now + (dueAt - now) * LIMITS.pushSlowsBy : dueAt);
	return {
		...tracking,
		settle: (accountId, settlement, at) =>
			tracking.settle(
				accountId,
				{
					...settlement,
					dueAt: later(settlement.dueAt),
					moving: settlement.moving.map((to) => ({ ...to, dueAt: later(to.dueAt) })),
				},
				at,
			),
	};
}
