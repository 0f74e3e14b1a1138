import { beforeEach, describe, expect, it, vi } from "vitest";

import { PROGRAMS } from "../../src/http/access/routes.ts";
import { call, problemOf, request, startOutside } from "./client.ts";

beforeEach(() => {
	startOutside();
});

describe("a problem", () => {
	it("has every part of its shape, and is kept by nobody", async () => {
		const response = await request("GET", "/api/v1/shipments/shp_none");
		expect(response.status).toBe(404);
		expect(response.headers.get("Content-Type")).toBe("application/problem+json");
		expect(response.headers.get("Cache-Control")).toBe("no-store");
		const body = await response.json();
		expect(body).toEqual({
			type: "urn:problem:exact-fedex-connector:shipment.not_found",
			title: "Not found",
			status: 404,
			detail: "There is no shipment shp_none.",
			code: "shipment.not_found",
			requestId: response.headers.get("X-Request-Id"),
			errors: [],
		});
	});

	it("answers a route that there is none of", async () => {
		expect(await problemOf("GET", "/nothing/here", 404)).toMatchObject({
			code: "request.not_found",
		});
		const outside = await request("GET", "/wp-login.php", { token: null });
		expect(outside.status).toBe(404);
		expect(await outside.json()).toMatchObject({ code: "request.not_found" });
	});

	it("answers a body that is no JSON", async () => {
		const problem = await problemOf("POST", "/fedex-accounts", 400, { body: '{"name": ' });
		expect(problem.code).toBe("request.malformed");
	});

	it("answers a body of another content type", async () => {
		const problem = await problemOf("POST", "/fedex-accounts", 415, {
			body: "<xml/>",
			headers: { "Content-Type": "application/xml" },
		});
		expect(problem.code).toBe("request.unsupported_media_type");
	});

	it("refuses a large body before it is parsed, whoever sends it", async () => {
		const body = `{"name": "${"x".repeat(1_000_001)}"`;
		const problem = await problemOf("POST", "/fedex-accounts", 413, { body, token: null });
		expect(problem.code).toBe("request.too_large");
	});

	it("names each field by its dotted path, with what to do", async () => {
		const { code, errors } = await problemOf("POST", "/fedex-accounts", 422, {
			body: {
				name: "",
				accountNumber: "12",
				environment: "test",
				ship: { clientId: "a", clientSecret: 7, more: true },
			},
		});
		expect(code).toBe("request.invalid");
		expect(errors).toEqual([
			{
				field: "name",
				message: "It has too few characters.",
				remedy: "Give at least 1 character.",
			},
			{
				field: "accountNumber",
				message: "The value is not a FedEx account number of nine digits.",
				remedy: "Give a FedEx account number of nine digits.",
			},
			{
				field: "environment",
				message: "The value is not one of production, sandbox.",
				remedy: "Give one of production, sandbox.",
			},
			{
				field: "ship.clientSecret",
				message: "The value is not a text.",
				remedy: "Give a text.",
			},
			{
				field: "ship.more",
				message: "This field is not known.",
				remedy: "Remove it, or check its spelling.",
			},
			{
				field: "track",
				message: "This field is missing.",
				remedy: "Add it as an object.",
			},
		]);
	});

	it("names query parameters too", async () => {
		const { errors } = await problemOf("GET", "/orders?limit=201&state=lost", 422);
		expect(errors.map((error) => error.field)).toEqual(["limit", "state"]);
	});

	it("hides what went wrong inside, and logs it under the request id", async () => {
		const logged = vi.spyOn(console, "error").mockReturnValue();
		const broken = {
			prepare: () => {
				throw new Error("no such table: secret_details");
			},
		};
		const response = await request("GET", "/api/v1/orders", {
			env: { DB: broken as unknown as D1Database },
		});
		expect(response.status).toBe(500);
		const problem = (await response.json()) as { code: string; detail: string; requestId: string };
		expect(problem.code).toBe("internal.error");
		expect(JSON.stringify(problem)).not.toContain("secret_details");
		expect(logged).toHaveBeenCalledWith(
			expect.objectContaining({ event: "request.failed", requestId: problem.requestId }),
		);
	});
});

describe("every answer", () => {
	it("carries the headers that keep a browser from mischief", async () => {
		const { headers } = await request("GET", "/health", { token: null });
		expect(headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
		expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
		expect(headers.get("Referrer-Policy")).toBe("no-referrer");
		expect(headers.get("X-Frame-Options")).toBe("DENY");
		expect(headers.get("Strict-Transport-Security")).toContain("max-age=");
	});

	it("is logged once, by the pattern of its route and without its address", async () => {
		const logged = vi.spyOn(console, "log").mockReturnValue();
		await request("GET", "/labels/doc_1?expires=99&signature=secret", { token: null });
		const lines = logged.mock.calls.map(([line]) => line as Record<string, unknown>);
		expect(lines.filter((line) => line["event"] === "request.done")).toEqual([
			{
				event: "request.done",
				requestId: expect.stringMatching(/^req_/),
				method: "GET",
				route: "/labels/:document",
				status: 403,
				durationMs: expect.any(Number),
				caller: "nobody",
			},
		]);
		expect(JSON.stringify(lines)).not.toContain("secret");
	});
});

describe("health", () => {
	it("answers anyone", async () => {
		const response = await request("GET", "/health", { token: null });
		expect(await response.json()).toEqual({ status: "ok", version: expect.any(String) });
	});

	it("says so when the database does not answer", async () => {
		vi.spyOn(console, "error").mockReturnValue();
		const broken = {
			prepare: () => {
				throw new Error("D1_ERROR: overloaded");
			},
		};
		const response = await request("GET", "/health", {
			token: null,
			env: { DB: broken as unknown as D1Database },
		});
		expect(response.status).toBe(503);
		expect(await response.json()).toMatchObject({ code: "health.no_database" });
	});
});

describe("the document of the API", () => {
	it("describes every route with its security", async () => {
		const document = await call<{
			openapi: string;
			paths: Record<string, Record<string, { security?: unknown; responses: object }>>;
		}>("GET", "/openapi.json", 200, { token: null });
		expect(document.openapi).toBe("3.1.0");
		const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
			Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
		);
		expect(operations.length).toBeGreaterThan(30);
		for (const { path, method, operation } of operations) {
			expect(path).toMatch(/^\/api\/v1\//);
			const route = `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`;
			expect(operation.security, route).toEqual([{ bearer: [PROGRAMS[route]] }]);
			expect(Object.keys(operation.responses)).toContain("401");
		}
	});
});
