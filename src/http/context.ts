import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";

import type { Log } from "../lib/log.ts";
import type { Services } from "../services.ts";
import type { Scope } from "../shipping/ports/access.ts";
import type { Actor, Change } from "../shipping/ports/changes.ts";
import { refuseInvalid } from "./validation.ts";

export type Caller = { kind: "admin" | "token"; actor: Actor; scopes: readonly Scope[] };

/** Who is logged in to the console, and what ties forms to that session. */
export type Operator = { actor: Actor; sessionHash: string };

export type HttpEnv = {
	Bindings: Env;
	Variables: {
		requestId: string;
		log: Log;
		services: Services;
		adminToken: string;
		publicUrl: string;
		/** Set once the caller is known; routes that anyone may call have none. */
		caller: Caller | undefined;
		/** Set on the console's pages, once the session is known. */
		operator: Operator | undefined;
	};
};

export type HttpContext = Context<HttpEnv>;

export type Api = OpenAPIHono<HttpEnv>;

export function newApi(): Api {
	return new OpenAPIHono<HttpEnv>({ defaultHook: refuseInvalid });
}

/** What a change made by this request is recorded with. */
export function changeOf(c: HttpContext): Change {
	return {
		now: c.var.services.clock.now(),
		actor: c.var.caller?.actor ?? "anonymous",
		correlationId: c.var.requestId,
	};
}
