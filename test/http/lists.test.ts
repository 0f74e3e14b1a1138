import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";

import { openDatabase } from "../../src/db/database.ts";
import { orders } from "../../src/db/schema.ts";
import { orderIdsMatching, shipmentIdsMatching } from "../../src/db/search.ts";
import { seedOrder } from "../db/seed.ts";
import { sampleId } from "../shipping/samples.ts";
import { call, type Page, problemOf, startOutside } from "./client.ts";
import { seedShipment } from "./seeds.ts";

beforeEach(() => {
	startOutside();
});

type Item = { id: string };

async function idsOf(path: string): Promise<string[]> {
	const { items } = await call<Page<Item>>("GET", path, 200);
	return items.map((item) => item.id);
}

describe("a list", () => {
	it("is read page by page, newest first, each row once", async () => {
		const divisionId = sampleId("div");
		const seeded: string[] = [];
		for (let number = 1; number <= 5; number += 1) {
			const id = `ord_${String(number).padStart(22, "0")}`.replace(/0{5}/, divisionId.slice(-5));
			await seedOrder(divisionId, Date.now(), { id, orderNumber: number });
			seeded.unshift(id);
		}
		const seen: string[] = [];
		let cursor: string | null = null;
		let pages = 0;
		do {
			const after: string = cursor === null ? "" : `&cursor=${cursor}`;
			const page: Page<Item> = await call<Page<Item>>(
				"GET",
				`/orders?divisionId=${divisionId}&limit=2${after}`,
				200,
			);
			seen.push(...page.items.map((item) => item.id));
			cursor = page.nextCursor;
			pages += 1;
		} while (cursor !== null);
		expect(seen).toEqual(seeded);
		expect(pages).toBe(3);
	});

	it.each(["limit=0", "limit=201", "limit=two"])("takes no %s", async (query) => {
		const { errors } = await problemOf("GET", `/shipments?${query}`, 422);
		expect(errors.map((error) => error.field)).toEqual(["limit"]);
	});
});

describe("the list of orders", () => {
	it("has each order as it is read by its id", async () => {
		const divisionId = sampleId("div");
		const { id } = await seedOrder(divisionId, 1_700_000_000_000, {});
		const { items } = await call<Page<Item>>("GET", `/orders?divisionId=${divisionId}`, 200);
		expect(await call("GET", `/orders/${id}`, 200)).toEqual(items[0]);
		expect((await problemOf("GET", "/orders/ord_none", 404)).code).toBe("order.not_found");
	});

	it("has the documented shape", async () => {
		const divisionId = sampleId("div");
		const reason = { code: "order.x", field: "Order", message: "No.", remedy: "Yes." };
		const seeded = await seedOrder(divisionId, 1_700_000_000_000, {
			state: "blocked",
			reasons: [reason],
		});
		const { items } = await call<Page<object>>("GET", `/orders?divisionId=${divisionId}`, 200);
		expect(items).toEqual([
			{
				id: seeded.id,
				divisionId,
				orderNumber: 20_001,
				exactOrderId: seeded.exactOrderId,
				customer: "Jansen",
				state: "blocked",
				readiness: { ready: false, reasons: [reason] },
				shipmentIds: [],
				plan: null,
				decision: null,
				packages: null,
				addressCheck: null,
				firstSeenAt: "2023-11-14T22:13:20.000Z",
				readySince: null,
				updatedAt: "2023-11-14T22:13:20.000Z",
			},
		]);
	});

	it("is narrowed by state, and searched by number, tracking number and customer", async () => {
		const divisionId = sampleId("div");
		const now = Date.now();
		const shipped = await seedShipment({
			divisionId,
			status: "labelled",
			orderNumber: 31_001,
			masterTrackingNumber: "794600000017",
			pieces: ["794600000017", "794600000028"],
		});
		const blocked = await seedOrder(divisionId, now, {
			state: "blocked",
			orderNumber: 31_002,
			deliverToName: "Smits & Zn 100% staal",
		});
		const list = (query: string) => idsOf(`/orders?divisionId=${divisionId}&${query}`);
		expect(await list("state=blocked")).toEqual([blocked.id]);
		expect(await list("q=31001")).toEqual([shipped.orderId]);
		expect(await list("q=794600000017")).toEqual([shipped.orderId]);
		expect(await list("q=794600000028")).toEqual([shipped.orderId]);
		expect(await list("q=smits%20%26")).toEqual([blocked.id]);
		expect(await list(`q=${encodeURIComponent("%staal")}`)).toEqual([]);
		const { items } = await call<Page<{ shipmentIds: string[] }>>("GET", `/orders?q=31001`, 200);
		expect(items.map((item) => item.shipmentIds)).toEqual([[shipped.id]]);
	});
});

