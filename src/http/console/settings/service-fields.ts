import { KNOWN_SERVICES } from "../../../shipping/model/facts/service-lanes.ts";
import { CHEAPEST } from "../../../shipping/model/quote.ts";
import { SIGNATURE_OPTIONS } from "../../../shipping/model/settings/service-rules.ts";
import { option, same, type SettingsSection } from "./field-kinds.ts";

/** Offered, not required: FedEx's Ship API reference lists them (read 2026-11). */
const PACKAGINGS = ["YOUR_PACKAGING", "FEDEX_BOX", "FEDEX_ENVELOPE", "FEDEX_PAK", "FEDEX_TUBE"];

export const SERVICES_SECTION: SettingsSection = {
	title: "Services",
	hint: "Which FedEx service an order goes by. The first rule whose conditions all hold wins; an order whose shipping method has no rule is not shipped.",
	fields: [
		{
			name: "services",
			label: "Rules",
			hint: "The method by its code in Exact. The service CHEAPEST takes the cheapest one that arrives in time. Clear a row to drop it; an empty packaging is your own.",
			kind: "table",
			row: "Rule",
			add: "Add rules",
			minRows: 1,
			columns: [
				{ name: "shippingMethod", label: "Shipping method in Exact", kind: "text" },
				{
					name: "service",
					label: "FedEx service",
					kind: "text",
					suggestions: [CHEAPEST, ...KNOWN_SERVICES],
				},
				{
					name: "arriveWithinDays",
					label: "Cheapest: working days, at most",
					kind: "number",
					isNullable: true,
					isMore: true,
				},
				{
					name: "packaging",
					label: "Packaging",
					kind: "text",
					ifEmpty: "YOUR_PACKAGING",
					suggestions: PACKAGINGS,
				},
				{
					name: "packageType",
					label: "Package type",
					hint: "Code of one of those below; empty takes the division's usual one.",
					kind: "text",
					isNullable: true,
					isMore: true,
				},
				{
					name: "zones",
					label: "Only for",
					kind: "ticks",
					isMore: true,
					options: [
						option("domestic", "domestic"),
						option("european-union", "within the EU"),
						option("international", "international"),
					],
				},
				{
					name: "countries",
					label: "Only to countries",
					hint: "Two capitals each, such as DE, FR.",
					kind: "list",
					isMore: true,
				},
				{
					name: "warehouses",
					label: "Only from warehouses",
					hint: "Codes, with commas between.",
					kind: "list",
					isMore: true,
				},
				{
					name: "residential",
					label: "Only to homes",
					kind: "yes-no",
					ifNull: "either",
					isMore: true,
				},
				{
					name: "minWeightGrams",
					label: "From grams",
					kind: "number",
					isNullable: true,
					isMore: true,
				},
				{
					name: "maxWeightGrams",
					label: "Up to grams",
					kind: "number",
					isNullable: true,
					isMore: true,
				},
				{
					name: "minValue",
					label: "From goods worth",
					kind: "text",
					isNullable: true,
					isMore: true,
				},
				{
					name: "maxValue",
					label: "Up to goods worth",
					kind: "text",
					isNullable: true,
					isMore: true,
				},
				{
					name: "signature",
					label: "Signature",
					kind: "choice",
					options: same(...SIGNATURE_OPTIONS),
					isNullable: true,
					ifNull: "not asked for",
					isMore: true,
				},
				{
					name: "holdAtLocation",
					label: "Hold at FedEx location",
					hint: "Its id.",
					kind: "text",
					isNullable: true,
					isMore: true,
				},
				{ name: "saturdayDelivery", label: "Saturday delivery", kind: "switch", isMore: true },
			],
		},
	],
};
