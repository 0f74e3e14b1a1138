import { findSession } from "../db/sessions.ts";
import { sha256Hex } from "../lib/encoding.ts";
import { LIMITS } from "../shipping/limits.ts";
import { randomSecret } from "../shipping/random-secret.ts";
import { ADMIN_ACTOR } from "./auth.ts";
import { changeOf, type HttpContext, type Operator } from "./context.ts";
import { keepCookie, readCookie } from "./cookies.ts";

/** The operator's session: a cookie that is kept here as its hash alone. */
const COOKIE = "session";
const SESSION_MS = 12 * LIMITS.hour;

export async function openSession(c: HttpContext): Promise<void> {
	const secret = randomSecret();
	const now = c.var.services.clock.now();
	await c.var.services.setup.sessions.create(
		{ hash: await sessionHashOf(c, secret), expiresAt: now + SESSION_MS },
		{ now, actor: ADMIN_ACTOR, correlationId: c.var.requestId },
	);
	keepCookie(c, COOKIE, secret, { path: "/", maxAgeSeconds: SESSION_MS / 1_000 });
}

export async function closeSession(c: HttpContext, operator: Operator): Promise<void> {
	await c.var.services.setup.sessions.close(operator.sessionHash, changeOf(c));
	keepCookie(c, COOKIE, "", { path: "/", maxAgeSeconds: 0 });
}

/** Whose session the request's browser holds; undefined without one. */
export async function findOperator(c: HttpContext): Promise<Operator | undefined> {
	const secret = readCookie(c, COOKIE);
	if (secret === undefined) {
		return undefined;
	}
	const { db, clock } = c.var.services;
	const sessionHash = await sessionHashOf(c, secret);
	const found = await findSession(db, sessionHash, clock.now());
	return found === undefined ? undefined : { actor: found.actor, sessionHash };
}

/** The token that opened it is part of it, so that another ADMIN_TOKEN ends every session. */
function sessionHashOf(c: HttpContext, secret: string): Promise<string> {
	return sha256Hex([secret, c.var.adminToken].join("\n"));
}
