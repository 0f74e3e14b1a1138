import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTVerifyGetKey } from "jose";
import { z } from "zod";

import { AppError, refusal } from "../../lib/errors.ts";
import type { AccessTeam } from "./team.ts";

/**
 * The assertion that Cloudflare Access puts on every request (`Cf-Access-Jwt-Assertion`): signed by the team, for
 * this application, not expired, and about a person. A key that is not known has the team's keys read again, at most
 * every half minute. Where they can't be read nobody enters. Claims as in Cloudflare's "Validate JWTs", 2026-05.
 */
const CLOCK_TOLERANCE_SECONDS = 30;
const KEYS_KEPT_MS = 600_000;
const KEYS_SPACING_MS = 30_000;
const KEYS_TIMEOUT_MS = 5_000;
const TEAMS_MAX = 10;

/** A service token has no e-mail, and is nobody here. */
const claimsSchema = z.object({ email: z.email().toLowerCase(), exp: z.int() });

const keysOfTeams = new Map<string, JWTVerifyGetKey>();

/** @throws AppError `auth.access_invalid`, `auth.access_unreachable` */
export async function verifyAccessToken(
	token: string,
	team: AccessTeam,
	nowMs: number,
): Promise<{ email: string; expiresAt: number }> {
	try {
		const { payload } = await jwtVerify(token, keysOf(team.issuer), {
			issuer: team.issuer,
			audience: team.audience,
			algorithms: ["RS256"],
			requiredClaims: ["exp", "iat", "sub"],
			currentDate: new Date(nowMs),
			clockTolerance: CLOCK_TOLERANCE_SECONDS,
		});
		const claims = claimsSchema.safeParse(payload);
		if (!claims.success) {
			throw notAccepted();
		}
		// As long as it could still be accepted: an ended session must be remembered until then.
		const expiresAt = (claims.data.exp + CLOCK_TOLERANCE_SECONDS) * 1_000;
		return { email: claims.data.email, expiresAt };
	} catch (cause) {
		throw isTokensFault(cause) ? notAccepted(cause) : unreachable(cause);
	}
}

function keysOf(issuer: string): JWTVerifyGetKey {
	let keys = keysOfTeams.get(issuer);
	if (keys === undefined) {
		keys = createRemoteJWKSet(new URL("/cdn-cgi/access/certs", issuer), {
			cacheMaxAge: KEYS_KEPT_MS,
			cooldownDuration: KEYS_SPACING_MS,
			timeoutDuration: KEYS_TIMEOUT_MS,
			[customFetch]: (url, options) => fetch(url, options),
		});
		if (keysOfTeams.size >= TEAMS_MAX) {
			keysOfTeams.clear();
		}
		keysOfTeams.set(issuer, keys);
	}
	return keys;
}

/** What is wrong with the token itself; everything else is trouble with reading the team's keys. */
function isTokensFault(error: unknown): boolean {
	return [
		AppError,
		errors.JWTExpired,
		errors.JWTClaimValidationFailed,
		errors.JWTInvalid,
		errors.JWSInvalid,
		errors.JWSSignatureVerificationFailed,
		errors.JOSEAlgNotAllowed,
		errors.JWKSNoMatchingKey,
	].some((kind) => error instanceof kind);
}

function notAccepted(cause?: unknown): AppError {
	const code = cause instanceof errors.JOSEError ? cause.code : "no_person";
	return new AppError({
		code: "auth.access_invalid",
		disposition: "refuse",
		message:
			"What Cloudflare Access says about you is expired or not meant for this application. Log out there, then log in again.",
		context: { reason: code },
		cause,
	});
}

function unreachable(cause: unknown): AppError {
	return new AppError({
		code: "auth.access_unreachable",
		disposition: "retry",
		message: "The keys of Cloudflare Access can't be read, so nobody can be let in. Try again.",
		cause,
	});
}

/** Known to Cloudflare Access, and to nobody here. */
export function nobody(email: string): AppError {
	return refusal(
		"auth.nobody",
		`Cloudflare Access says that you are ${email}, and nobody here has let you in. Ask an administrator to add that address under People, then reload this page.`,
	);
}
