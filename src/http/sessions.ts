import { findPersonByEmail } from "../db/people.ts";
import { findSession, sessionIdOf } from "../db/sessions.ts";
import { sha256Hex } from "../lib/encoding.ts";
import { refusal } from "../lib/errors.ts";
import { randomSecret } from "../lib/random-secret.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import { nobody, verifyAccessToken } from "./access/access-token.ts";
import { nameBrowser } from "./access/browser-name.ts";
import type { AccessTeam } from "./access/team.ts";
import { ADMIN_ACTOR, isAdminTokenDoorOpen } from "./auth.ts";
import { changeOf, type HttpContext, type Operator } from "./context.ts";
import { keepCookie, readCookie } from "./cookies.ts";

/**
 * Who is at the console. ADMIN_TOKEN opens a session that a cookie carries, kept here as its hash alone. A person of
 * Cloudflare Access has a session for each of its tokens: it opens by itself at the first request and, once it was
 * ended, that token is refused until it expires.
 */
const COOKIE = "session";
const ASSERTION = "Cf-Access-Jwt-Assertion";

/** Opens the session of whoever gave ADMIN_TOKEN. */
export async function openSession(c: HttpContext): Promise<void> {
	const secret = randomSecret();
	const now = c.var.services.clock.now();
	await c.var.services.setup.sessions.create(
		{
			hash: await cookieHash(c, secret),
			expiresAt: now + LIMITS.sessionMs,
			personId: null,
			browser: nameBrowser(c.req.header("User-Agent")),
		},
		{ now, actor: ADMIN_ACTOR, correlationId: c.var.requestId },
	);
	keepCookie(c, COOKIE, secret, { path: "/", maxAgeSeconds: LIMITS.sessionMs / 1_000 });
}

export async function closeSession(c: HttpContext, operator: Operator): Promise<void> {
	await c.var.services.setup.sessions.close(sessionIdOf(operator.sessionHash), changeOf(c));
	keepCookie(c, COOKIE, "", { path: "/", maxAgeSeconds: 0 });
}

/**
 * Whose session the request's browser holds; undefined without one.
 * @throws AppError `auth.nobody`, `auth.access_invalid`, `auth.session_ended`, `auth.access_unreachable`
 */
export async function findOperator(c: HttpContext): Promise<Operator | undefined> {
	const administrator = await findAdministrator(c);
	if (administrator !== undefined) {
		return administrator;
	}
	const team = c.var.accessTeam();
	const assertion = c.req.header(ASSERTION);
	return team === undefined || assertion === undefined
		? undefined
		: findByAssertion(c, assertion, team);
}

/** Whose browser holds a session that ADMIN_TOKEN opened. */
export async function findAdministrator(c: HttpContext): Promise<Operator | undefined> {
	const secret = readCookie(c, COOKIE);
	if (secret === undefined) {
		return undefined;
	}
	const { db, clock } = c.var.services;
	const sessionHash = await cookieHash(c, secret);
	const found = await findSession(db, sessionHash, clock.now());
	const isOpen = found !== undefined && found.endedAt === null && found.personId === null;
	return isOpen && (await isAdminTokenDoorOpen(c))
		? { actor: found.actor, role: "administrator", email: null, sessionHash }
		: undefined;
}

/** The role is read at every request: a person who was removed or demoted is that at once. */
async function findByAssertion(
	c: HttpContext,
	assertion: string,
	team: AccessTeam,
): Promise<Operator> {
	const { db, clock, setup } = c.var.services;
	const now = clock.now();
	const { email, expiresAt } = await verifyAccessToken(assertion, team, now);
	const sessionHash = await sha256Hex(`access\n${assertion}`);
	const found = await findSession(db, sessionHash, now);
	if (found !== undefined && found.endedAt !== null) {
		throw refusal(
			"auth.session_ended",
			"This session was ended. Log out at Cloudflare Access, then log in again.",
		);
	}
	if (found?.role) {
		return { actor: found.actor, role: found.role, email, sessionHash };
	}
	const person = await findPersonByEmail(db, email);
	if (person === undefined) {
		throw nobody(email);
	}
	const actor = `person:${person.id}`;
	await setup.sessions.create(
		{
			hash: sessionHash,
			expiresAt,
			personId: person.id,
			browser: nameBrowser(c.req.header("User-Agent")),
		},
		{ now, actor, correlationId: c.var.requestId },
	);
	return { actor, role: person.role, email, sessionHash };
}

/** The token that opened it is part of it, so that another ADMIN_TOKEN ends every session. */
function cookieHash(c: HttpContext, secret: string): Promise<string> {
	return sha256Hex([secret, c.var.adminToken].join("\n"));
}
