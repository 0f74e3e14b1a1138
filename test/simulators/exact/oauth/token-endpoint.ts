import type { Context } from "hono";

import type { Rule } from "../errors.ts";
import type { Call } from "../recorded.ts";
import type { Region } from "../regions.ts";
import type { App, RefreshToken } from "../state/site-types.ts";
import type { Twin } from "../twin.ts";
import { countTokenCall, grantOf, issueTokens } from "./tokens.ts";

/** No new access token sooner than this after the one before it. */
const EARLIEST_REFRESH_MS = 570_000;

type Form = (name: string) => string;
type Refusal = {
	status: 400 | 401;
	error: string;
	description: string;
	rule?: Rule;
	reason?: string;
};

export async function answerToken(
	twin: Twin,
	region: Region,
	{ c, call, fields }: { c: Context; call: Call; fields: URLSearchParams },
): Promise<Response> {
	const form: Form = (name) => fields.get(name) ?? "";
	const app = authenticated(twin, region, { form, basic: c.req.header("Authorization") });
	if (app === undefined) {
		return refuse(call, { status: 401, error: "invalid_client", description: "Unknown client." });
	}
	switch (form("grant_type")) {
		case "authorization_code":
			return exchange(twin, { app, form, call });
		case "refresh_token":
			return refresh(twin, { app, form, call });
		default:
			return refuse(call, {
				status: 400,
				error: "unsupported_grant_type",
				description: "The grant type is not supported.",
				rule: "bad-request",
			});
	}
}

type TokenRequest = { app: App; form: Form; call: Call };

function exchange(twin: Twin, { app, form, call }: TokenRequest): Response {
	const text = form("code");
	const code = twin.site.codes.get(text);
	const isGood =
		code !== undefined &&
		!code.isUsed &&
		code.region === app.region &&
		code.clientId === app.clientId &&
		code.redirectUri === form("redirect_uri") &&
		code.expiresAt > twin.clock.now();
	if (!isGood) {
		return refuse(call, {
			status: 400,
			error: "invalid_grant",
			description: "The authorization code is unknown, used or expired.",
			rule: "bad-request",
		});
	}
	twin.site.codes.set(text, { ...code, isUsed: true });
	const owner = { region: code.region, clientId: code.clientId, userId: code.userId };
	countTokenCall(twin.site, owner);
	return Response.json(issueTokens(twin.site, owner), noStore());
}

function refresh(twin: Twin, { app, form, call }: TokenRequest): Response {
	const token = twin.site.refreshTokens.get(form("refresh_token"));
	if (token === undefined || token.clientId !== app.clientId || token.region !== app.region) {
		return refuse(call, {
			status: 400,
			error: "invalid_request",
			description: "The refresh token is not known.",
			rule: "bad-request",
		});
	}
	const owner = { region: token.region, clientId: token.clientId, userId: token.userId };
	const callsToday = countTokenCall(twin.site, owner);
	const refusal = refusalOf(twin, token, callsToday);
	return refusal === undefined
		? Response.json(issueTokens(twin.site, owner), noStore())
		: refuse(call, refusal);
}

function refusalOf(twin: Twin, token: RefreshToken, callsToday: number): Refusal | undefined {
	const now = twin.clock.now();
	if (token.state !== "current") {
		return {
			status: 401,
			error: "unauthorized_client",
			description: "Old refresh token used.",
			...(token.state === "replaced" ? { rule: "old-refresh-token" } : {}),
		};
	}
	if (token.expiresAt <= now) {
		return {
			status: 400,
			error: "invalid_request",
			description: `The refresh token expired at ${usTime(token.expiresAt)} and it is now ${usTime(now)}.`,
		};
	}
	if (callsToday > twin.limits.settings().tokenCalls) {
		return {
			status: 400,
			error: "access_denied",
			description: "Rate limit exceeded: too many token calls today",
			rule: "rate-limited",
		};
	}
	if (now < (grantOf(twin.site, token)?.issuedAt ?? 0) + EARLIEST_REFRESH_MS) {
		return {
			status: 400,
			error: "access_denied",
			description: "Rate limit exceeded: access_token not expired",
			rule: "early-refresh",
			reason: "TooEarlyToRefreshTokens: the access token has not expired",
		};
	}
	return undefined;
}

function authenticated(
	twin: Twin,
	region: Region,
	{ form, basic }: { form: Form; basic: string | undefined },
): App | undefined {
	const encoded = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(basic ?? "")?.[1];
	const [basicId = "", basicSecret = ""] = encoded === undefined ? [] : atob(encoded).split(":");
	const app = twin.site.app(region, form("client_id") || basicId);
	const secret = form("client_secret") || basicSecret;
	return app?.clientSecret === secret ? app : undefined;
}

function refuse(call: Call, refusal: Refusal): Response {
	call.rule = refusal.rule ?? null;
	const headers: Record<string, string> = { "Cache-Control": "no-store" };
	if (refusal.reason !== undefined) {
		headers["Reason"] = refusal.reason;
	}
	return Response.json(
		{ error: refusal.error, error_description: refusal.description },
		{ status: refusal.status, headers },
	);
}

function noStore(): ResponseInit {
	return { headers: { "Cache-Control": "no-store", Pragma: "no-cache" } };
}

/** `6/25/2026 2:28:09 PM`, the form that the endpoint's sentences use. */
function usTime(instantMs: number): string {
	return new Date(instantMs).toLocaleString("en-US", { timeZone: "UTC" }).replace(", ", " ");
}
