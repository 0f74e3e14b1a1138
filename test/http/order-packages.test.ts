import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";

import { openDatabase } from "../../src/db/database.ts";
import { orderLines } from "../../src/db/schema.ts";
import { sampleLine, sampleSettings } from "../shipping/samples.ts";
import { call, makeToken, problemOf, startOutside, wokenUp } from "./client.ts";
import { Browser } from "./console/browser.ts";
import { readOrder, seedHeldDivision, seedShipment } from "./seeds.ts";

beforeEach(() => {
	startOutside();
});

const CRATE = { code: "CRATE", lengthCm: 60, widthCm: 40, heightCm: 30 };

async function anOpenOrder(status: "planned" | "labelled" = "planned", settings: object = {}) {
	const divisionId = await seedHeldDivision("fac_1", {
		mode: "live",
		settings: sampleSettings({ packing: { packageTypes: [CRATE] }, ...settings }),
	});
	const { orderId, lineId } = await seedShipment({ divisionId, status });
	const { exactOrderId = "" } = (await readOrder(orderId)) ?? {};
	await openDatabase(env.DB)
		.insert(orderLines)
		.values({ ...sampleLine(exactOrderId, { exactLineId: lineId }), divisionId });
	return { orderId, lineId, divisionId };
}

describe("the packages of an order", () => {
	it("are refused where goods deliveries are what ships, since nothing would be packed so", async () => {
		const { orderId } = await anOpenOrder("planned", { trigger: "goods-delivery" });
		const body = { packages: [{ weightGrams: 1_500 }] };
		const problem = await problemOf("PUT", `/orders/${orderId}/packages`, 409, { body });
		expect(problem.code).toBe("order.packages_by_delivery");
		expect((await readOrder(orderId))?.packages).toBeNull();
	});

	it("are entered by a program, shown, and planned with by the next poll", async () => {
		const { orderId, lineId, divisionId } = await anOpenOrder();
		const contents = [{ exactLineId: lineId, quantity: 1 }];
		const dimensions = { lengthCm: 10, widthCm: 20, heightCm: 30 };
		const packages = [
			{ weightGrams: 1_500, type: "CRATE", contents },
			{ weightGrams: 900, dimensions, contents },
		];
		const answer = await call("PUT", `/orders/${orderId}/packages`, 202, { body: { packages } });
		expect(answer).toMatchObject({
			packages: [
				{ weightGrams: 1_500, type: "CRATE", dimensions: null, contents },
				{ weightGrams: 900, type: null, dimensions, contents },
			],
		});
		expect(wokenUp).toContainEqual({ kind: "poll", scope: divisionId });
		expect((await readOrder(orderId))?.judgeDueAt).not.toBeNull();
		const list = await call("GET", `/orders?divisionId=${divisionId}`, 200);
		expect(list).toMatchObject({ items: [{ packages: [{ weightGrams: 1_500 }, {}] }] });
	});

	it("are computed again where there are none", async () => {
		const { orderId } = await anOpenOrder();
		const path = `/orders/${orderId}/packages`;
		await call("PUT", path, 202, { body: { packages: [{ weightGrams: 1 }] } });
		expect(await call("PUT", path, 202, { body: { packages: null } })).toMatchObject({
			packages: null,
		});
	});

	it.each([
		[{ packages: [] }, "packages"],
		[{}, "packages"],
		[{ packages: [{ weightGrams: 0 }] }, "packages.0.weightGrams"],
		[{ packages: [{ weightGrams: 1.5 }] }, "packages.0.weightGrams"],
		[
			{
				packages: [
					{
						weightGrams: 1,
						type: "CRATE",
						dimensions: { lengthCm: 1, widthCm: 1, heightCm: 1 },
					},
				],
			},
			"packages.0.dimensions",
		],
		[{ packages: [{ weightGrams: 1, type: "GONE" }] }, "Order › Packages"],
	])("are not %j", async (body, field) => {
		const { orderId } = await anOpenOrder();
		const { errors } = await problemOf("PUT", `/orders/${orderId}/packages`, 422, { body });
		expect(errors.map((error) => error.field)).toEqual([field]);
		expect((await readOrder(orderId))?.packages).toBeNull();
	});

	it("come too late once its goods are sent", async () => {
		const { orderId } = await anOpenOrder("labelled");
		const { code } = await problemOf("PUT", `/orders/${orderId}/packages`, 409, {
			body: { packages: [{ weightGrams: 1 }] },
		});
		expect(code).toBe("order.packages_too_late");
	});

	it("are for those who operate, of an order that there is", async () => {
		const { token } = await makeToken(["read"]);
		const body = { packages: null };
		await call("PUT", "/orders/ord_none/packages", 403, { token, body });
		expect((await problemOf("PUT", "/orders/ord_none/packages", 404, { body })).code).toBe(
			"order.not_found",
		);
	});

	it("are entered in the console, several alike in one row", async () => {
		const { orderId } = await anOpenOrder();
		const browser = await Browser.loggedIn();
		const path = `/console/orders/${orderId}/packages`;
		expect(await browser.page(path)).toContain("2 × PUMP-1");
		const rows = {
			count: ["2", "", ""],
			weight: ["1,5", "0.9", ""],
			type: ["CRATE", "", ""],
			length: ["", "10", ""],
			width: ["", "20", ""],
			height: ["", "30", ""],
		};
		const { location, page } = await browser.send(path, rows);
		expect(location).toBe(path);
		expect(page).toContain("3 packages are kept");
		expect((await readOrder(orderId))?.packages?.packages).toMatchObject([
			{ weightGrams: 1_500, type: "CRATE" },
			{ weightGrams: 1_500, type: "CRATE" },
			{ weightGrams: 900, dimensions: { heightCm: 30 } },
		]);
		await browser.send(`${path}/remove`);
		expect((await readOrder(orderId))?.packages).toBeNull();
	});

	it("are told what is wrong with a row in the console", async () => {
		const { orderId } = await anOpenOrder();
		const browser = await Browser.loggedIn();
		const path = `/console/orders/${orderId}/packages`;
		const row = { count: "", weight: "heavy", type: "", length: "", width: "", height: "" };
		expect((await browser.send(path, row)).page).toContain("Row 1 is no package.");
		expect((await browser.send(path, { ...row, weight: "" })).page).toContain(
			"No package was entered.",
		);
		const full = { ...row, weight: "1", count: "200" };
		const twice = Object.fromEntries(
			Object.entries(full).map(([name, text]) => [name, [text, text]]),
		);
		expect((await browser.send(path, twice)).page).toContain("These are 400 packages");
	});
});
