import type { MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";

import { newId } from "../lib/ids.ts";
import { createLog } from "../lib/log.ts";
import type { HttpContext, HttpEnv } from "./context.ts";

/** One line a request: the route's pattern, never the address, because addresses carry codes and signatures. */
export const requestLine: MiddlewareHandler<HttpEnv> = async (c, next) => {
	const startedAt = Date.now();
	const requestId = newId("req", startedAt);
	c.set("requestId", requestId);
	c.set("log", createLog({ requestId }));
	await next();
	c.header("X-Request-Id", requestId);
	c.var.log.info("request.done", {
		method: c.req.method,
		route: routeOf(c),
		status: c.res.status,
		durationMs: Date.now() - startedAt,
		caller: c.var.caller?.kind ?? "nobody",
	});
};

function routeOf(c: HttpContext): string {
	const own = matchedRoutes(c).findLast((route) => route.method !== "ALL");
	return own?.path ?? "none";
}