describe("the list of shipments", () => {
	it("is narrowed by status, tracking state and time", async () => {
		const divisionId = sampleId("div");
		const day = 86_400_000;
		const start = Date.parse("2026-11-01T00:00:00Z");
		const planned = await seedShipment({ divisionId, status: "planned", createdAt: start });
		const labelled = await seedShipment({
			divisionId,
			status: "labelled",
			trackingState: "label_made",
			createdAt: start + day,
		});
		const list = (query: string) => idsOf(`/shipments?divisionId=${divisionId}&${query}`);
		expect(await list("status=planned")).toEqual([planned.id]);
		expect(await list("tracking=label_made")).toEqual([labelled.id]);
		expect(await list("from=2026-11-02")).toEqual([labelled.id]);
		expect(await list("to=2026-11-02T00:00:00Z")).toEqual([planned.id]);
		expect(await list("from=2026-11-01T02:00:00%2B02:00&to=2026-11-01T00:00:01Z")).toEqual([
			planned.id,
		]);
		const { errors } = await problemOf("GET", "/shipments?from=monday&status=lost", 422);
		expect(errors.map((error) => error.field).sort()).toEqual(["from", "status"]);
	});

	it("is searched by number, reference, tracking number and customer", async () => {
		const divisionId = sampleId("div");
		const shipment = await seedShipment({
			divisionId,
			status: "labelled",
			orderNumber: 32_001,
			customer: "Vermeer Metaal",
			masterTrackingNumber: "794600000039",
			pieces: ["794600000039"],
			reference: "32001-ABCDEFGH",
		});
		const list = (q: string) => idsOf(`/shipments?divisionId=${divisionId}&q=${q}`);
		for (const q of ["32001", "32001-ABCDEFGH", "794600000039", "vermeer"]) {
			expect(await list(q), q).toEqual([shipment.id]);
		}
		expect(await list("metaal")).toEqual([]);
	});

	it("shows a summary, and the shipment by itself shows everything", async () => {
		const divisionId = sampleId("div");
		const shipment = await seedShipment({
			divisionId,
			status: "labelled",
			orderNumber: 33_001,
			masterTrackingNumber: "794600000040",
			pieces: ["794600000040"],
			reference: "33001-ABCDEFGH",
			createdAt: 1_700_000_000_000,
		});
		const summary = {
			id: shipment.id,
			divisionId,
			kind: "outbound",
			returnOf: null,
			orders: [{ orderId: shipment.orderId, orderNumber: 33_001 }],
			status: "labelled",
			trackingState: null,
			reason: null,
			decision: null,
			service: "FEDEX_PRIORITY",
			costCentre: null,
			billedTo: null,
			shipDate: "2026-11-23",
			masterTrackingNumber: "794600000040",
			transactionId: "txn-1",
			customerTransactionId: "33001-ABCDEFGH",
			reference: "33001-ABCDEFGH",
			charge: { amount: "12.34", currency: "EUR" },
			packages: [
				{
					sequence: 1,
					trackingNumber: "794600000040",
					trackingState: null,
					weightGrams: 2_700,
				},
			],
			attempts: [
				{
					number: 1,
					reference: "33001-ABCDEFGH",
					state: "confirmed",
					startedAt: "2023-11-14T22:13:20.000Z",
					endedAt: "2023-11-14T22:13:21.000Z",
					trackingNumbers: [],
					cancelledAt: null,
					overlapSeconds: null,
				},
			],
			writeBack: { exactDocumentId: null, state: "due", writtenAt: null },
			trackingUrl: "https://www.fedex.com/fedextrack/?trknbr=794600000040",
			createdAt: "2023-11-14T22:13:20.000Z",
			labelledAt: "2023-11-14T22:13:21.000Z",
		};
		const { items } = await call<Page<object>>("GET", `/shipments?divisionId=${divisionId}`, 200);
		expect(items).toEqual([summary]);
		expect(await call("GET", `/shipments/${shipment.id}`, 200)).toEqual({
			...summary,
			orders: [
				{
					orderId: shipment.orderId,
					orderNumber: 33_001,
					lines: [{ exactLineId: shipment.lineId, lineNumber: 1, itemCode: "PUMP-1", quantity: 2 }],
				},
			],
			documents: [
				{ id: shipment.documentId, kind: "label", contentType: "application/pdf", bytes: 1_234 },
			],
			events: [],
			returns: [],
			mails: [],
			addressCheck: null,
			trackingPageUrl: expect.stringMatching(
				/^https:\/\/connector\.test\/track\/[0-9A-Z]{22}\.1\.k1\.[\w-]{43}$/,
			),
		});
	});
});

describe("a search", () => {
	it.each([
		["orders", orderIdsMatching],
		["shipments", shipmentIdsMatching],
	])("for a number among %s reads no whole table", async (_, matching) => {
		const query = openDatabase(env.DB)
			.select({ id: orders.id })
			.from(orders)
			.where(sql`${orders.id} in ${matching("31001")}`)
			.toSQL();
		const plan = await env.DB.prepare(`explain query plan ${query.sql}`)
			.bind(...query.params)
			.all<{ detail: string }>();
		const steps = plan.results.map((row) => row.detail);
		expect(steps.filter((step) => step.startsWith("SEARCH")).length).toBeGreaterThan(3);
		expect(steps.filter((step) => step.startsWith("SCAN"))).toEqual([]);
	});
});

describe("the audit", () => {
	it("is narrowed by what, who and when", async () => {
		await call("POST", "/pause", 200);
		await call("POST", "/resume", 200);
		type Entry = { action: string; actor: string; at: string; version: number; details: object };
		const list = async (query: string) =>
			(await call<Page<Entry>>("GET", `/audit?${query}`, 200)).items;
		const all = await list("subject=system:all");
		expect(all.map(({ action, version }) => ({ action, version }))).toEqual([
			{ action: "system.resumed", version: 2 },
			{ action: "system.paused", version: 1 },
		]);
		expect(all[0]).toMatchObject({ actor: "operator:admin", details: {} });
		expect(all[0]).not.toHaveProperty("applied");
		expect(await list("subject=system:all&action=system.paused")).toEqual([all[1]]);
		expect(await list("subject=system:all&actor=token:x")).toEqual([]);
		expect(await list("subject=system:all&from=2100-01-01")).toEqual([]);
	});
});
