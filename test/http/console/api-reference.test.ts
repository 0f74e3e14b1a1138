import { beforeEach, describe, expect, it } from "vitest";

import { curlOf } from "../../../src/http/console/api-reference/curl.ts";
import {
	anchorOf,
	type ApiDocument,
	operationsByGroup,
} from "../../../src/http/console/api-reference/document.ts";
import { exampleOf } from "../../../src/http/console/api-reference/example.ts";
import { fieldsOf, typeInWords } from "../../../src/http/console/api-reference/fields.ts";
import { call, startOutside } from "../client.ts";
import { Browser } from "./browser.ts";

beforeEach(() => {
	startOutside();
});

const NO_DOCUMENT: ApiDocument = {
	info: { title: "", version: "" },
	paths: {},
	components: { schemas: { Box: { type: "object", properties: { grams: { type: "integer" } } } } },
};

describe("the page of the API", () => {
	it("shows every operation of the document with its scope, and runs nothing", async () => {
		const document = await call<ApiDocument>("GET", "/openapi.json", 200, { token: null });
		const browser = await Browser.loggedIn();
		const answer = await browser.get("/console/api");
		const page = await answer.text();
		const operations = [...operationsByGroup(document).values()].flat();
		expect(operations.length).toBeGreaterThan(60);
		for (const { method, path, operation } of operations) {
			const id = anchorOf(method, path);
			const [, shown = ""] = page.split(`id="${id}"`);
			const own = shown.split("</details>")[0] ?? "";
			expect(own, id).toContain(`>${path}<`);
			expect(own, id).toContain(`>${operation.security?.[0]?.["bearer"]?.[0]}<`);
			for (const status of Object.keys(operation.responses)) {
				expect(own, id).toContain(`>${status}<`);
			}
			for (const { name } of operation.parameters ?? []) {
				expect(own, id).toContain(`>${name}<`);
			}
			expect(own, id).toContain(`curl ${method === "get" ? "" : `-X ${method.toUpperCase()} `}`);
		}
		expect(page.split('<details class="operation"').length - 1).toBe(operations.length);
		expect(page).not.toMatch(/<style|style="|<script(?! src="\/)| on[a-z]+="/);
		expect(answer.headers.get("Content-Security-Policy")).toContain("script-src 'self'");
	});

	it("gives each operation a link of its own", async () => {
		const document = await call<ApiDocument>("GET", "/openapi.json", 200, { token: null });
		const ids = [...operationsByGroup(document)].flatMap(([group, own]) => [
			anchorOf(group),
			...own.map(({ method, path }) => anchorOf(method, path)),
		]);
		expect(new Set(ids).size).toBe(ids.length);
	});
});

describe("an example of a schema", () => {
	it("takes what the schema names itself, and else the simplest of its type", () => {
		const schema = {
			type: "object",
			properties: {
				named: { type: "string", example: "K3" },
				usual: { type: "integer", default: 50 },
				chosen: { type: "string", enum: ["a", "b"] },
				least: { type: "integer", minimum: 5 },
				at: { type: ["string", "null"], format: "date-time" },
				boxes: { type: "array", items: { $ref: "#/components/schemas/Box" } },
				either: { anyOf: [{ type: "null" }, { type: "boolean" }] },
			},
		};
		expect(exampleOf(schema, NO_DOCUMENT)).toEqual({
			named: "K3",
			usual: 50,
			chosen: "a",
			least: 5,
			at: "2026-11-30T09:00:00.000Z",
			boxes: [{ grams: 1 }],
			either: true,
		});
	});

	it("ends where a schema holds itself", () => {
		const endless: ApiDocument = {
			...NO_DOCUMENT,
			components: {
				schemas: {
					Node: {
						type: "object",
						properties: { below: { type: "array", items: { $ref: "#/components/schemas/Node" } } },
					},
				},
			},
		};
		const node = { $ref: "#/components/schemas/Node" };
		expect(JSON.stringify(exampleOf(node, endless)).length).toBeLessThan(200);
		expect(fieldsOf(node, endless).length).toBeLessThan(20);
	});
});

describe("the fields of a body", () => {
	it("are told by their path, with what they may be", () => {
		const schema = {
			type: "object",
			required: ["boxes"],
			properties: {
				boxes: {
					type: "array",
					description: "All of them.",
					items: { $ref: "#/components/schemas/Box" },
				},
				limit: { type: "integer", minimum: 1, maximum: 200, default: 50 },
			},
		};
		expect(fieldsOf(schema, NO_DOCUMENT)).toEqual([
			{ name: "boxes", type: "list of object", isRequired: true, description: "All of them." },
			{ name: "boxes[].grams", type: "whole number", isRequired: false, description: "" },
			{
				name: "limit",
				type: "whole number, 1 to 200, 50 unless told",
				isRequired: false,
				description: "",
			},
		]);
		expect(typeInWords({ type: ["string", "null"], format: "date" }, NO_DOCUMENT)).toBe(
			"date or null",
		);
	});
});

describe("a call on the command line", () => {
	it("holds the address, the token's variable, the key and the body, quoted for a shell", () => {
		const text = curlOf(
			{
				method: "post",
				path: "/api/v1/boxes",
				operation: {
					security: [{ bearer: ["operate"] }],
					parameters: [{ name: "idempotency-key", in: "header" }],
					requestBody: {
						content: {
							"application/json": {
								schema: { type: "object", properties: { name: { example: "Ann's" } } },
							},
						},
					},
					responses: {},
				},
			},
			NO_DOCUMENT,
			"https://ship.example",
		);
		expect(text.split(" \\\n  ")).toEqual([
			"curl -X POST 'https://ship.example/api/v1/boxes'",
			'-H "Authorization: Bearer $TOKEN"',
			'-H "Idempotency-Key: $(uuidgen)"',
			"-H 'Content-Type: application/json'",
			`-d '{"name":"Ann'\\''s"}'`,
		]);
	});
});
