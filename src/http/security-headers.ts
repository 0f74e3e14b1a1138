import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

import type { HttpEnv } from "./context.ts";
import { isPage, STATION_PATH } from "./is-page.ts";

const shared = {
	crossOriginOpenerPolicy: "same-origin",
	xFrameOptions: "DENY",
	/** Nothing here asks for any of it, so nothing that got in may. */
	permissionsPolicy: {
		camera: [],
		geolocation: [],
		microphone: [],
		payment: [],
		usb: [],
	},
};

const forPrograms = secureHeaders({
	...shared,
	contentSecurityPolicy: {
		defaultSrc: ["'none'"],
		baseUri: ["'none'"],
		formAction: ["'self'"],
		frameAncestors: ["'none'"],
	},
	referrerPolicy: "no-referrer",
});

/** A page has its style and script from here. Without a referrer a browser would send its forms as "Origin: null". */
const forPages = secureHeaders({
	...shared,
	contentSecurityPolicy: {
		defaultSrc: ["'self'"],
		scriptSrc: ["'self'"],
		styleSrc: ["'self'"],
		objectSrc: ["'none'"],
		baseUri: ["'none'"],
		formAction: ["'self'"],
		frameAncestors: ["'none'"],
	},
	referrerPolicy: "same-origin",
});

/** The page of a print station shows each paper from its memory, to print it. */
const forStations = secureHeaders({
	...shared,
	contentSecurityPolicy: {
		defaultSrc: ["'self'"],
		imgSrc: ["'self'", "blob:"],
		frameSrc: ["blob:"],
		objectSrc: ["'none'"],
		baseUri: ["'none'"],
		formAction: ["'none'"],
		frameAncestors: ["'none'"],
	},
	referrerPolicy: "no-referrer",
});

/** Nothing here is framed, sniffed or told where it was linked from; answers are kept by nobody unless a route says so. */
export const securityHeaders: readonly MiddlewareHandler<HttpEnv>[] = [
	(c, next) => {
		const forPeople = c.req.path === STATION_PATH ? forStations : forPages;
		return (isPage(c) ? forPeople : forPrograms)(c, next);
	},
	async (c, next) => {
		await next();
		if (!c.res.headers.has("Cache-Control")) {
			c.header("Cache-Control", "no-store");
		}
	},
];
