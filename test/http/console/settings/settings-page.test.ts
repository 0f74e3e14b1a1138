import { beforeEach, describe, expect, it } from "vitest";

import { sampleSettings } from "../../../shipping/samples.ts";
import { makeFedexAccount, startOutside, wokenUp } from "../../client.ts";
import { readDivision, seedDivision, seedHeldDivision } from "../../seeds.ts";
import { Browser, type Fields } from "../browser.ts";

let browser: Browser;
let fedexAccountId: string;
beforeEach(async () => {
	startOutside();
	browser = await Browser.loggedIn();
	fedexAccountId = await makeFedexAccount();
});

const pathOf = (id: string) => `/console/divisions/${id}/settings`;

/** What a browser would send of the form as it stands: every input, chosen option, tick and textarea. */
function fieldsOf(html: string): Record<string, string[]> {
	const fields: Record<string, string[]> = {};
	const add = (name: string, value: string) => {
		(fields[name] ??= []).push(value.replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
	};
	const main = html.slice(html.indexOf('<form method="post" class="form settings"'));
	for (const [tag] of main.matchAll(/<input [^>]*>/g)) {
		const name = /name="([^"]*)"/.exec(tag)?.[1];
		const isLeftOut = tag.includes('type="checkbox"') && !/ checked/.test(tag);
		if (name !== undefined && !isLeftOut) {
			add(name, /value="([^"]*)"/.exec(tag)?.[1] ?? "");
		}
	}
	for (const [, name = "", options = ""] of main.matchAll(
		/<select [^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs,
	)) {
		const chosen = /value="([^"]*)" selected/.exec(options) ?? /value="([^"]*)"/.exec(options);
		add(name, chosen?.[1] ?? "");
	}
	for (const [, name = "", text = ""] of main.matchAll(
		/<textarea [^>]*name="([^"]*)"[^>]*>([^<]*)<\/textarea>/g,
	)) {
		add(name, text);
	}
	return fields;
}

async function refused(id: string, fields: Fields): Promise<string> {
	const response = await browser.post(pathOf(id), { do: "save", ...fields });
	const html = await response.text();
	expect(response.status, html).toBe(422);
	return html;
}

