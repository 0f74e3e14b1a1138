import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";

import { openDatabase } from "../../../src/db/database.ts";
import { divisions, orderLines, orders } from "../../../src/db/schema.ts";
import { readScan } from "../../../src/http/console/bench/read-scan.ts";
import { seedOrder } from "../../db/seed.ts";
import { sampleSettings } from "../../shipping/samples.ts";
import { startOutside, wokenUp } from "../client.ts";
import { readOrder, readShipment, seedDivision, seedShipment } from "../seeds.ts";
import { Browser } from "./browser.ts";

let browser: Browser;
beforeEach(async () => {
	startOutside();
	browser = await Browser.loggedIn();
});

let lastNumber = 71_000;
function nextNumber(): number {
	lastNumber += 1;
	return lastNumber;
}

function seedLive(mode: "live" | "hold" = "live") {
	const box = {
		code: "BOX-M",
		lengthCm: 30,
		widthCm: 20,
		heightCm: 20,
		packaging: "YOUR_PACKAGING",
	};
	const packing = {
		...sampleSettings().packing,
		packageTypes: [{ ...box, emptyGrams: 200, maxGrams: null }],
	};
	return seedDivision({ mode, settings: sampleSettings({ packing }), fedexAccountId: "fac_1" });
}

async function seedToPack(change: object = {}, mode: "live" | "hold" = "live") {
	const divisionId = await seedLive(mode);
	const orderNumber = nextNumber();
	const order = await seedOrder(divisionId, Date.now(), { orderNumber, state: "ready", ...change });
	await openDatabase(env.DB).insert(orderLines).values({
		divisionId,
		exactLineId: crypto.randomUUID(),
		exactOrderId: order.exactOrderId,
		timestamp: "1",
		lineNumber: 1,
		itemCode: "PUMP-1",
		quantity: 3,
		quantityDelivered: 0,
		isDropShipped: false,
	});
	return { ...order, divisionId, orderNumber, path: `/console/pack/${order.id}` };
}

