import type { App } from "../state/site-types.ts";

/** Whether an address is one that the app has registered; http is taken on loopback only. */
export function isRegistered(app: App, redirectUri: string): boolean {
	const url = URL.canParse(redirectUri) ? new URL(redirectUri) : undefined;
	if (url === undefined) {
		return false;
	}
	if (url.protocol !== "https:" && !isLoopback(url)) {
		return false;
	}
	return (
		app.redirectUris.includes(redirectUri) || (app.redirectUris.includes("*") && isLoopback(url))
	);
}

/** A callback must be on a domain that the app has registered for its consent. */
export function isOwnDomain(app: App, callback: string): boolean {
	const url = URL.canParse(callback) ? new URL(callback) : undefined;
	if (url === undefined || (url.protocol !== "https:" && !isLoopback(url))) {
		return false;
	}
	return app.redirectUris.some((uri) =>
		uri === "*" ? isLoopback(url) : new URL(uri).hostname === url.hostname,
	);
}

function isLoopback(url: URL): boolean {
	return url.protocol === "http:" && ["127.0.0.1", "localhost"].includes(url.hostname);
}
