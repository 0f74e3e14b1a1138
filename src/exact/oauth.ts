import { retryAfterSeconds } from "../lib/http.ts";
import { parseExactJson, property } from "./envelope.ts";

/**
 * The requests of Exact's token endpoint and what its answers mean (knowledge base, "OAuth", 2026-11). Refresh
 * tokens rotate with every answer and the one before is dead at once, so a refresh token in whatever answer,
 * even a cut one, must be stored. Only what is known to end a grant is `dead`.
 */
export type ExactApp = { clientId: string; clientSecret: string; redirectUri: string };

export type TokenRequest = { url: string; headers: Record<string, string>; body: string };

export type TokenVerdict =
	| { kind: "granted"; accessToken: string; refreshToken: string; lifeSeconds: number }
	/** Not before 570 s after the last token; the token in hand is still good. */
	| { kind: "too-early"; refreshToken: string | undefined }
	| { kind: "dead"; reason: "rotated" | "expired" | "invalid_grant" }
	/** The app's credentials or the request are refused; that says nothing about the grant. */
	| { kind: "refused"; reason: string; refreshToken: string | undefined }
	| {
			kind: "unavailable";
			refreshToken: string | undefined;
			retryAfterSeconds: number | undefined;
	  };

const LIFE_SECONDS = 600;

export function authorizeUrl(
	baseUrl: string,
	app: Pick<ExactApp, "clientId" | "redirectUri"> & { state: string },
): string {
	const query = new URLSearchParams({
		client_id: app.clientId,
		redirect_uri: app.redirectUri,
		response_type: "code",
		state: app.state,
	});
	return `${baseUrl}/api/oauth2/auth?${query}`;
}

export function codeRequest(baseUrl: string, app: ExactApp, code: string): TokenRequest {
	return tokenRequest(baseUrl, app, {
		grant_type: "authorization_code",
		code,
		redirect_uri: app.redirectUri,
	});
}

export function refreshRequest(baseUrl: string, app: ExactApp, refreshToken: string): TokenRequest {
	return tokenRequest(baseUrl, app, {
		grant_type: "refresh_token",
		refresh_token: refreshToken,
	});
}

function tokenRequest(
	baseUrl: string,
	app: ExactApp,
	fields: Record<string, string>,
): TokenRequest {
	const body = new URLSearchParams({
		...fields,
		client_id: app.clientId,
		client_secret: app.clientSecret,
	});
	return {
		url: `${baseUrl}/api/oauth2/token`,
		headers: {
			"Content-Type": "application/x-www-form-urlencoded",
			Accept: "application/json",
		},
		body: body.toString(),
	};
}

export function readTokenAnswer(answer: {
	status: number;
	headers: Headers;
	body: string;
	nowMs: number;
}): TokenVerdict {
	const json = parseExactJson(answer.body);
	const refreshToken = textOf(json, "refresh_token") ?? salvagedRefreshToken(answer.body);
	const unavailable: TokenVerdict = {
		kind: "unavailable",
		refreshToken,
		retryAfterSeconds: retryAfterSeconds(answer.headers, answer.nowMs),
	};
	if (answer.status >= 200 && answer.status < 300) {
		const accessToken = textOf(json, "access_token");
		return accessToken === undefined || refreshToken === undefined
			? unavailable
			: { kind: "granted", accessToken, refreshToken, lifeSeconds: lifeOf(json) };
	}
	const error = textOf(json, "error");
	const isAnswer = answer.status >= 400 && answer.status < 500 && answer.status !== 429;
	if (!isAnswer || error === undefined) {
		return unavailable;
	}
	const description = textOf(json, "error_description") ?? "";
	if (/not expired/i.test(description) || /TooEarly/i.test(answer.headers.get("reason") ?? "")) {
		return { kind: "too-early", refreshToken };
	}
	const reason = endOfGrant(error, description);
	if (reason === undefined) {
		return { kind: "refused", reason: error.replace(/[^a-z_]/gi, "").slice(0, 40), refreshToken };
	}
	return refreshToken === undefined ? { kind: "dead", reason } : unavailable;
}

function endOfGrant(
	error: string,
	description: string,
): "rotated" | "expired" | "invalid_grant" | undefined {
	if (/old refresh token/i.test(description)) {
		return "rotated";
	}
	if (/refresh token expired/i.test(description)) {
		return "expired";
	}
	return error === "invalid_grant" ? "invalid_grant" : undefined;
}

/** `expires_in` comes as a number or as text. */
function lifeOf(json: unknown): number {
	const seconds = Number(property(json, "expires_in"));
	return Number.isInteger(seconds) && seconds > 0 ? Math.min(seconds, 86_400) : LIFE_SECONDS;
}

function textOf(json: unknown, name: string): string | undefined {
	const value = property(json, name);
	return typeof value === "string" && value !== "" ? value : undefined;
}

/** An answer that was cut may still hold the whole refresh token, and there is no second one. */
function salvagedRefreshToken(body: string): string | undefined {
	const quoted = /"refresh_token"\s*:\s*("(?:[^"\\]|\\.)+")/.exec(body)?.[1];
	const parsed = quoted === undefined ? undefined : parseExactJson(quoted);
	return typeof parsed === "string" ? parsed : undefined;
}
