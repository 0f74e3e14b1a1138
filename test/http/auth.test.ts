import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";

import { call, makeToken, problemOf, request, startOutside } from "./client.ts";

beforeEach(() => {
	startOutside();
});

type Scope = "read" | "operate" | "admin";

/** Each route of the API and the least scope that opens it. */
const ROUTES: [method: string, path: string, scope: Scope][] = [
	["GET", "/exact-connections", "read"],
	["GET", "/exact-connections/con_x", "read"],
	["POST", "/exact-connections", "admin"],
	["DELETE", "/exact-connections/con_x", "admin"],
	["POST", "/exact-connections/con_x/authorize", "admin"],
	["GET", "/fedex-accounts", "read"],
	["GET", "/fedex-accounts/fac_x", "read"],
	["POST", "/fedex-accounts", "admin"],
	["POST", "/fedex-accounts/fac_x/check", "admin"],
	["POST", "/fedex-accounts/fac_x/pause", "admin"],
	["POST", "/fedex-accounts/fac_x/resume", "admin"],
	["GET", "/divisions", "read"],
	["GET", "/divisions/div_x", "read"],
	["GET", "/divisions/div_x/preview", "read"],
	["PUT", "/divisions/div_x/settings", "admin"],
	["POST", "/divisions/div_x/poll", "operate"],
	["POST", "/divisions/div_x/release", "operate"],
	["POST", "/divisions/div_x/hold", "operate"],
	["POST", "/divisions/div_x/pause", "operate"],
	["POST", "/divisions/div_x/resume", "operate"],
	["POST", "/pause", "operate"],
	["POST", "/resume", "operate"],
	["GET", "/orders", "read"],
	["GET", "/orders/ord_x", "read"],
	["GET", "/shipments", "read"],
	["GET", "/shipments/shp_x", "read"],
	["POST", "/orders/ord_x/ship", "operate"],
	["POST", "/shipments/shp_x/replay", "operate"],
	["POST", "/shipments/shp_x/tracking-page/renew", "operate"],
	["PUT", "/divisions/div_x/logo", "admin"],
	["DELETE", "/divisions/div_x/logo", "admin"],
	["POST", "/shipments/shp_x/decision", "operate"],
	["POST", "/shipments/shp_x/void", "operate"],
	["POST", "/shipments/shp_x/relabel", "operate"],
	["POST", "/shipments/shp_x/return-label", "operate"],
	["POST", "/orders/ord_x/plan", "read"],
	["PUT", "/orders/ord_x/packages", "operate"],
	["GET", "/divisions/div_x/pickups", "read"],
	["POST", "/divisions/div_x/pickups", "operate"],
	["POST", "/pickups/pku_x/cancel", "operate"],
	["GET", "/divisions/div_x/ground-closes", "read"],
	["POST", "/divisions/div_x/ground-closes", "operate"],
	["POST", "/labels/merge", "operate"],
	["GET", "/reports/charges", "read"],
	["GET", "/reports/charges.csv", "read"],
	["POST", "/documents/doc_x/link", "operate"],
	["GET", "/audit", "read"],
	["GET", "/failed-work", "read"],
	["POST", "/failed-work/replay", "operate"],
	["GET", "/status", "read"],
	["GET", "/api-tokens", "admin"],
	["POST", "/api-tokens", "admin"],
	["DELETE", "/api-tokens/tok_x", "admin"],
];

const SCOPES: Scope[] = ["read", "operate", "admin"];

describe("a route", () => {
	it("is in the table of scopes, each of them", async () => {
		const { paths } = await call<{ paths: Record<string, object> }>("GET", "/openapi.json", 200);
		const described = Object.entries(paths).flatMap(([path, methods]) =>
			Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
		);
		const listed = ROUTES.map(
			([method, path]) => `${method} /api/v1${path.replace(/\/\w{3}_x/, "/{id}")}`,
		);
		expect(described.sort()).toEqual(listed.sort());
	});

	it.each(ROUTES)("%s %s opens to the scope %s and those above", async (method, path, least) => {
		expect((await request(method, `/api/v1${path}`, { token: null })).status).toBe(401);
		for (const scope of SCOPES) {
			const { token } = await makeToken([scope]);
			const { status } = await request(method, `/api/v1${path}`, { token });
			const mayPass = SCOPES.indexOf(scope) >= SCOPES.indexOf(least);
			if (mayPass) {
				expect([200, 201, 202, 204, 404, 422]).toContain(status);
			} else {
				expect(status).toBe(403);
			}
		}
	});
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
