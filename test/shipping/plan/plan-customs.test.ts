import { describe, expect, it } from "vitest";

import type { Problem } from "../../../src/lib/errors.ts";
import type {
	Account,
	Item,
	OrderDossier,
	OrderHeader,
	OrderLine,
} from "../../../src/shipping/model/order.ts";
import type { CustomsPlan } from "../../../src/shipping/model/shipment-plan.ts";
import { planCustoms } from "../../../src/shipping/plan/plan-customs.ts";
import { planLines } from "../../../src/shipping/plan/plan-lines.ts";
import {
	sampleAccount,
	sampleAddress,
	sampleHeader,
	sampleItem,
	sampleLine,
	sampleSettings,
} from "../samples.ts";

type Given = {
	to?: string;
	header?: Partial<OrderHeader>;
	lines?: Partial<OrderLine>[];
	item?: Partial<Item>;
	account?: Partial<Account>;
	origin?: string | null;
	origins?: OrderDossier["origins"];
	customs?: Record<string, unknown>;
	from?: string;
};

function plan(given: Given = {}): { customs: CustomsPlan | null; problems: Problem[] } {
	const { to = "GB", lines = [{}], origin = "IT", customs = {} } = given;
	const header = sampleHeader(given.header);
	const item = sampleItem(given.item);
	const settings = sampleSettings({ customs });
	settings.shipFrom.country = given.from ?? "NL";
	const dossier: OrderDossier = {
		header,
		lines: lines.map((line, at) =>
			sampleLine(header.exactOrderId, { lineNumber: at + 1, ...line }),
		),
		address: sampleAddress({ country: to }),
		account: sampleAccount(given.account),
		contact: undefined,
		items: new Map([[item.id, item]]),
		origins: given.origins ?? new Map([[item.id, { id: item.id, country: origin }]]),
	};
	const problems: Problem[] = [];
	const planned = planLines(dossier, settings, new Map(), problems);
	return { customs: planCustoms({ dossier, settings, to, lines: planned }, problems), problems };
}

function codes(given: Given): string[] {
	return plan(given).problems.map(({ code }) => code);
}

function declared(given: Given) {
	const { customs, problems } = plan(given);
	expect(problems).toEqual([]);
	return (customs?.commodities ?? []).map((each) => [each.quantity, each.unitValue, each.value]);
}

describe("goods inside a country", () => {
	it("are not declared", () => {
		expect(plan({ to: "NL", item: { description: "Parts" } })).toEqual({
			customs: null,
			problems: [],
		});
	});
});

describe("goods between two countries of the European Union", () => {
	it("need a description, and no origin, code or price", () => {
		const { customs, problems } = plan({
			to: "DE",
			item: { commodityCode: null },
			origin: null,
			lines: [{ netPrice: null }],
		});
		expect(problems).toEqual([]);
		expect(customs).toMatchObject({
			incoterm: null,
			invoice: "none",
			duties: { by: "sender" },
			commodities: [{ description: "Bilge pump 12 V", originCountry: null, commodityCode: null }],
		});
	});

	it("must be described so that customs would take it", () => {
		expect(codes({ to: "DE", item: { description: "Spare parts" } })).toEqual([
			"item.description_vague",
		]);
	});
});

