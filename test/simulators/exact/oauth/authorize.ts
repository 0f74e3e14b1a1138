import type { Context } from "hono";
import { html } from "hono/html";

import type { Region } from "../regions.ts";
import type { App, User } from "../state/site-types.ts";
import type { Twin } from "../twin.ts";
import { isRegistered } from "./registration.ts";
import { randomToken } from "./tokens.ts";

const CODE_LIFE_MS = 180_000;

type ConsentRequest = { app: App; user: User; redirectUri: string; state: string };

export async function showConsent(twin: Twin, region: Region, c: Context): Promise<Response> {
	const request = consentRequest(twin, region, (name) => c.req.query(name));
	return request === undefined ? refused(c) : c.html(consentPage(request));
}

export async function giveConsent(twin: Twin, region: Region, c: Context): Promise<Response> {
	const form = await c.req.parseBody();
	const request = consentRequest(twin, region, (name) => {
		const value = form[name] ?? c.req.query(name);
		return typeof value === "string" ? value : undefined;
	});
	if (request === undefined) {
		return refused(c);
	}
	const { app, user, redirectUri, state } = request;
	const code = randomToken(region);
	twin.site.codes.set(code, {
		region,
		clientId: app.clientId,
		userId: user.userId,
		redirectUri,
		expiresAt: twin.clock.now() + CODE_LIFE_MS,
		isUsed: false,
	});
	const target = new URL(redirectUri);
	target.searchParams.set("code", code);
	if (state !== "") {
		target.searchParams.set("state", state);
	}
	return c.redirect(target.href, 302);
}

function consentRequest(
	twin: Twin,
	region: Region,
	parameter: (name: string) => string | undefined,
): ConsentRequest | undefined {
	const app = twin.site.app(region, parameter("client_id") ?? "");
	const user = twin.site.firstUser(region);
	const redirectUri = parameter("redirect_uri") ?? "";
	if (app === undefined || user === undefined || !isRegistered(app, redirectUri)) {
		return undefined;
	}
	if (parameter("response_type") !== "code") {
		return undefined;
	}
	return { app, user, redirectUri, state: parameter("state") ?? "" };
}

function refused(c: Context): Response | Promise<Response> {
	return c.html(
		html`<!doctype html><title>Unauthorized</title>
			<h1>401 Unauthorized</h1>
			<p>The application is not known here, or its redirect URI is not the registered one.</p>`,
		401,
	);
}

function consentPage({ app, user, redirectUri, state }: ConsentRequest) {
	return html`<!doctype html>
		<html lang="en">
			<head>
				<title>Allow access</title>
				<meta name="viewport" content="width=device-width" />
				<style>
					:root {
						color-scheme: light dark;
						font:
							16px/1.5 system-ui,
							sans-serif;
					}
					main {
						max-width: 26rem;
						margin: 15vh auto;
						padding: 0 1rem;
					}
					button {
						font: inherit;
						padding: 0.5rem 2rem;
						border: 0;
						border-radius: 6px;
						background: #d6002a;
						color: #fff;
						cursor: pointer;
					}
				</style>
			</head>
			<body>
				<main>
					<h1>Allow access?</h1>
					<p>${user.fullName} (${user.email}), site ${app.region}</p>
					<p>
						An application wants to read and write in divisions ${app.divisions.join(", ")}. It is
						sent back to ${new URL(redirectUri).origin}.
					</p>
					<form method="post" action="auth">
						<input type="hidden" name="client_id" value="${app.clientId}" />
						<input type="hidden" name="redirect_uri" value="${redirectUri}" />
						<input type="hidden" name="response_type" value="code" />
						<input type="hidden" name="state" value="${state}" />
						<button>Allow</button>
					</form>
				</main>
			</body>
		</html>`;
}
