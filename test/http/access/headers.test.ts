import { beforeEach, describe, expect, it } from "vitest";

import { request, startOutside } from "../client.ts";
import { Browser, login } from "../console/browser.ts";

beforeEach(() => {
	startOutside();
});

const EVERYWHERE = {
	"X-Frame-Options": "DENY",
	"X-Content-Type-Options": "nosniff",
	"Cross-Origin-Opener-Policy": "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Cache-Control": "no-store",
};

const ANSWERS: [what: string, path: string, token: string | undefined | null][] = [
	["a page", "/console/people", null],
	["the login", "/login", null],
	["a page that is not there", "/console/nothing", null],
	["the API", "/api/v1/orders", undefined],
	["a refusal of the API", "/api/v1/orders", null],
	["a forged link", "/labels/doc_x?expires=1&signature=k1.x", null],
	["health", "/health", null],
	["nothing", "/nothing", null],
];

describe("an answer", () => {
	it.each(ANSWERS)("(%s) is framed, sniffed and kept by nobody", async (_, path, token) => {
		const response = await request("GET", path, token === undefined ? {} : { token });
		for (const [name, value] of Object.entries(EVERYWHERE)) {
			expect(response.headers.get(name), name).toBe(value);
		}
		expect(response.headers.get("Strict-Transport-Security")).toMatch(/^max-age=\d{7,}/);
		expect(response.headers.get("Permissions-Policy")).toContain("camera=()");
		const policy = response.headers.get("Content-Security-Policy") ?? "";
		for (const rule of ["frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"]) {
			expect(policy).toContain(rule);
		}
		expect(policy).not.toMatch(/unsafe|\*|https?:/);
	});

	it("that is a page has script and style from here alone", async () => {
		const response = await (await Browser.loggedIn()).get("/console/api-tokens");
		const policy = response.headers.get("Content-Security-Policy") ?? "";
		for (const rule of ["script-src 'self'", "style-src 'self'", "object-src 'none'"]) {
			expect(policy).toContain(rule);
		}
		expect(await response.text()).not.toMatch(/<style|<script(?! src="\/)| style=| on[a-z]+=/);
	});
});

describe("the session's cookie", () => {
	it("is one that no neighbouring host can set", async () => {
		const response = await login();
		const [line = ""] = response.headers.getSetCookie();
		expect(line).toMatch(/^__Host-session=/);
		expect(line).toMatch(/; Path=\/;/);
		expect(line).not.toMatch(/Domain/);
		const value = /^__Host-session=([^;]+)/.exec(line)?.[1] ?? "";
		const withName = async (name: string) =>
			(await request("GET", "/", { token: null, headers: { Cookie: `${name}=${value}` } })).status;
		expect(await withName("__Host-session")).toBe(200);
		expect(await withName("session")).toBe(303);
	});
});