describe("goods that cross a customs border", () => {
	it("are declared with what they are, where they come from and what they cost", () => {
		const { customs, problems } = plan({ lines: [{ quantity: 3, netPrice: "12.50" }] });
		expect(problems).toEqual([]);
		expect(customs).toMatchObject({
			purpose: "SOLD",
			value: { amount: "37.50", currency: "EUR" },
			invoice: "carrier",
			isElectronic: false,
			commodities: [
				{
					description: "Bilge pump 12 V",
					partNumber: "PUMP-1",
					quantity: 3,
					weightGrams: 4_050,
					unitValue: "12.50",
					value: "37.50",
					originCountry: "IT",
					commodityCode: "84137021",
				},
			],
		});
	});

	it.each([
		["the main supplier's", "IT", "CN", "IT"],
		["the division's where that is not known", null, "CN", "CN"],
	])("have the origin that is %s", (_whose, origin, originCountry, expected) => {
		const { customs } = plan({ origin, customs: { originCountry } });
		expect(customs?.commodities[0]?.originCountry).toBe(expected);
	});

	it("go the electronic way where the account has it", () => {
		expect(plan({ customs: { electronicDocuments: true } }).customs?.isElectronic).toBe(true);
	});

	it.each<[string, Given, string, string]>([
		[
			"a vague description",
			{ item: { description: " PARTS. " } },
			"item.description_vague",
			"Item › Description",
		],
		[
			"no description that is left in ASCII",
			{ item: { description: "\uE000\uE000" } },
			"item.description_missing",
			"Item › Description",
		],
		[
			"no commodity code",
			{ item: { commodityCode: null } },
			"item.commodity_code_missing",
			"Item › Statistical code",
		],
		[
			"a commodity code that is too short",
			{ item: { commodityCode: "8413" } },
			"item.commodity_code_missing",
			"Item › Statistical code",
		],
		["no origin", { origin: null }, "item.origin_missing", "Item › Suppliers › Country of origin"],
		[
			"origins that Exact hides",
			{ origins: "unreadable", customs: { originCountry: "NL" } },
			"item.origin_unreadable",
			"Item › Suppliers › Country of origin",
		],
		[
			"no price",
			{ lines: [{ netPrice: "0" }] },
			"order.value_missing",
			"Sales order line › Net price",
		],
		[
			"a price below nothing",
			{ lines: [{ netPrice: "-1" }] },
			"order.value_missing",
			"Sales order line › Net price",
		],
		[
			"a currency that FedEx does not take",
			{ header: { currency: "ISK" } },
			"order.currency_unusable",
			"Sales order › Currency",
		],
		[
			"an incoterm that is none",
			{ header: { incoterm: "ABC" } },
			"order.incoterm_unknown",
			"Sales order › Incoterm",
		],
		[
			"a tax number that is too long",
			{ account: { vatNumber: "GB".padEnd(19, "1") } },
			"account.tax_number_too_long",
			"Customer › VAT number",
		],
		[
			"more lines than the papers take",
			{ lines: Array.from({ length: 1_000 }, () => ({})) },
			"order.too_many_customs_lines",
			"Sales order lines",
		],
	])("are held back for %s, with the field and a remedy", (_what, given, code, field) => {
		const { problems } = plan(given);
		expect(problems).toMatchObject([{ code, field }]);
		expect(problems[0]?.remedy).not.toBe("");
	});

	it("are held back for everything at once, line by line", () => {
		const lines = [{ netPrice: "0" }, { netPrice: "1" }];
		const item = { description: "Parts", commodityCode: null };
		expect(codes({ lines, item, origin: null, header: { incoterm: "???" } })).toEqual([
			"item.description_vague",
			"item.commodity_code_missing",
			"item.origin_missing",
			"order.value_missing",
			"item.description_vague",
			"item.commodity_code_missing",
			"item.origin_missing",
			"order.incoterm_unknown",
		]);
	});
});

