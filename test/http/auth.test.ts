import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";

import type { Gatekeeper } from "../../src/durable-objects/gatekeeper.ts";
import { call, makeToken, problemOf, request, startOutside } from "./client.ts";

beforeEach(() => {
	startOutside();
});

describe("a caller", () => {
	it("without a token is told how to send one", async () => {
		const response = await request("GET", "/api/v1/orders", { token: null });
		expect(response.status).toBe(401);
		expect(response.headers.get("WWW-Authenticate")).toMatch(/^Bearer/);
		expect(await response.json()).toMatchObject({ code: "auth.missing" });
	});

	it.each(["wrong", "efc_wrong", "an-administrator-token-of-the-test"])(
		"with the token %s is not let in",
		async (token) => {
			expect((await problemOf("GET", "/orders", 401, { token })).code).toBe("auth.invalid");
		},
	);

	it("with a scope too few is told which one is needed", async () => {
		const { token } = await makeToken(["read"]);
		const problem = await problemOf("POST", "/pause", 403, { token });
		expect(problem).toMatchObject({
			code: "auth.scope",
			detail: expect.stringContaining("operate"),
		});
	});
});

describe("an API token", () => {
	it("is kept as a hash only and never shown again", async () => {
		const { id, token } = await makeToken(["read"]);
		const dump = await env.DB.prepare("select * from api_tokens where id = ?").bind(id).first();
		expect(JSON.stringify(dump)).not.toContain(token);
		const { items } = await call<{ items: object[] }>("GET", "/api-tokens", 200);
		expect(JSON.stringify(items)).toContain(id);
		expect(JSON.stringify(items)).not.toContain(token);
	});

	it("is over at its end", async () => {
		const twins = startOutside();
		const inAnHour = new Date(Date.now() + 3_600_000).toISOString();
		const { token } = await makeToken(["read"], inAnHour);
		await call("GET", "/orders", 200, { token });
		twins.clock.advance(3_600_001);
		await problemOf("GET", "/orders", 401, { token });
	});

	it("is over once it is revoked, which may be said twice", async () => {
		const { id, token } = await makeToken(["read"]);
		await call("DELETE", `/api-tokens/${id}`, 204);
		await call("DELETE", `/api-tokens/${id}`, 204);
		await problemOf("GET", "/orders", 401, { token });
		expect((await problemOf("DELETE", "/api-tokens/tok_none", 404)).code).toBe(
			"api_token.not_found",
		);
	});

	it("can't end before it begins", async () => {
		const body = { name: "late", scopes: ["read"], expiresAt: "2020-01-01T00:00:00Z" };
		const { errors } = await problemOf("POST", "/api-tokens", 422, { body });
		expect(errors.map((error) => error.field)).toEqual(["expiresAt"]);
	});

	it("leaves its name in the audit of what it did", async () => {
		const { id, token } = await makeToken(["operate"]);
		await call("POST", "/pause", 200, { token });
		await call("POST", "/resume", 200, { token });
		const { items } = await call<{ items: { action: string }[] }>(
			"GET",
			`/audit?actor=token:${id}`,
			200,
		);
		expect(items.map((item) => item.action)).toEqual(["system.resumed", "system.paused"]);
	});
});

describe("calls", () => {
	const MINUTE = 60_000;

	it("of one API token are 600 a minute, and no other token suffers for it", async () => {
		const twins = startOutside();
		const [busy, other] = [await makeToken(["read"]), await makeToken(["read"])];
		const counter = (env.GATEKEEPERS as unknown as DurableObjectNamespace<Gatekeeper>).getByName(
			`token:${busy.id}`,
		);
		for (let count = 1; count < 600; count += 1) {
			expect(await counter.countCall({ max: 600, now: twins.clock.now() })).toBe(0);
		}
		await call("GET", "/orders", 200, { token: busy.token });
		const response = await request("GET", "/api/v1/orders", { token: busy.token });
		expect(response.status).toBe(429);
		expect(response.headers.get("Content-Type")).toBe("application/problem+json");
		expect(Number(response.headers.get("Retry-After"))).toBeGreaterThan(0);
		expect(Number(response.headers.get("Retry-After"))).toBeLessThanOrEqual(60);
		expect(await response.json()).toMatchObject({
			code: "auth.too_many_calls",
			detail: expect.stringContaining("600"),
		});
		await call("GET", "/orders", 200, { token: other.token });
		twins.clock.advance(MINUTE);
		await call("GET", "/orders", 200, { token: busy.token });
	});

	it("leave the day of the last one at the token", async () => {
		const { id, token } = await makeToken(["read"]);
		const lastUsed = async () => {
			const { items } = await call<{ items: { id: string; lastUsedDay: string | null }[] }>(
				"GET",
				"/api-tokens",
				200,
			);
			return items.find((item) => item.id === id)?.lastUsedDay;
		};
		expect(await lastUsed()).toBeNull();
		await call("GET", "/orders", 200, { token });
		expect(await lastUsed()).toBe(new Date().toISOString().slice(0, 10));
	});
});

describe("without a good ADMIN_TOKEN", () => {
	it.each(["", "short-admin-token"])("%o closes the API", async (adminToken) => {
		const options = { token: adminToken, env: { ADMIN_TOKEN: adminToken } };
		const problem = await problemOf("GET", "/orders", 503, options);
		expect(problem).toMatchObject({
			code: "auth.admin_token_weak",
			detail: expect.stringContaining("ADMIN_TOKEN"),
		});
		const login = await request("POST", "/login", {
			...options,
			token: null,
			body: `token=${adminToken}`,
			headers: { "Content-Type": "application/x-www-form-urlencoded" },
		});
		expect(login.status).toBe(503);
	});

	it("leaves API tokens and health as they are", async () => {
		const { token } = await makeToken(["read"]);
		await call("GET", "/orders", 200, { token, env: { ADMIN_TOKEN: "" } });
		const health = await request("GET", "/health", { token: null, env: { ADMIN_TOKEN: "" } });
		expect(health.status).toBe(200);
	});
});

describe("the login", () => {
	const form = { "Content-Type": "application/x-www-form-urlencoded" };

	it("opens a session that scripts can't read, and goes home", async () => {
		const response = await request("POST", "/login", {
			token: null,
			body: "token=an-administrator-token-of-the-tests",
			headers: form,
		});
		expect(response.status).toBe(303);
		expect(response.headers.get("Location")).toBe("/");
		const cookie = response.headers.get("Set-Cookie") ?? "";
		expect(cookie).toMatch(/HttpOnly/);
		expect(cookie).toMatch(/Secure/);
		expect(cookie).toMatch(/SameSite=Lax/);
		const [, secret = ""] = /session=([^;]+)/.exec(cookie) ?? [];
		const dump = await env.DB.prepare("select * from sessions").all();
		expect(secret).not.toBe("");
		expect(JSON.stringify(dump.results)).not.toContain(secret);
	});

	it("does without Secure on this machine", async () => {
		const response = await request("POST", "/login", {
			token: null,
			origin: "http://127.0.0.1:8787",
			body: "token=an-administrator-token-of-the-tests",
			headers: form,
		});
		expect(response.headers.get("Set-Cookie")).not.toMatch(/Secure/);
	});

	it("refuses another token", async () => {
		const response = await request("POST", "/login", {
			token: null,
			body: "token=guess",
			headers: form,
		});
		expect(response.status).toBe(401);
		expect(response.headers.get("Set-Cookie")).toBeNull();
	});
});
