import { describe, expect, it } from "vitest";

import type { ErpDivision } from "../../src/shipping/ports/erp.ts";
import {
	FULL_HEADERS,
	divisionWith,
	guid,
	json,
	lostConnection,
	rows,
	text,
} from "./fake-exact.ts";
import { refuse } from "./refuse.ts";

const DOCUMENT = { subject: "26040012 shp_1", body: "lines", accountId: null, orderNumber: 1 };
const created = json({ d: { ID: guid(77) } }, 201);

describe("every read", () => {
	const reads: [string, (erp: ErpDivision) => Promise<unknown>][] = [
		["headers", (erp) => erp.readOrderHeaders("1")],
		["lines", (erp) => erp.readOrderLines("1")],
		["deletions", (erp) => erp.readDeleted("1")],
		["documents", (erp) => erp.readDocuments("1")],
		["addresses", (erp) => erp.readAddresses([guid(1)], refuse)],
		["accounts", (erp) => erp.readAccounts([guid(1)], refuse)],
		["contacts", (erp) => erp.readContacts([guid(1)], refuse)],
		["items", (erp) => erp.readItems([guid(1)], refuse)],
		["a feed's position", (erp) => erp.feedPositionAt("order-headers", "2026-11-01")],
	];

	it.each(reads)(
		"of %s selects, asks for JSON, takes room and reports headers",
		async (_, read) => {
			const { erp, seen, lanes, reports } = divisionWith([
				json({ d: { results: [] } }, 200, FULL_HEADERS),
			]);
			await read(erp);
			expect(seen.length).toBe(1);
			expect(seen[0]?.url).toMatch(/[?&]\$select=\w+/);
			expect(seen[0]?.headers.get("accept")).toBe("application/json");
			expect(seen[0]?.headers.get("authorization")).toBe("Bearer token-1");
			expect(seen[0]?.redirect).toBe("manual");
			expect(lanes).toEqual(["label"]);
			expect(reports[0]?.minute?.remaining).toBe(12);
		},
	);

	it.each([
		["HTML", text("<html>maintenance</html>"), "exact.unreadable_answer"],
		["half an answer", text('{"d":{"results":[{"Timest'), "exact.unreadable_answer"],
		["another shape", json({ value: [] }), "exact.unreadable_answer"],
		["a redirect", text("", 302, { Location: "https://evil.test/login" }), "exact.unavailable"],
		["a crash", text("", 503), "exact.unavailable"],
	])("that gets %s is to be tried again, by its row and not at once", async (_, answer, code) => {
		const { erp, seen } = divisionWith([answer]);
		await expect(erp.readOrderHeaders("1")).rejects.toMatchObject({ code, disposition: "retry" });
		expect(seen.length).toBe(1);
	});

	it("that loses its connection is tried a second time at once", async () => {
		const { erp, seen } = divisionWith([lostConnection, rows([])]);
		await erp.readOrderHeaders("1");
		expect(seen.length).toBe(2);
	});

	it("names the place that is not as expected, not what stands there", async () => {
		const { erp } = divisionWith([rows([{ ID: guid(1) }, { ID: "Jan Jansen" }])]);
		const error = await erp.readAddresses([guid(1)], refuse).catch((thrown: unknown) => thrown);
		expect(error).toMatchObject({ code: "exact.unreadable_answer", disposition: "retry" });
		expect(JSON.stringify(error)).toContain("d.1.ID");
		expect(JSON.stringify(error)).not.toContain("Jansen");
	});

	it("logs one line, without addresses and tokens", async () => {
		const { erp, lines } = divisionWith([rows([])]);
		await erp.readAddresses([guid(1)], refuse);
		expect(lines).toEqual([
			{
				event: "exact.call",
				fields: {
					system: "exact",
					operation: "read-addresses",
					status: 200,
					durationMs: expect.any(Number) as number,
				},
			},
		]);
	});
});

describe("a refused token", () => {
	it("is replaced once, and the call repeated once", async () => {
		const { erp, seen, rejected, lanes } = divisionWith([text("", 401), rows([])], ["token-2"]);
		await erp.readOrderHeaders("1");
		expect(rejected).toEqual(["token-1"]);
		expect(seen.map(({ headers }) => headers.get("authorization"))).toEqual([
			"Bearer token-1",
			"Bearer token-2",
		]);
		expect(lanes.length).toBe(2);
	});

	it("that is refused again is no end of the grant and no third call", async () => {
		const { erp, seen } = divisionWith([text("", 401), text("", 401)], ["token-2", "token-3"]);
		await expect(erp.readOrderHeaders("1")).rejects.toMatchObject({
			code: "exact.token_rejected",
			disposition: "retry",
		});
		expect(seen.length).toBe(2);
	});

	it("that can't be replaced ends the call after one try", async () => {
		const { erp, seen } = divisionWith([text("", 401)]);
		await expect(erp.readOrderHeaders("1")).rejects.toThrow("no newer token");
		expect(seen.length).toBe(1);
	});

	it("does not keep a document from being made once", async () => {
		const { erp, seen } = divisionWith([text("", 401), created], ["token-2"]);
		expect(await erp.postDocument(DOCUMENT)).toEqual({ id: guid(77) });
		expect(seen.length).toBe(2);
	});
});

describe("a full window", () => {
	it("is waited for, and told to the room", async () => {
		const { erp, seen, reports } = divisionWith([
			text("", 429, {
				"X-RateLimit-Minutely-Limit": "60",
				"X-RateLimit-Minutely-Remaining": "0",
				"X-RateLimit-Minutely-Reset": FULL_HEADERS["X-RateLimit-Minutely-Reset"],
			}),
		]);
		await expect(erp.readOrderLines("1")).rejects.toMatchObject({
			code: "exact.rate_limited",
			disposition: "wait",
			retryAfterSeconds: 41,
		});
		expect(seen.length).toBe(1);
		expect(reports).toMatchObject([{ status: 429, day: null }]);
	});
});
