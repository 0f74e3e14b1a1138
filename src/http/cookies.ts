import { getCookie, setCookie } from "hono/cookie";

import { isLoopback } from "../lib/clock.ts";
import type { HttpContext } from "./context.ts";

/**
 * Cookies of the operator's browser: unreadable for scripts, https only (but on this machine), and Lax, so that
 * the return from Exact still carries them. Those of the whole site have the prefix that keeps a neighbouring host
 * from setting them (RFC 6265bis, "__Host-"), which browsers take over https alone.
 */
export function keepCookie(
	c: HttpContext,
	name: string,
	value: string,
	options: { path: string; maxAgeSeconds: number },
): void {
	const { path, maxAgeSeconds } = options;
	const prefix = prefixOf(c, path);
	setCookie(c, name, value, {
		path,
		maxAge: maxAgeSeconds,
		httpOnly: true,
		secure: isSecure(c),
		sameSite: "Lax",
		...(prefix === undefined ? {} : { prefix }),
	});
}

/** The path is the one that it was kept with. */
export function readCookie(c: HttpContext, name: string, path = "/"): string | undefined {
	return getCookie(c, name, prefixOf(c, path));
}

function prefixOf(c: HttpContext, path: string): "host" | undefined {
	return path === "/" && isSecure(c) ? "host" : undefined;
}

function isSecure(c: HttpContext): boolean {
	return !isLoopback(new URL(c.req.url).hostname);
}
