import type { MiddlewareHandler } from "hono";

import { findApiToken } from "../db/api-tokens.ts";
import { findAdminTokenUntil } from "../db/system.ts";
import { utcDay } from "../lib/days.ts";
import { sha256Hex } from "../lib/encoding.ts";
import { AppError, refusal } from "../lib/errors.ts";
import { API_TOKEN_PREFIX } from "../shipping/operate/create-api-token.ts";
import type { Scope } from "../shipping/ports/access.ts";
import { limitCalls } from "./access/rate-limit.ts";
import { throttle } from "./access/throttle.ts";
import type { Caller, HttpContext, HttpEnv } from "./context.ts";

/**
 * Who calls: the administrator by `ADMIN_TOKEN` with every scope, or a program by an API token with its own. A
 * missing or short `ADMIN_TOKEN` closes the API for all but API tokens: a guessable one is worse than none. So does
 * Cloudflare Access, but for an hour after `npm run admin:reset`.
 */
const ADMIN_TOKEN_MIN = 24;
export const ADMIN_ACTOR = "operator:admin";

const ALL_SCOPES: readonly Scope[] = ["read", "operate", "admin"];
/** A scope brings those before it. */
const BROUGHT: Record<Scope, readonly Scope[]> = {
	read: ["read"],
	operate: ["read", "operate"],
	admin: ALL_SCOPES,
};

export const authenticate: MiddlewareHandler<HttpEnv> = async (c, next) => {
	c.set("caller", await identify(c));
	await next();
};

export function requireScope(scope: Scope): MiddlewareHandler<HttpEnv> {
	return async (c, next) => {
		if (c.var.caller?.scopes.includes(scope) !== true) {
			throw refusal("auth.scope", `This call needs a token with the scope "${scope}".`);
		}
		await next();
	};
}

async function identify(c: HttpContext): Promise<Caller> {
	const token = /^Bearer +(\S+) *$/i.exec(c.req.header("Authorization") ?? "")?.[1];
	if (token?.startsWith(API_TOKEN_PREFIX) === true) {
		return identifyProgram(c, token);
	}
	if (token === undefined) {
		requireStrongAdminToken(c.var.adminToken);
		throw refusal("auth.missing", "Send a token: Authorization: Bearer <token>.");
	}
	await requireAdminTokenDoor(c);
	const isRight = await isSameSecret(token, c.var.adminToken);
	await throttle(c, "admin_token", isRight);
	if (!isRight) {
		throw invalidToken();
	}
	return { kind: "admin", actor: ADMIN_ACTOR, scopes: ALL_SCOPES };
}

async function identifyProgram(c: HttpContext, token: string): Promise<Caller> {
	const { db, clock, setup } = c.var.services;
	const found = await findApiToken(db, await sha256Hex(token));
	const isOver =
		found === undefined ||
		found.revokedAt !== null ||
		(found.expiresAt !== null && found.expiresAt <= clock.now());
	if (isOver) {
		await throttle(c, "api_token", false);
		throw invalidToken();
	}
	await limitCalls(c, found.id);
	const today = utcDay(clock.now());
	if (found.lastUsedDay !== today) {
		await setup.apiTokens.noteUse(found.id, today);
	}
	return {
		kind: "token",
		actor: `token:${found.id}`,
		scopes: found.scopes.flatMap((scope) => BROUGHT[scope]),
	};
}

/**
 * Whether ADMIN_TOKEN opens anything: it does while Cloudflare Access is not set up, and for an hour after
 * `npm run admin:reset`.
 */
export async function isAdminTokenDoorOpen(c: HttpContext): Promise<boolean> {
	if (c.var.accessTeam() === undefined) {
		return true;
	}
	const { db, clock } = c.var.services;
	return (await findAdminTokenUntil(db)) > clock.now();
}

/** @throws AppError `auth.admin_token_weak`, `auth.admin_token_closed` */
export async function requireAdminTokenDoor(c: HttpContext): Promise<void> {
	requireStrongAdminToken(c.var.adminToken);
	if (!(await isAdminTokenDoorOpen(c))) {
		throw refusal(
			"auth.admin_token_closed",
			"Cloudflare Access keeps the door, so ADMIN_TOKEN opens nothing. Programs send an API token; who is locked out runs npm run admin:reset.",
		);
	}
}

/** @throws AppError `auth.admin_token_weak` */
export function requireStrongAdminToken(adminToken: string): void {
	if (adminToken.length < ADMIN_TOKEN_MIN) {
		throw new AppError({
			code: "auth.admin_token_weak",
			disposition: "retry",
			message: `The API is closed: the secret ADMIN_TOKEN is missing or shorter than ${ADMIN_TOKEN_MIN} characters.`,
		});
	}
}

/** Takes the same time wherever the two differ: WebCrypto compares their HMACs under a key of this moment. */
export async function isSameSecret(given: string, secret: string): Promise<boolean> {
	const key = (await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, [
		"sign",
		"verify",
	])) as CryptoKey;
	const encoder = new TextEncoder();
	const expected = await crypto.subtle.sign("HMAC", key, encoder.encode(secret));
	return crypto.subtle.verify("HMAC", key, expected, encoder.encode(given));
}

function invalidToken(): AppError {
	return refusal("auth.invalid", "The token is not known, has expired or was revoked.");
}
