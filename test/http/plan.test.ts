import { applyD1Migrations, reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";

import { openDatabase } from "../../src/db/database.ts";
import { createOrderStore } from "../../src/db/orders.ts";
import { auditEvents, shipments } from "../../src/db/schema.ts";
import { CHEAPEST } from "../../src/shipping/model/quote.ts";
import { seedOrder } from "../db/seed.ts";
import {
	sampleAccount,
	sampleAddress,
	sampleItem,
	sampleLine,
	sampleSettings,
} from "../shipping/samples.ts";
import {
	call,
	makeFedexAccount,
	makeToken,
	problemOf,
	startOutside,
	type Twins,
} from "./client.ts";
import { Browser } from "./console/browser.ts";
import { seedDivision, seedHeldDivision } from "./seeds.ts";

type DryRun = {
	ready: boolean;
	reasons: { code: string }[];
	problems: { code: string; field: string; remedy: string }[];
	plan: { service: string; rule: number; because: string[]; packages: unknown[] } | null;
	carrier: {
		kind: string;
		problems: { code: string }[];
		rates: { service: string }[];
		chosen: { service: string; charge: { amount: string } } | null;
		why: string | null;
	};
	shipments: {
		fedexAccountId: string;
		plan: { costCentre: string; lines: unknown[] };
		carrier: { kind: string };
	}[];
};

let twins: Twins;
let fedexAccountId: string;
beforeEach(async () => {
	// The simulator is a new one for each test, and knows none of the tokens that were kept.
	await reset();
	await applyD1Migrations(env.DB, env.TEST_MIGRATIONS);
	twins = startOutside();
	fedexAccountId = await makeFedexAccount();
});

/** A ready order of a division in shadow, as the polls have brought it. */
async function seedReady(
	settings: Record<string, unknown> = {},
	change: {
		order?: Parameters<typeof seedOrder>[2];
		phone?: string;
		weight?: number;
		costCentres?: string[];
	} = {},
) {
	const divisionId = await seedHeldDivision(fedexAccountId, {
		mode: "shadow",
		settings: sampleSettings({ fedexAccountId, ...settings }),
	});
	const now = Date.now();
	const account = sampleAccount();
	const weight = change.weight ?? 1.35;
	const item = sampleItem({ id: crypto.randomUUID(), grossWeight: weight, netWeight: weight });
	const order = await seedOrder(divisionId, now, {
		state: "ready",
		address: sampleAddress(change.phone === undefined ? {} : { phone: change.phone }),
		deliverToId: account.id,
		...change.order,
	});
	const store = createOrderStore(openDatabase(env.DB));
	await store.addLines(
		divisionId,
		(change.costCentres ?? [null]).map((costCentre, at) =>
			sampleLine(order.exactOrderId, { itemId: item.id, lineNumber: at + 1, costCentre }),
		),
	);
	await store.saveRecords(divisionId, "account", [account], now);
	await store.saveRecords(divisionId, "item", [item], now);
	return { divisionId, id: order.id };
}

const plan = (id: string) => call<DryRun>("POST", `/orders/${id}/plan`, 200);

async function bought() {
	const db = openDatabase(env.DB);
	const { shipments: made } = await twins.control<{ shipments: unknown[] }>("fedex", "shipments");
	return { made, rows: await db.select().from(shipments) };
}

describe("what would be sent for an order", () => {
	it("is the plan with its rule, and FedEx's trial of it, with nothing bought or kept", async () => {
		const { id } = await seedReady();
		const before = await openDatabase(env.DB).select().from(auditEvents);
		expect(await plan(id)).toMatchObject({
			ready: true,
			reasons: [],
			problems: [],
			plan: {
				service: "FEDEX_PRIORITY",
				rule: 3,
				because: ["method FDX-PRIO"],
				packages: [{ sequence: 1, weightGrams: 2_700 }],
				shipTo: { city: "Amsterdam" },
			},
			carrier: { kind: "validated", problems: [], rates: [], chosen: null, why: null },
		});
		const { made, rows } = await bought();
		expect(made).toEqual([]);
		expect(rows.filter((row) => row.orderId === id)).toEqual([]);
		expect(await openDatabase(env.DB).select().from(auditEvents)).toHaveLength(before.length);
	});

	it("is quoted where the cheapest service is wanted, and says which and why", async () => {
		const services = [{ shippingMethod: "FDX-PRIO", service: CHEAPEST, arriveWithinDays: 2 }];
		const { id } = await seedReady({ services });
		const run = await plan(id);
		expect(run.plan).toMatchObject({ service: "FEDEX_PRIORITY" });
		expect(run.carrier).toMatchObject({
			kind: "quoted",
			problems: [],
			chosen: { service: "FEDEX_PRIORITY", charge: { currency: "EUR" } },
		});
		expect(run.carrier.rates.map(({ service }) => service)).toContain("FEDEX_FIRST");
	});

	it("tells what stops it: a price over the division's limit", async () => {
		const services = [{ shippingMethod: "FDX-PRIO", service: CHEAPEST }];
		const { id } = await seedReady({ services, billing: { maxCharge: "1.00" } });
		expect((await plan(id)).carrier.problems).toMatchObject([{ code: "charge.over_limit" }]);
	});

	it("tells what FedEx would refuse", async () => {
		const services = [
			{ shippingMethod: "FDX-PRIO", service: "FEDEX_PRIORITY", packaging: "FEDEX_CRATE" },
		];
		const { id } = await seedReady({ services });
		expect((await plan(id)).carrier).toMatchObject({
			kind: "validated",
			problems: [{ code: "fedex.packaging_not_allowed" }],
		});
	});

	it("is every shipment of an order that is split, each with its own account", async () => {
		const other = await makeFedexAccount();
		const { id } = await seedReady(
			{
				billing: {
					costCentre: "split",
					costCentres: [{ costCentre: "RENT", fedexAccountId: other }],
				},
			},
			{ costCentres: ["SALES", "RENT", "SALES"] },
		);
		const run = await plan(id);
		expect(run).toMatchObject({
			ready: true,
			plan: { costCentre: "SALES" },
			carrier: { kind: "validated" },
			shipments: [
				{
					fedexAccountId,
					plan: { costCentre: "SALES", lines: [{ lineNumber: 1 }, { lineNumber: 3 }] },
					carrier: { kind: "validated", problems: [] },
				},
				{
					fedexAccountId: other,
					plan: { costCentre: "RENT", lines: [{ lineNumber: 2 }] },
					carrier: { kind: "validated", problems: [] },
				},
			],
		});
		const { items } = await call<{ items: { plan: object }[] }>("GET", "/orders", 200);
		expect(items.map((item) => item.plan)).toContainEqual(
			expect.objectContaining({ shipments: 2, packages: 2, weightGrams: 8_100 }),
		);
		const browser = await Browser.loggedIn();
		const page = await browser.page(`/console/orders/${id}/plan`);
		for (const text of ["2 shipments", "Shipment 1", "Shipment 2", "SALES", "RENT"]) {
			expect(page).toContain(text);
		}
	});

	it("asks FedEx about the first twenty shipments of an order only", async () => {
		const costCentres = Array.from({ length: 21 }, (_, at) => `CENTRE-${at}`);
		const { id } = await seedReady({ billing: { costCentre: "split" } }, { costCentres });
		const kinds = (await plan(id)).shipments.map(({ carrier }) => carrier.kind);
		expect(kinds).toEqual([...Array.from({ length: 20 }, () => "validated"), "plan-only"]);
	});

	it("says that there is no account where the cost centre's is gone", async () => {
		const { id } = await seedReady(
			{
				billing: {
					costCentre: "split",
					costCentres: [{ costCentre: "RENT", fedexAccountId: "fac_gone" }],
				},
			},
			{ costCentres: ["RENT"] },
		);
		expect((await plan(id)).carrier).toMatchObject({
			kind: "plan-only",
			why: expect.stringContaining("no FedEx account"),
		});
	});

	it("is the problems alone where it can't be planned", async () => {
		const { id } = await seedReady({}, { weight: 0, order: { state: "blocked" } });
		const run = await plan(id);
		expect(run).toMatchObject({ ready: false, plan: null, carrier: { kind: "plan-only" } });
		expect(run.problems.map(({ code }) => code)).toContain("item.weight_missing");
	});

	it("is the plan, with the reasons, where the order is not ready", async () => {
		const { id } = await seedReady({}, { order: { state: "not_ready", approvalStatus: 0 } });
		expect(await plan(id)).toMatchObject({
			ready: false,
			reasons: [{ code: "order.not_approved" }],
			plan: { service: "FEDEX_PRIORITY" },
			carrier: { kind: "validated" },
		});
	});

	it("is the plan alone while FedEx does not answer, and says so", async () => {
		const { id } = await seedReady();
		twins.fedexFaults.replace([
			{ operation: "ship.validate", kind: "status-before", rate: 1, status: 503 },
		]);
		const run = await plan(id);
		expect(run.plan).not.toBeNull();
		expect(run.carrier).toMatchObject({
			kind: "plan-only",
			why: expect.stringContaining("answer"),
		});
	});

	it("needs the address to have been read", async () => {
		const { id } = await seedReady({}, { order: { addressReadAt: null } });
		expect(await plan(id)).toMatchObject({ plan: null, reasons: [{ code: "order.not_read" }] });
	});

	it("is told to tokens that may read, of orders that there are", async () => {
		const { id } = await seedReady();
		const { token } = await makeToken(["read"]);
		await call("POST", `/orders/${id}/plan`, 200, { token });
		expect((await problemOf("POST", "/orders/ord_none/plan", 404)).code).toBe("order.not_found");
		const order = await seedOrder(await seedDivision(), Date.now());
		expect((await problemOf("POST", `/orders/${order.id}/plan`, 409)).code).toBe(
			"division.not_mapped",
		);
	});
});

describe("a division in shadow", () => {
	it("lists each ready order with the service it would go by, and why", async () => {
		const { divisionId, id } = await seedReady();
		const { items } = await call<{ items: unknown[] }>(
			"GET",
			`/orders?divisionId=${divisionId}`,
			200,
		);
		const summary = {
			service: "FEDEX_PRIORITY",
			rule: 3,
			because: ["method FDX-PRIO"],
			packages: 1,
			weightGrams: 2_700,
		};
		expect(items).toMatchObject([{ id, plan: summary }]);
		const preview = await call<{ items: unknown[] }>(
			"GET",
			`/divisions/${divisionId}/preview`,
			200,
		);
		expect(preview.items).toMatchObject([{ orderId: id, ready: true, plan: summary }]);
	});

	it("shows the same on its pages, with the total, and goes live from there", async () => {
		const { divisionId, id } = await seedReady();
		const browser = await Browser.loggedIn();
		expect(await browser.page(`/console/orders?divisionId=${divisionId}`)).toContain(
			"method FDX-PRIO",
		);
		const page = await browser.page(`/console/orders/${id}/plan`);
		for (const text of ["FedEx tried the shipment", "FEDEX_PRIORITY", "2.7 kg", "Havenweg 3"]) {
			expect(page).toContain(text);
		}
		expect(await browser.page(`/console/divisions/${divisionId}/preview`)).toContain(
			"1 by FEDEX_PRIORITY",
		);
		await call("POST", `/divisions/${divisionId}/release`, 200, {
			body: { mode: "live", orders: [id] },
		});
		expect(await call("GET", `/divisions/${divisionId}`, 200)).toMatchObject({ mode: "live" });
	});
});
