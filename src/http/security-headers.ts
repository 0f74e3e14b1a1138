import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

import type { HttpEnv } from "./context.ts";

/** Nothing here is framed, sniffed or told where it was linked from; answers are kept by nobody unless a route says so. */
export const securityHeaders: readonly MiddlewareHandler<HttpEnv>[] = [
	secureHeaders({
		contentSecurityPolicy: {
			defaultSrc: ["'none'"],
			baseUri: ["'none'"],
			formAction: ["'self'"],
			frameAncestors: ["'none'"],
		},
		crossOriginOpenerPolicy: "same-origin",
		referrerPolicy: "no-referrer",
		xFrameOptions: "DENY",
	}),
	async (c, next) => {
		await next();
		if (!c.res.headers.has("Cache-Control")) {
			c.header("Cache-Control", "no-store");
		}
	},
];
