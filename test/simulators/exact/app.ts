import { Hono, type MiddlewareHandler } from "hono";
import { z } from "zod";

import type { OwnClock } from "../twin/clock.ts";
import { Faults } from "../twin/faults.ts";
import { RequestLog } from "../twin/request-log.ts";
import type { Store } from "../twin/store.ts";
import { answerApi, callOf, targetOf } from "./api.ts";
import { answerAttachment } from "./attachment-page.ts";
import { ExactError } from "./errors.ts";
import { CallLimits } from "./limits.ts";
import { giveConsent, showConsent } from "./oauth/authorize.ts";
import { answerToken } from "./oauth/token-endpoint.ts";
import { openOrderPage } from "./order-page.ts";
import { recorded } from "./recorded.ts";
import { isRegion, type Region } from "./regions.ts";
import { controlRoutes } from "./routes/controls.ts";
import { overview } from "./routes/overview.ts";
import { recordRoutes } from "./routes/records.ts";
import { Site } from "./state/site.ts";
import { DueNotice } from "./state/worker-due.ts";
import type { Twin } from "./twin.ts";
import { Webhooks } from "./webhooks.ts";

export type ExactTwinOptions = {
	store: Store;
	clock: OwnClock;
	faults?: Faults;
	log?: RequestLog;
	/** Added to every vendor call. */
	latencyMs?: number;
	/** Until a webhook is sent; 0 makes its cause wait for it. */
	webhookDelayMs?: number;
	/** Sends webhooks. */
	fetch?: typeof fetch;
};

const TOKEN_OPERATIONS: Record<string, string> = {
	authorization_code: "token.code",
	refresh_token: "token.refresh",
};

/** Exact Online on one origin: a country site per first path segment, and `/_twin` for people and tests. */
export function createExactTwin(options: ExactTwinOptions): Hono {
	const twin = twinOf(options);
	const app = new Hono();
	app.onError((error, c) => {
		if (error instanceof z.ZodError) {
			return c.json({ error: z.prettifyError(error) }, 400);
		}
		if (error instanceof SyntaxError || error instanceof RangeError) {
			return c.json({ error: error.message }, 400);
		}
		if (error instanceof ExactError) {
			return error.toResponse();
		}
		throw error;
	});
	app.use(async (_, next) => {
		void twin.webhooks.deliverDue();
		await next();
	});
	app.route("/_twin", controlRoutes(twin));
	app.route("/_twin", recordRoutes(twin));
	app.get("/", (c) => overview(twin, c));
	app.get("/_twin", (c) => overview(twin, c));
	app.on(["GET", "POST"], "/:region/api/oauth2/auth", consentHandler(twin));
	app.post("/:region/api/oauth2/token", tokenHandler(twin));
	app.get("/:region/docs/SysAttachment.aspx", attachmentHandler(twin));
	app.get("/:region/docs/SlsSalesOrderEntry.aspx", (c) => openOrderPage(twin, c));
	app.all("/:region/api/v1/*", apiHandler(twin));
	return app;
}

function twinOf(options: ExactTwinOptions): Twin {
	const { store, clock } = options;
	const site = new Site(store, clock);
	return {
		site,
		clock,
		due: new DueNotice(),
		limits: new CallLimits(store),
		faults: options.faults ?? new Faults(),
		log: options.log ?? new RequestLog(),
		webhooks: new Webhooks(site, {
			send: options.fetch ?? ((input, init) => fetch(input, init)),
			delayMs: options.webhookDelayMs ?? 1000,
		}),
		latencyMs: options.latencyMs ?? 0,
	};
}

function consentHandler(twin: Twin): MiddlewareHandler {
	return async (c) => {
		const region = regionOf(c.req.param("region"));
		const isGiven = c.req.method === "POST";
		const call = { operation: isGiven ? "auth.consent" : "auth.page", scope: region, rule: null };
		return recorded(twin, { call, method: c.req.method, path: c.req.path }, () =>
			isGiven ? giveConsent(twin, region, c) : showConsent(twin, region, c),
		);
	};
}

function tokenHandler(twin: Twin): MiddlewareHandler {
	return async (c) => {
		const region = regionOf(c.req.param("region"));
		const fields = new URLSearchParams(new TextDecoder().decode(await c.req.arrayBuffer()));
		const operation = TOKEN_OPERATIONS[fields.get("grant_type") ?? ""] ?? "token.unknown";
		const call = { operation, scope: region, rule: null };
		return recorded(twin, { call, method: "POST", path: c.req.path }, () =>
			answerToken(twin, region, { c, call, fields }),
		);
	};
}

function attachmentHandler(twin: Twin): MiddlewareHandler {
	return async (c) => {
		const region = regionOf(c.req.param("region"));
		const call = { operation: "read.AttachmentBytes", scope: region, rule: null };
		return recorded(twin, { call, method: "GET", path: c.req.path }, () =>
			answerAttachment(twin, region, c.req.raw),
		);
	};
}

function apiHandler(twin: Twin): MiddlewareHandler {
	return async (c) => {
		const region = regionOf(c.req.param("region"));
		const url = new URL(c.req.url);
		const target = targetOf(region, url.pathname.split("/").slice(4).join("/"));
		const { method, raw } = c.req;
		const call = callOf(method, target);
		return recorded(twin, { call, method, path: url.pathname + url.search }, () =>
			answerApi(twin, target, { request: raw, call }),
		);
	};
}

function regionOf(text: string | undefined): Region {
	if (text === undefined || !isRegion(text)) {
		throw new ExactError(404, "There is no such country site.", { rule: "unknown-endpoint" });
	}
	return text;
}
