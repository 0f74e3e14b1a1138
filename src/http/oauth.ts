import { refusal } from "../lib/errors.ts";
import { randomSecret } from "../lib/random-secret.ts";
import { startAuthorization } from "../shipping/connect/authorize-connection.ts";
import { completeAuthorization } from "../shipping/connect/complete-authorization.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import { mayActAs } from "../shipping/model/roles.ts";
import { notify } from "./console/notice.ts";
import { type Api, type HttpContext, newApi } from "./context.ts";
import { keepCookie, readCookie } from "./cookies.ts";
import { redirectUri } from "./public-url.ts";
import { findOperator } from "./sessions.ts";

/**
 * The consent at Exact and the way back. The state is bound to the browser by a cookie that is sent nowhere else,
 * and is used up before Exact is asked for anything.
 */
const COOKIE = "exact-consent";
const COOKIE_PATH = "/oauth/exact";

export function oauthRoutes(): Api {
	const routes = newApi();

	routes.get("/oauth/exact/start", async (c) => {
		if (c.req.method === "HEAD") {
			// A preview of the link must not use it up.
			return c.body(null, 204);
		}
		const { clock, setup } = c.var.services;
		const callback = redirectUri(c);
		const browser = randomSecret();
		const { connection, state } = await startAuthorization(
			{ connectionId: c.req.query("connection") ?? "", by: await whoStarts(c), browser },
			clock.now(),
			setup,
		);
		keepCookie(c, COOKIE, browser, {
			path: COOKIE_PATH,
			maxAgeSeconds: LIMITS.oauthStateMs / 1_000,
		});
		return c.redirect(setup.consentUrl(connection, { redirectUri: callback, state }), 302);
	});

	routes.get("/oauth/exact/callback", async (c) => {
		const { clock, setup, wakeUps } = c.var.services;
		const browser = readCookie(c, COOKIE, COOKIE_PATH);
		const state = c.req.query("state");
		if (browser === undefined || state === undefined) {
			throw refusal(
				"oauth.state_invalid",
				"This return from Exact did not begin in this browser. Start the connection again.",
			);
		}
		const code = c.req.query("code");
		if (code === undefined) {
			throw refusal(
				"oauth.denied",
				"Exact sent no code: the consent was refused or broken off. Start the connection again.",
			);
		}
		const connection = await completeAuthorization(
			{ code, state, browser },
			{ now: clock.now(), correlationId: c.var.requestId },
			{ ...setup, wakeUps },
		);
		await notify(c, {
			text: `${connection.name} is connected to Exact. Its divisions are listed below; map the ones to ship from.`,
		});
		return c.redirect(`/console/connections/${connection.id}`, 302);
	});

	return routes;
}

async function whoStarts(c: HttpContext): Promise<{ actor: string } | { code: string }> {
	const code = c.req.query("code");
	if (code !== undefined) {
		return { code };
	}
	const operator = await findOperator(c);
	if (operator === undefined) {
		throw refusal(
			"auth.missing",
			"Log in first, or open an address that POST /api/v1/exact-connections/<id>/authorize gave.",
		);
	}
	if (!mayActAs(operator.role, "administrator")) {
		throw refusal(
			"auth.role",
			`You are here as ${operator.role}, and connecting to Exact takes the role administrator.`,
		);
	}
	return operator;
}
