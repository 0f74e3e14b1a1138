import { beforeEach, describe, expect, it } from "vitest";

import { request, startOutside, type Twins } from "../client.ts";
import { Browser, login } from "./browser.ts";

let twins: Twins;
beforeEach(() => {
	twins = startOutside();
});

const PAGES = ["/", "/console/orders", "/console/shipments/shp_1", "/console/audit"];

describe("the console without a session", () => {
	it.each(PAGES)("sends %s to the login and back", async (path) => {
		const response = await request("GET", path, { token: null });
		expect(response.status).toBe(303);
		const location = response.headers.get("Location");
		expect(location).toBe(path === "/" ? "/login" : `/login?next=${encodeURIComponent(path)}`);
		expect((await login(undefined, {}, path)).headers.get("Location")).toBe(path);
	});

	it("does nothing of what a form asks", async () => {
		const response = await request("POST", "/console/pause", { token: null });
		expect(response.headers.get("Location")).toBe("/login");
		expect(await (await Browser.loggedIn()).page("/")).not.toContain("Everything is paused");
	});

	it("is not opened by the bearer of the API", async () => {
		expect((await request("GET", "/")).status).toBe(303);
	});

	it.each(["https://evil.test/", "//evil.test", "/\\evil.test", "javascript:alert(1)"])(
		"never goes on to %s",
		async (next) => {
			expect((await login(undefined, {}, next)).headers.get("Location")).toBe("/");
		},
	);
});

describe("the login", () => {
	it("says in words that the token is wrong", async () => {
		const response = await login("guess");
		expect(response.status).toBe(401);
		expect(await response.text()).toContain("not the administrator&#39;s token");
		expect(response.headers.get("Set-Cookie")).toBeNull();
	});

	it("refuses a form of another site", async () => {
		const response = await login(undefined, { Origin: "https://evil.test" });
		expect(response.status).toBe(403);
		expect(response.headers.get("Set-Cookie")).toBeNull();
	});

	it("lets one address guess ten times a minute, and no other suffers for it", async () => {
		const from = { "CF-Connecting-IP": "203.0.113.7" };
		for (let count = 0; count < 10; count += 1) {
			expect((await login("guess", from)).status).toBe(401);
		}
		const right = await login(undefined, from);
		expect(right.status).toBe(429);
		expect(Number(right.headers.get("Retry-After"))).toBeGreaterThan(0);
		expect(await right.text()).toContain("Wait a minute");
		expect((await login(undefined, { "CF-Connecting-IP": "203.0.113.8" })).status).toBe(303);
		twins.clock.advance(60_000);
		expect((await login(undefined, from)).status).toBe(303);
	});

	it("ends with the logout, also for a copy of the cookie", async () => {
		const browser = await Browser.loggedIn();
		const copy = await browser.formToken();
		const response = await browser.post("/logout", { "form-token": copy });
		expect(response.headers.get("Location")).toBe("/login");
		expect((await browser.get("/")).status).toBe(303);
	});
});

describe("a form", () => {
	it.each<[string, Record<string, string>, Record<string, string>]>([
		["without its token", {}, {}],
		["with another token", { "form-token": "k1.AAAA" }, {}],
	])("%s is refused with a page, and does nothing", async (_, fields, headers) => {
		const browser = await Browser.loggedIn();
		const response = await browser.post("/console/pause", fields, headers);
		expect(response.status).toBe(403);
		expect(await response.text()).toContain("not made for your session");
		expect(await browser.page("/")).not.toContain("Everything is paused");
	});

	it("of another session is refused", async () => {
		const other = await (await Browser.loggedIn()).formToken();
		const response = await (
			await Browser.loggedIn()
		).post("/console/pause", {
			"form-token": other,
		});
		expect(response.status).toBe(403);
	});

	it.each(["https://evil.test", "null"])("sent from %s is refused", async (origin) => {
		const browser = await Browser.loggedIn();
		const response = await browser.post(
			"/console/pause",
			{ "form-token": await browser.formToken() },
			{ Origin: origin },
		);
		expect(response.status).toBe(403);
		expect(await response.text()).toContain("another site");
	});
});

describe("a page", () => {
	it("allows nothing but what is served from here", async () => {
		const response = await (await Browser.loggedIn()).get("/");
		const policy = response.headers.get("Content-Security-Policy") ?? "";
		for (const rule of ["default-src 'self'", "form-action 'self'", "frame-ancestors 'none'"]) {
			expect(policy).toContain(rule);
		}
		expect(policy).not.toContain("unsafe");
		expect(response.headers.get("Cache-Control")).toBe("no-store");
		const html = await response.text();
		expect(html).not.toMatch(/<style|<script(?! src="\/(console|live)\.js")| style=| on[a-z]+=/);
	});

	it("that is not there says so in words", async () => {
		const html = await (await Browser.loggedIn()).page("/console/nothing", 404);
		expect(html).toContain("Not found");
		expect(html).toContain("request.not_found");
	});

	it("tells a browser why a consent failed", async () => {
		const response = await request("GET", "/oauth/exact/callback?state=x", {
			token: null,
			headers: { Accept: "text/html,application/xhtml+xml" },
		});
		expect(response.status).toBe(400);
		expect(await response.text()).toContain("did not begin in this browser");
	});
});