describe("the settings form", () => {
	it("saves what it shows, unchanged", async () => {
		const settings = sampleSettings({
			fedexAccountId,
			holidays: ["2026-12-25", "2026-12-26"],
			readFrom: "2026-11-01",
			readyRule: { warehouses: ["1", "MAIN"], deliveryWithinDays: 5 },
			services: [
				{ shippingMethod: "FDX-PRIO", service: "FEDEX_PRIORITY" },
				{
					shippingMethod: "FDX-ECO",
					zones: ["domestic", "european-union"],
					countries: ["DE", "FR"],
					minWeightGrams: 100,
					maxWeightGrams: 20_000,
					minValue: "10.50",
					maxValue: "900",
					residential: false,
					warehouses: ["1", "MAIN"],
					service: "FEDEX_REGIONAL_ECONOMY",
					packaging: "FEDEX_BOX",
					signature: "DIRECT",
					saturdayDelivery: true,
					holdAtLocation: "AMSA1",
				},
			],
			packing: {
				maxPackageGrams: 30_000,
				maxUnitsPerPackage: 12,
				packageTypes: [
					{ code: "S", lengthCm: 30, widthCm: 20, heightCm: 10, emptyGrams: 120, maxGrams: null },
					{ code: "L", lengthCm: 60, widthCm: 40, heightCm: 40, maxGrams: 25_000 },
				],
				packageType: "S",
			},
			customs: { originCountry: "NL", incoterm: "DDP", eoriNumber: "NL123456789" },
			billing: {
				payor: { by: "recipient", accountNumber: "123456789", country: "NL" },
				costCentre: "split",
				costCentres: [
					{ costCentre: "SALES", payor: { by: "third-party", accountNumber: "987654321" } },
					{ costCentre: "SPARES", fedexAccountId },
					{ costCentre: "NONE" },
				],
				maxCharge: "250.00",
				maxOverQuotePercent: 20,
			},
			addresses: { defaultPhone: "+31381234567", validate: true },
			freight: { accountNumber: "123456789", freightClass: "CLASS_070", maxUnitGrams: 800_000 },
			weight: { unit: "g", defaultGramsPerUnit: 250 },
		});
		const id = await seedHeldDivision(fedexAccountId, { settings });
		const fields = fieldsOf(await browser.page(pathOf(id)));
		const { page } = await browser.send(pathOf(id), { ...fields, do: "save" });
		expect(page).toContain("are saved");
		expect((await readDivision(id))?.settings).toEqual(settings);
	});

	it("maps a division that was off, and has it read", async () => {
		const id = await seedDivision();
		const fields = fieldsOf(await browser.page(pathOf(id)));
		const { location, page } = await browser.send(pathOf(id), {
			...fields,
			fedexAccountId,
			"shipFrom.personName": "Magazijn",
			"shipFrom.phone": "+31381234567",
			"shipFrom.streetLines": ["Ceintuurbaan 42", "", ""],
			"shipFrom.postalCode": "8024AA",
			"shipFrom.city": "Zwolle",
			"services.0.shippingMethod": "FDX-PRIO",
			"services.0.service": "FEDEX_PRIORITY",
			workingDays: ["1", "6"],
			do: "save",
		});
		expect(location).toBe(`/console/divisions/${id}`);
		expect(page).toContain("is mapped and on hold");
		expect(await readDivision(id)).toMatchObject({
			mode: "hold",
			settings: {
				workingDays: [1, 6],
				testDivision: false,
				services: [{ packaging: "YOUR_PACKAGING" }],
			},
		});
		expect(wokenUp).toContainEqual({ kind: "poll", scope: id });
	});

	it("names each wrong field beside it and keeps what was typed", async () => {
		const id = await seedHeldDivision(fedexAccountId);
		const fields = fieldsOf(await browser.page(pathOf(id)));
		const html = await refused(id, {
			...fields,
			cutOff: "late",
			holidays: "2026-12-25\nsoon",
			"readyRule.deliveryWithinDays": "many",
			"label.format": "HOLOGRAM",
			"services.0.service": "by bike",
			maxLabelsPerHour: "0",
		});
		for (const field of [
			"cutOff",
			"holidays.1",
			"readyRule.deliveryWithinDays",
			"label",
			"services.0.service",
			"maxLabelsPerHour",
		]) {
			expect(html).toMatch(new RegExp(`<code>${field}[.a-z]*</code>`));
		}
		expect(html).toContain('value="late"');
		expect(html).toContain('value="by bike"');
		expect((await readDivision(id))?.settings?.cutOff).toBe("16:00");
	});

	it("refuses a field it does not know, by name", async () => {
		const id = await seedHeldDivision(fedexAccountId);
		const fields = fieldsOf(await browser.page(pathOf(id)));
		const html = await refused(id, { ...fields, surprise: "1", "services.0.colour": "red" });
		expect(html).toContain("<code>surprise</code>");
		expect(html).toContain("<code>services.0.colour</code>");
	});

	it("tells what contradicts itself, and a FedEx account that is none", async () => {
		const id = await seedHeldDivision(fedexAccountId);
		const fields = fieldsOf(await browser.page(pathOf(id)));
		const contradicting = { trigger: "goods-delivery", "writeBack.goodsDelivery": "post" };
		expect(await refused(id, { ...fields, ...contradicting })).toContain("booked already");
		expect(await refused(id, { ...fields, fedexAccountId: "fac_none" })).toContain("fac_none");
	});

	it("drops the row, and the object, that a person takes out", async () => {
		const settings = sampleSettings({
			fedexAccountId,
			services: [
				{ shippingMethod: "A", service: "FEDEX_PRIORITY" },
				{ shippingMethod: "B", service: "FEDEX_PRIORITY" },
				{ shippingMethod: "C", service: "FEDEX_PRIORITY" },
			],
			billing: { payor: { by: "recipient", accountNumber: "123456789" } },
			freight: { accountNumber: "123456789", freightClass: "CLASS_070" },
		});
		const id = await seedHeldDivision(fedexAccountId, { settings });
		const { freight, "billing.payor": payor, ...kept } = fieldsOf(await browser.page(pathOf(id)));
		expect([freight, payor]).toEqual([["on"], ["on"]]);
		const methodsOf = (html: string) =>
			Object.entries(fieldsOf(html)).flatMap(([name, [value]]) =>
				name.endsWith(".shippingMethod") ? [value] : [],
			);
		const raised = await browser.post(pathOf(id), { ...kept, do: "services:up:2" });
		const raisedPage = await raised.text();
		expect(methodsOf(raisedPage)).toEqual(["A", "C", "B"]);
		const removed = await browser.post(pathOf(id), {
			...fieldsOf(raisedPage),
			do: "services:remove:0",
		});
		const removedPage = await removed.text();
		expect(methodsOf(removedPage)).toEqual(["C", "B"]);
		await browser.send(pathOf(id), { ...fieldsOf(removedPage), do: "save" });
		expect((await readDivision(id))?.settings).toMatchObject({
			services: [{ shippingMethod: "C" }, { shippingMethod: "B" }],
			billing: { payor: null },
			freight: null,
		});
	});

	it("adds rows without saving or losing anything", async () => {
		const id = await seedHeldDivision(fedexAccountId);
		const fields = fieldsOf(await browser.page(pathOf(id)));
		const response = await browser.post(pathOf(id), {
			...fields,
			cutOff: "17:30",
			do: "services:add:0",
		});
		const html = await response.text();
		expect(response.status).toBe(200);
		expect(html.match(/name="services\.\d+\.shippingMethod"/g)?.length).toBeGreaterThan(
			Object.keys(fields).filter((name) => name.endsWith(".shippingMethod")).length,
		);
		expect(html).toContain('value="17:30"');
		expect((await readDivision(id))?.settings?.cutOff).toBe("16:00");
	});
});
