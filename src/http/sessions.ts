import { findSession } from "../db/sessions.ts";
import { sha256Hex } from "../lib/encoding.ts";
import { refusal } from "../lib/errors.ts";
import { LIMITS } from "../shipping/limits.ts";
import { randomSecret } from "../shipping/random-secret.ts";
import type { Actor } from "../shipping/stores.ts";
import { ADMIN_ACTOR, isSameSecret, requireStrongAdminToken } from "./auth.ts";
import { type Api, type HttpContext, newApi } from "./context.ts";
import { keepCookie, readCookie } from "./cookies.ts";

const COOKIE = "session";
const SESSION_MS = 12 * LIMITS.hour;

/** Opens the operator's session with the administrator's token. */
export function sessionRoutes(): Api {
	const routes = newApi();
	routes.post("/login", async (c) => {
		const form = await c.req.parseBody();
		requireStrongAdminToken(c.var.adminToken);
		const token = form["token"];
		if (typeof token !== "string" || !(await isSameSecret(token, c.var.adminToken))) {
			throw refusal("auth.invalid", "The token is not the administrator's.");
		}
		const secret = randomSecret();
		const now = c.var.services.clock.now();
		await c.var.services.setup.sessions.create(
			{ hash: await sha256Hex(secret), expiresAt: now + SESSION_MS },
			{ now, actor: ADMIN_ACTOR, correlationId: c.var.requestId },
		);
		keepCookie(c, COOKIE, secret, { path: "/", maxAgeSeconds: SESSION_MS / 1_000 });
		return c.redirect("/", 303);
	});
	return routes;
}

/** Whose session the request's browser holds; undefined without one. */
export async function findOperator(c: HttpContext): Promise<{ actor: Actor } | undefined> {
	const secret = readCookie(c, COOKIE);
	if (secret === undefined) {
		return undefined;
	}
	const { db, clock } = c.var.services;
	return findSession(db, await sha256Hex(secret), clock.now());
}
