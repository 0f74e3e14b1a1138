import { getCookie, setCookie } from "hono/cookie";

import { isLoopback } from "../lib/clock.ts";
import type { HttpContext } from "./context.ts";

/**
 * Cookies of the operator's browser: unreadable for scripts, https only (but on this machine), and Lax, so that
 * the return from Exact still carries them.
 */
export function keepCookie(
	c: HttpContext,
	name: string,
	value: string,
	options: { path: string; maxAgeSeconds: number },
): void {
	setCookie(c, name, value, {
		path: options.path,
		maxAge: options.maxAgeSeconds,
		httpOnly: true,
		secure: !isLoopback(new URL(c.req.url).hostname),
		sameSite: "Lax",
	});
}

export function readCookie(c: HttpContext, name: string): string | undefined {
	return getCookie(c, name);
}
