import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";

import { createApp } from "../../src/http/app.ts";
import { request, startOutside } from "../http/client.ts";
import { Browser } from "../http/console/browser.ts";
import { bigDatabaseStatements } from "./big-database.ts";
import { bigDatabasePages } from "./pages.ts";
import { fullScans } from "./query-plans.ts";
import { type SeenStatement, watchedDatabase } from "./watched-database.ts";

/** So many that what reads them all is told from what reads a page, and so few that they are made at once. */
const SHIPMENTS = 3_000;
const ROWS_MAX = 1_500;
const now = Date.now();

beforeAll(async () => {
	for (const statement of bigDatabaseStatements({ shipments: SHIPMENTS, divisions: 2, now })) {
		await env.DB.prepare(statement).run();
	}
});

beforeEach(() => {
	startOutside();
});

/** What is read by no page, and why. */
const NOT_WALKED: Readonly<Record<string, string>> = {
	"/console": "leads to the first page",
	"/console/documents/:id/open": "leads to a signed link",
	"/console/orders.csv": "reads the list, page after page",
	"/console/shipments.csv": "reads the list, page after page",
	"/console/printing/:id": "asks the station's own object",
	"/api/v1/print-stations/:id": "asks the station's own object",
	"/api/v1/print-stations/:id/jobs": "asks the station's own object",
	"/console/charges.csv": "reads what the page of the charges reads",
	"/api/v1/reports/charges.csv": "reads what the report reads",
	"/api/v1/openapi.json": "reads nothing",
	"/api/v1/keys": "counts what old keys are needed for, when somebody rotates them",
	"/console/webhooks/:id": "lists by its key; test/telling asks for the plan",
	"/api/v1/outgoing-webhooks/:id": "reads one row by its key",
	"/api/v1/outgoing-webhooks/:id/deliveries": "lists by its key; test/telling asks for the plan",
};

describe("a page or listing", () => {
	it("is among those that are walked", () => {
		const walked = bigDatabasePages({ shipments: SHIPMENTS, now }).map(
			(path) => path.split("?")[0] ?? "",
		);
		const missing = createApp()
			.routes.filter(({ method, path }) => method === "GET" && /^\/(console|api)\b/.test(path))
			.map(({ path }) => path)
			.filter((path) => NOT_WALKED[path] === undefined)
			.filter((path) => {
				const pattern = new RegExp(`^${path.replaceAll(/:\w+/g, "[^/]+")}$`);
				return !walked.some((one) => pattern.test(one));
			});
		expect(missing).toEqual([]);
	});

	it("reads no table from end to end, and no more rows the more were shipped", async () => {
		const browser = await Browser.loggedIn();
		const found: string[] = [];
		for (const path of bigDatabasePages({ shipments: SHIPMENTS, now })) {
			const seen: SeenStatement[] = [];
			const options = { env: { DB: watchedDatabase(env.DB, (one) => seen.push(one)) } };
			const answer = path.startsWith("/api/")
				? await request("GET", path, options)
				: await browser.get(path, options);
			const body = await answer.text();
			if (answer.status !== 200) {
				found.push(`${path} answers ${answer.status}: ${body}`);
			}
			for (const { sql, values, rowsRead } of seen) {
				const { results } = await env.DB.prepare(`explain query plan ${sql}`)
					.bind(...values)
					.all<{ detail: string }>();
				const scans = fullScans(sql, results);
				if (scans.length > 0) {
					found.push(`${path}\n  ${scans.join("\n  ")}\n  ${sql}`);
				} else if ((rowsRead ?? 0) > ROWS_MAX) {
					found.push(
						`${path} reads ${rowsRead} rows\n  ${sql}\n  ${results.map((step) => step.detail).join("\n  ")}`,
					);
				}
			}
		}
		expect([...new Set(found)].join("\n\n")).toBe("");
	}, 120_000);
});