describe("the value of goods", () => {
	it.each<[string, Partial<OrderLine>, [number, string, string][]]>([
		["whole cents", { quantity: 3, netPrice: "9.99" }, [[3, "9.99", "29.97"]]],
		["parts of a cent that add up", { quantity: 4, netPrice: "0.0025" }, [[1, "0.01", "0.01"]]],
		[
			"parts of a cent, some pieces a cent dearer",
			{ quantity: 3, netPrice: "8.335" },
			[
				[2, "8.34", "16.68"],
				[1, "8.33", "8.33"],
			],
		],
		[
			"less than a cent each, as one lot",
			{ quantity: 1_000, netPrice: "0.0034" },
			[[1, "3.40", "3.40"]],
		],
		["almost nothing", { quantity: 1, netPrice: "0.0001" }, [[1, "0.01", "0.01"]]],
		["what has no pieces", { quantity: 2.5, netPrice: "1.335" }, [[1, "3.34", "3.34"]]],
		["very much", { quantity: 7, netPrice: "1234567.89" }, [[7, "1234567.89", "8641975.23"]]],
	])("is declared exactly: %s", (_what, line, expected) => {
		expect(declared({ lines: [line] })).toEqual(expected);
	});

	it("of a lot is that of the quantity which its description tells", () => {
		const lines = [
			{ quantity: 2.5, netPrice: "4", unitCode: "m" },
			{ quantity: 1_000, netPrice: "0.001", unitCode: null },
		];
		expect(plan({ lines }).customs?.commodities.map((each) => each.description)).toEqual([
			"2.5 m Bilge pump 12 V",
			"1000 x Bilge pump 12 V",
		]);
	});

	it("without a price is a nominal one where the division says so", () => {
		const customs = { freeLines: "nominal-value", nominalValue: "0.50" };
		expect(declared({ lines: [{ quantity: 4, netPrice: null }], customs })).toEqual([
			[4, "0.50", "2.00"],
		]);
	});

	it("of a kit's parts is in the line above, and so is their weight", () => {
		const { customs, problems } = plan({
			lines: [
				{ quantity: 1, netPrice: "100" },
				{ quantity: 2, netPrice: "0" },
				{ quantity: 1, netPrice: "7" },
			],
			customs: { freeLines: "with-line-above" },
		});
		expect(problems).toEqual([]);
		expect(customs?.commodities).toMatchObject([
			{ quantity: 1, value: "100.00", weightGrams: 4_050 },
			{ quantity: 1, value: "7.00", weightGrams: 1_350 },
		]);
	});

	it("of parts without a kit above them is asked for", () => {
		const customs = { freeLines: "with-line-above" };
		expect(codes({ lines: [{ netPrice: "0" }], customs })).toEqual(["order.value_missing"]);
	});
});

describe("who pays the duties", () => {
	it.each([
		["DDP", "DAP", "DDP", { by: "sender" }],
		["DAP", "DDP", "DAP", { by: "recipient", accountNumber: null, country: null }],
		["EXW", "DDP", "EXW", { by: "recipient", accountNumber: null, country: null }],
		[null, "DDP", "DDP", { by: "sender" }],
		[null, "DAP", "DAP", { by: "recipient", accountNumber: null, country: null }],
	])(
		"follows from the order's incoterm %s, else from the division's %s",
		(own, usual, incoterm, duties) => {
			const { customs } = plan({ header: { incoterm: own }, customs: { incoterm: usual } });
			expect(customs).toMatchObject({ incoterm, duties });
		},
	);
});

describe("the numbers of the parties", () => {
	const customs = {
		vatNumber: "NL810433941B01",
		eoriNumber: "NL 810433941",
		iossNumber: "IM5280000001",
	};

	it("are the division's and the customer's, without what people put between", () => {
		const account = { vatNumber: "GB 123.4567-89", eoriNumber: "gb123456789000" };
		expect(plan({ account, customs }).customs).toMatchObject({
			shipperNumbers: [
				{ kind: "vat", number: "NL810433941B01" },
				{ kind: "eori", number: "NL810433941" },
			],
			recipientNumbers: [
				{ kind: "vat", number: "GB123456789" },
				{ kind: "eori", number: "GB123456789000" },
			],
		});
	});

	it.each([
		["into the Union", "US", "DE", "150.00", true],
		["of more than 150 euros", "US", "DE", "150.01", false],
		["out of the Union", "NL", "GB", "10", false],
	])("have the one for small imports only there: %s", (_what, from, to, netPrice, isThere) => {
		const lines = [{ quantity: 1, netPrice }];
		const { customs: planned } = plan({ from, to, lines, customs });
		const kinds = planned?.shipperNumbers.map(({ kind }) => kind);
		expect(kinds?.includes("ioss")).toBe(isThere);
	});

	it("are not told inside the Union", () => {
		expect(plan({ to: "DE", customs }).customs?.shipperNumbers).toEqual([]);
	});
});
