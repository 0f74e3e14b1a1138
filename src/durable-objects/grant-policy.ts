import type { TokenVerdict } from "../exact/oauth.ts";
import { backoffMs } from "../lib/backoff.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import type { GrantRecord } from "./grant-record.ts";

/**
 * When the token endpoint may be asked, and how long it is left alone after a refusal. Exact gives no new token
 * before 570 s, counts every refusal towards its hourly error limit, and answers about 200 requests a day
 * (knowledge base, "OAuth" and "API limits", 2026-11).
 */
const FAILED_BASE_MS = 30_000;
const FAILED_CAP_MS = 15 * LIMITS.minute;
/** With no usable token in hand: some token was issued that never arrived, at most 570 s ago. */
const TOO_EARLY_MS = 5 * LIMITS.minute;

export function isRefreshDue(grant: GrantRecord, nowMs: number): boolean {
	return (
		grant.deadReason === null &&
		nowMs - grant.issuedAt >= LIMITS.exactTokenRefreshFromMs &&
		nowMs >= grant.holdUntil
	);
}

export function isTokenUsable(grant: GrantRecord, nowMs: number): boolean {
	return grant.accessToken !== null && nowMs < grant.endsAt;
}

/** The earliest instant at which a newer token may be had. */
export function nextRefreshAt(grant: GrantRecord): number {
	return Math.max(grant.issuedAt + LIMITS.exactTokenRefreshFromMs, grant.holdUntil);
}

export function grantExpiresAt(grant: GrantRecord): number {
	return grant.issuedAt + LIMITS.exactGrantLifeMs;
}

/** The grant after a refresh that brought no token. */
export function afterFailure(
	grant: GrantRecord,
	verdict: Exclude<TokenVerdict, { kind: "granted" }>,
	nowMs: number,
): GrantRecord {
	if (verdict.kind === "dead") {
		return { ...grant, deadReason: verdict.reason };
	}
	const failures = grant.failures + 1;
	return { ...grant, failures, holdUntil: holdUntil({ ...grant, failures }, verdict, nowMs) };
}

function holdUntil(
	grant: GrantRecord,
	verdict: Exclude<TokenVerdict, { kind: "granted" | "dead" }>,
	nowMs: number,
): number {
	if (verdict.kind === "too-early") {
		return isTokenUsable(grant, nowMs) ? grant.endsAt : nowMs + TOO_EARLY_MS;
	}
	if (verdict.kind === "refused") {
		return nowMs + LIMITS.suspendedProbeMs;
	}
	return (
		nowMs +
		backoffMs({
			attempt: grant.failures,
			baseMs: FAILED_BASE_MS,
			capMs: FAILED_CAP_MS,
			retryAfterSeconds: verdict.retryAfterSeconds,
			// One object asks for one grant, so there is nobody to spread out from.
			random: () => 1,
		})
	);
}
