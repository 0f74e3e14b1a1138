import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context } from "hono";

import type { Log } from "../lib/log.ts";
import type { Services } from "../services.ts";
import type { Role } from "../shipping/model/roles.ts";
import type { Scope } from "../shipping/ports/access.ts";
import type { Actor, Change } from "../shipping/ports/changes.ts";
import type { AccessTeam } from "./access/team.ts";
import { refuseInvalid } from "./validation.ts";

export type Caller = {
	kind: "admin" | "token" | "person";
	actor: Actor;
	scopes: readonly Scope[];
};

/** Who is logged in to the console, what they may do, and what ties forms to that session. */
export type Operator = {
	actor: Actor;
	role: Role;
	/** Null for whoever logged in with ADMIN_TOKEN. */
	email: string | null;
	sessionHash: string;
};

export type HttpEnv = {
	Bindings: Env;
	Variables: {
		requestId: string;
		log: Log;
		services: Services;
		adminToken: string;
		publicUrl: string;
		/** Undefined while ADMIN_TOKEN keeps the door. @throws AppError `config.access_team` */
		accessTeam: () => AccessTeam | undefined;
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
