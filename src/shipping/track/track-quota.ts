import { utcDay } from "../../lib/days.ts";
import type { ShippingDeps } from "../deps.ts";
import { LIMITS } from "../model/limits.ts";

type QuotaDeps = Pick<ShippingDeps, "counts" | "clock">;

/**
 * Calls to the Track project of an account today. The quota is the project's, whose credentials are the account's;
 * following parcels leaves a part of it to looking up lost bookings.
 */
const CALLS = "track-calls";

/** How many calls are left of the first `share` of the day. */
export async function countTrackCallsLeft(
	accountId: string,
	share: number,
	{ counts, clock }: QuotaDeps,
): Promise<number> {
	return share - (await counts.find(utcDay(clock.now()), scopeOf(accountId), CALLS));
}

export async function addTrackCalls(
	accountId: string,
	calls: number,
	{ counts, clock }: QuotaDeps,
): Promise<void> {
	await counts.add(utcDay(clock.now()), [{ scope: scopeOf(accountId), name: CALLS, count: calls }]);
}

/** FedEx's days end at 00:00 GMT. https://developer.fedex.com/api/en-us/guides/ratelimits.html (checked 2026-11) */
export function untilMidnight(now: number): number {
	return now - (now % LIMITS.day) + LIMITS.day;
}

function scopeOf(accountId: string): string {
	return `fedex_account:${accountId}`;
}
