import type { RefusalCase } from "./refusal-case.ts";

const TO_ZURICH = {
	address: { country: "CH", postalCode: "8001", city: "Zürich", phone: "+41 44 123 45 67" },
};
const TO_HAMBURG = {
	address: { country: "DE", postalCode: "20095", city: "Hamburg", phone: "+49 40 1234567" },
};

export const GOODS_CASES: RefusalCase[] = [
	{
		name: "an item without a weight",
		flaw: { item: { grossWeight: null, netWeight: null } },
		code: "item.weight_missing",
		field: "Item › Gross weight",
	},
	{
		name: "an item that weighs nothing",
		flaw: { item: { grossWeight: 0, netWeight: 0 } },
		code: "item.weight_missing",
		field: "Item › Gross weight",
	},
	{
		name: "an item that Exact does not know any more",
		flaw: { isItemUnknown: true },
		code: "item.weight_missing",
		field: "Item › Gross weight",
	},
	{
		name: "an item without a weight, where the weight decides about the service",
		base: {
			settings: {
				services: [
					{ shippingMethod: "FDX-PRIO", minWeightGrams: 1_000, service: "FEDEX_PRIORITY" },
				],
			},
		},
		flaw: { item: { grossWeight: null, netWeight: null } },
		code: "item.weight_missing",
		field: "Item › Gross weight",
	},
	{
		name: "a vague description inside the Union",
		base: TO_HAMBURG,
		flaw: { item: { description: "Spare parts" } },
		code: "item.description_vague",
		field: "Item › Description",
	},
	{
		name: "a vague description at the border",
		base: TO_ZURICH,
		flaw: { item: { description: "Goods" } },
		code: "item.description_vague",
		field: "Item › Description",
	},
	{
		name: "no description",
		base: TO_ZURICH,
		flaw: { item: { description: "  " } },
		code: "item.description_missing",
		field: "Item › Description",
	},
	{
		name: "no statistical code",
		base: TO_ZURICH,
		flaw: { item: { commodityCode: null } },
		code: "item.commodity_code_missing",
		field: "Item › Statistical code",
	},
	{
		name: "a statistical code of four digits",
		base: TO_ZURICH,
		flaw: { item: { commodityCode: "8413" } },
		code: "item.commodity_code_missing",
		field: "Item › Statistical code",
	},
	{
		name: "a statistical code that is a word",
		base: TO_ZURICH,
		flaw: { item: { commodityCode: "n/a" } },
		code: "item.commodity_code_missing",
		field: "Item › Statistical code",
	},
	{
		name: "no country of origin",
		base: TO_ZURICH,
		flaw: { origin: null },
		code: "item.origin_missing",
		field: "Item › Suppliers › Country of origin",
	},
	{
		name: "origins that the connected user may not see",
		base: TO_ZURICH,
		flaw: { origin: "unreadable" },
		code: "item.origin_unreadable",
		field: "Item › Suppliers › Country of origin",
	},
	{
		name: "goods worth nothing",
		base: TO_ZURICH,
		flaw: { line: { netPrice: "0" } },
		code: "order.value_missing",
		field: "Sales order line › Net price",
	},
	{
		name: "goods without a price",
		base: TO_ZURICH,
		flaw: { line: { netPrice: null } },
		code: "order.value_missing",
		field: "Sales order line › Net price",
	},
	{
		name: "a part of a kit without its kit",
		base: { ...TO_ZURICH, settings: { customs: { freeLines: "with-line-above" } } },
		flaw: { line: { netPrice: "0" } },
		code: "order.value_missing",
		field: "Sales order line › Net price",
	},
	{
		name: "a currency that FedEx does not know",
		base: TO_ZURICH,
		flaw: { header: { currency: "ISK" } },
		code: "order.currency_unusable",
		field: "Sales order › Currency",
	},
	{
		name: "no currency",
		base: TO_ZURICH,
		flaw: { header: { currency: null } },
		code: "order.currency_unusable",
		field: "Sales order › Currency",
	},
	{
		name: "an incoterm that is none",
		base: TO_ZURICH,
		flaw: { header: { incoterm: "ABC" } },
		code: "order.incoterm_unknown",
		field: "Sales order › Incoterm",
	},
	{
		name: "a VAT number that is too long",
		base: TO_ZURICH,
		flaw: { account: { vatNumber: "CHE-123.456.789 MWST 000" } },
		code: "account.tax_number_too_long",
		field: "Customer › VAT number",
	},
	{
		name: "an EORI number that is too long",
		base: TO_ZURICH,
		flaw: { account: { eoriNumber: "GB123456789000 and GB987654321000" } },
		code: "account.tax_number_too_long",
		field: "Customer › EORI number",
	},
	{
		name: "more lines than customs papers take",
		base: TO_ZURICH,
		flaw: {
			lines: Array.from({ length: 1_000 }, () => ({ quantity: 1 })),
			item: { grossWeight: 0.01 },
		},
		code: "order.too_many_customs_lines",
		field: "Sales order lines",
	},
];