describe("the pack bench", () => {
	it("opens the order that was scanned, with what goes into the box", async () => {
		const order = await seedToPack();

		const response = await browser.get(`/console/pack?q=${order.orderNumber}`);
		expect(response.headers.get("Location")).toBe(order.path);
		const html = await browser.page(order.path);

		expect(html).toContain("Pack it, then accept the plan or enter the boxes.");
		expect(html).toContain("3 ×");
		expect(html).toContain("PUMP-1");
		expect(html).toContain("BOX-M");
		expect(html).toMatch(/<input id="scan"[^>]* autofocus/);
	});

	it("says plainly that a number is not known", async () => {
		expect(await browser.page("/console/pack?q=999999999")).toContain("Nothing is known of");
	});

	it("asks which one where divisions number alike, unless the table packs for one of them", async () => {
		const first = await seedToPack();
		await seedToPack({ orderNumber: first.orderNumber });

		const html = await browser.page(`/console/pack?q=${first.orderNumber}`);
		expect(html).toContain("Which one?");
		const bound = await browser.get(
			`/console/pack?q=${first.orderNumber}&division=${first.divisionId}`,
		);
		expect(bound.headers.get("Location")).toBe(`${first.path}?division=${first.divisionId}`);
	});

	it("ships a held back order as planned once its number is scanned again", async () => {
		const order = await seedToPack({ state: "held_back", heldBackAt: Date.now() });

		const { location, page } = await browser.send(`${order.path}/scan`, {
			scan: String(order.orderNumber),
		});

		expect(location).toBe(order.path);
		expect(page).toContain("Its label is made now and shows here.");
		expect(await readOrder(order.id)).toMatchObject({ state: "ready", heldBackAt: null });
		expect(wokenUp).toContainEqual({ kind: "poll", scope: order.divisionId });
	});

	it("notes an order as packed where its division waits for that, however it is packed", async () => {
		const packing = { ...sampleSettings().packing, waitForBench: true };
		const settings = sampleSettings({ packing });
		for (const [path, fields] of [
			["accept", {}],
			["scan", { scan: "2.35 kg" }],
		] as const) {
			const order = await seedToPack();
			await openDatabase(env.DB)
				.update(divisions)
				.set({ settings })
				.where(eq(divisions.id, order.divisionId));
			await browser.send(`${order.path}/${path}`, fields);
			const [row] = await openDatabase(env.DB).select().from(orders).where(eq(orders.id, order.id));
			expect(row?.packedSequence).toBe(1);
			expect(row?.judgeDueAt).not.toBeNull();
		}
	});

	it("leaves the mark of the bench alone where nothing waits for it", async () => {
		const order = await seedToPack();
		await browser.send(`${order.path}/accept`);
		const [row] = await openDatabase(env.DB).select().from(orders).where(eq(orders.id, order.id));
		expect(row?.packedSequence).toBeNull();
	});

	it("asks which one is meant where another division has an order of that number", async () => {
		const order = await seedToPack({ state: "held_back", heldBackAt: Date.now() });
		await seedToPack({ orderNumber: order.orderNumber });
		const scan = String(order.orderNumber);

		const { location } = await browser.send(`${order.path}/scan`, { scan });
		expect(location).toContain(`q=${scan}`);
		expect(await readOrder(order.id)).toMatchObject({ state: "held_back" });

		await browser.send(`${order.path}/scan`, { scan, division: order.divisionId });
		expect(await readOrder(order.id)).toMatchObject({ state: "ready" });
	});

	it.each(["0 kg", "9999 kg"])("refuses a weight of %s", async (scan) => {
		const order = await seedToPack();
		const { page } = await browser.send(`${order.path}/scan`, { scan });
		expect(page).toContain("Weigh it again.");
		expect((await readOrder(order.id))?.packages).toBeNull();
	});

	it("ships in one box of the weight that a scale typed", async () => {
		const order = await seedToPack();

		const { page } = await browser.send(`${order.path}/scan`, { scan: "2,35 kg" });

		expect(page).toContain("It ships in 1 package.");
		expect((await readOrder(order.id))?.packages).toMatchObject({
			packages: [{ weightGrams: 2_350, type: null }],
		});
	});

	it("ships in the boxes that were entered, and audits who packed them", async () => {
		const order = await seedToPack();

		await browser.send(`${order.path}/packages`, {
			count: ["2", ""],
			weight: ["1.5", ""],
			type: ["BOX-M", ""],
			length: ["", ""],
			width: ["", ""],
			height: ["", ""],
		});

		expect((await readOrder(order.id))?.packages?.packages).toHaveLength(2);
		const { results } = await env.DB.prepare(
			"select action, actor from audit_events where subject = ?",
		)
			.bind(`order:${order.id}`)
			.all();
		expect(results).toEqual([{ action: "order.packages_entered", actor: "operator:admin" }]);
	});

	it("goes on to the next order that is scanned", async () => {
		const order = await seedToPack();
		const next = await seedToPack();

		const response = await browser.post(`${order.path}/scan`, {
			"form-token": await browser.formToken(),
			scan: String(next.orderNumber),
		});

		expect(response.headers.get("Location")).toBe(`/console/pack?q=${next.orderNumber}`);
		expect((await readOrder(order.id))?.version).toBe(0);
	});

	it("ships nothing of a division that is not live, and says so", async () => {
		const order = await seedToPack({}, "hold");
		const { page } = await browser.send(`${order.path}/accept`);
		expect(page).toContain("The division is hold, so nothing would ship.");
	});

	it("hands the label over that is made, and makes no second one when it is scanned again", async () => {
		const divisionId = await seedLive();
		const orderNumber = nextNumber();
		const shipment = await seedShipment({
			divisionId,
			orderNumber,
			status: "labelled",
			order: { state: "reserved" },
		});
		const path = `/console/pack/${shipment.orderId}`;

		expect(await browser.page(path)).toContain(
			`<div class="hand-over" data-shipment="${shipment.id}">`,
		);
		const { page } = await browser.send(`${path}/scan`, { scan: String(orderNumber) });

		expect(page).toContain("Its label is made already");
		expect(await readShipment(shipment.id)).toMatchObject({ status: "labelled", version: 1 });
		expect(wokenUp).toEqual([]);
	});

	it("hands over the label of the box, not the one for the way back", async () => {
		const divisionId = await seedLive();
		const seed = { divisionId, orderNumber: nextNumber(), status: "labelled" as const };
		const box = await seedShipment({ ...seed, order: { state: "reserved" } });
		const back = await seedShipment({ ...seed, kind: "return", returnOf: box.id });
		await env.DB.prepare(
			"update shipment_orders set order_id = ?, sequence = 1001 where shipment_id = ?",
		)
			.bind(box.orderId, back.id)
			.run();

		const html = await browser.page(`/console/pack/${box.orderId}`);
		expect(html).toContain(`data-shipment="${box.id}"`);
		expect(html).not.toContain(back.id);
	});

	it("has a blocked shipment tried again from the table", async () => {
		const divisionId = await seedLive();
		const reason = {
			code: "address.street_missing",
			field: "Delivery address › Street",
			message: "The delivery address has no street.",
			remedy: "Fill in the street.",
		};
		const { id, orderId } = await seedShipment({
			divisionId,
			orderNumber: nextNumber(),
			status: "blocked",
			reason,
			order: { state: "reserved" },
		});

		expect(await browser.page(`/console/pack/${orderId}`)).toContain("It can&#39;t ship yet.");
		const { page } = await browser.send(`/console/pack/${orderId}/accept`);

		expect(page).toContain("It is read again");
		expect((await readShipment(id))?.plan).toBeNull();
	});
});

describe("a scan at an order", () => {
	it.each([
		["2.35 kg", { weightGrams: 2_350 }],
		["0,8KG", { weightGrams: 800 }],
		["750 g", { weightGrams: 750 }],
		["box-m", { type: "BOX-M" }],
		["26000008", undefined],
		["2.35", undefined],
	])("%s", (scanned, meaning) => {
		expect(readScan(scanned, [{ code: "BOX-M" }])).toEqual(meaning);
	});
});
