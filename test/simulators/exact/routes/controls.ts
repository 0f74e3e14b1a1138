import { Hono } from "hono";

import { withdrawConsent } from "../oauth/tokens.ts";
import type { App } from "../state/site-types.ts";
import type { Twin } from "../twin.ts";
import {
	appSchema,
	clockSchema,
	consentSchema,
	dueSchema,
	faultsSchema,
	limitsSchema,
	userSchema,
} from "./bodies.ts";

/** Clock, log, faults, limits, and who may do what. */
export function controlRoutes(twin: Twin): Hono {
	const { clock, due, log, faults, limits, site } = twin;
	const app = new Hono();
	function time() {
		return { offsetMs: clock.offsetMs(), now: new Date(clock.now()).toISOString() };
	}
	async function advance(byMs: number) {
		const from = clock.now();
		due.jump(from, clock.advance(byMs));
		await twin.webhooks.deliverDue();
		return time();
	}
	app.get("/clock", (c) => c.json(time()));
	app.post("/clock", async (c) => {
		const body = clockSchema.parse(await c.req.json());
		const now = clock.now();
		if ("next" in body) {
			const jump = due.nextJump(now);
			if ("why" in jump) {
				return c.json({ error: jump.why }, 409);
			}
			return c.json(await advance(jump.to - now));
		}
		const byMs = "to" in body ? Date.parse(body.to) - now : body.advanceMs;
		if (byMs < 0) {
			return c.json({ error: "the clock only moves forward" }, 400);
		}
		return c.json(await advance(byMs));
	});
	app.post("/due", async (c) => {
		const { now: rows, ...told } = dueSchema.parse(await c.req.json());
		due.hear({ ...told, rows });
		return c.body(null, 204);
	});
	app.get("/log", (c) => {
		const { rule, summary } = c.req.query();
		if (rule !== undefined) {
			return c.json({ calls: log.callsThatBroke(rule) });
		}
		return c.json(summary === undefined ? { calls: log.calls(), ...log.summary() } : log.summary());
	});
	app.delete("/log", (c) => {
		log.clear();
		return c.body(null, 204);
	});
	app.get("/faults", (c) => c.json({ faults: faults.list() }));
	app.put("/faults", async (c) => {
		const { faults: list, seed } = faultsSchema.parse(await c.req.json());
		faults.replace(list, seed);
		return c.json({ faults: faults.list() });
	});
	app.get("/limits", (c) => c.json(limits.settings()));
	app.put("/limits", async (c) => c.json(limits.change(limitsSchema.parse(await c.req.json()))));
	app.get("/webhooks", (c) =>
		c.json({
			subscriptions: site.allAdministrations().flatMap((admin) => admin.subscriptions.values()),
			waiting: twin.webhooks.waiting(),
		}),
	);
	app.post("/consent", async (c) => {
		const { region, clientId } = consentSchema.parse(await c.req.json());
		const owners = site.users.values().filter((user) => user.region === region);
		const wasThere = owners.map(({ userId }) =>
			withdrawConsent(site, { region, clientId, userId }),
		);
		return c.json({ withdrawn: wasThere.includes(true) });
	});
	app.get("/apps", (c) => c.json({ apps: site.apps.values() }));
	app.put("/apps", async (c) => {
		const change = appSchema.parse(await c.req.json());
		const known = site.app(change.region, change.clientId) ?? newApp(change);
		const key = `${known.region}/${known.clientId.toLowerCase()}`;
		return c.json(site.apps.set(key, { ...known, ...change }));
	});
	app.get("/users", (c) => c.json({ users: site.users.values() }));
	app.put("/users", async (c) => {
		const change = userSchema.parse(await c.req.json());
		const user = site.firstUser(change.region);
		return user === undefined
			? c.json({ error: "no user on this site" }, 404)
			: c.json(site.users.set(`${user.region}/${user.userId}`, { ...user, ...change }));
	});
	return app;
}

function newApp({ region, clientId }: Pick<App, "region" | "clientId">): App {
	return {
		region,
		clientId,
		clientSecret: "",
		redirectUris: [],
		webhookSecret: "",
		scopes: {},
		divisions: [],
	};
}
