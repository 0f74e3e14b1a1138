import type { Option } from "./parts/forms.tsx";
import type { SettingsSection } from "./settings-fields.ts";

const option = (value: string, label: string): Option => ({ value, label });

const INCOTERMS = ["EXW", "FCA", "CPT", "CIP", "DAP", "DPU", "DDP", "FAS", "FOB", "CFR", "CIF"];

/** What the settings say for goods that cross a customs border, and for addresses. */
export const CUSTOMS_SECTIONS: readonly SettingsSection[] = [
	{
		title: "Customs",
		hint: "For goods that leave the customs area. What they are comes from each item in Exact.",
		fields: [
			{
				name: "customs.originCountry",
				label: "Country of origin",
				hint: "For items whose main supplier in Exact does not say; empty blocks such an order.",
				kind: "text",
				isNullable: true,
			},
			{
				name: "customs.purpose",
				label: "Purpose",
				kind: "choice",
				options: [
					option("SOLD", "sold"),
					option("GIFT", "a gift"),
					option("SAMPLE", "a sample"),
					option("REPAIR_AND_RETURN", "for repair, or back from it"),
					option("NOT_SOLD", "not sold"),
					option("PERSONAL_EFFECTS", "personal effects"),
				],
			},
			{
				name: "customs.incoterm",
				label: "Incoterm",
				hint: "For orders without one. Under DDP you pay the duties, under all others the receiver does.",
				kind: "choice",
				options: INCOTERMS.map((term) => option(term, term)),
			},
			{
				name: "customs.freeLines",
				label: "Lines without a price",
				kind: "choice",
				options: [
					option("block", "block the order until they have one"),
					option("nominal-value", "are declared at the value below"),
					option("with-line-above", "are parts of the kit in the line above"),
				],
			},
			{
				name: "customs.nominalValue",
				label: "Value of one piece without a price",
				hint: "In the order's currency.",
				kind: "text",
			},
			{ name: "customs.eoriNumber", label: "EORI number", kind: "text", isNullable: true },
			{ name: "customs.vatNumber", label: "VAT number", kind: "text", isNullable: true },
			{
				name: "customs.iossNumber",
				label: "IOSS number",
				hint: "For small consignments from outside into the European Union.",
				kind: "text",
				isNullable: true,
			},
			{
				name: "customs.electronicDocuments",
				label: "The account sends its trade documents electronically",
				hint: "FedEx must have enabled it. Parcels of a later ship date carry the invoice on paper.",
				kind: "switch",
			},
		],
	},
	{
		title: "Addresses",
		fields: [
			{
				name: "addresses.defaultPhone",
				label: "Phone",
				hint: "For receivers without one in Exact; empty blocks such an order.",
				kind: "text",
				type: "tel",
				isNullable: true,
			},
			{
				name: "addresses.validate",
				label: "Ask FedEx about new addresses",
				hint: "Tells homes from offices, for rules and prices. It never holds an order back.",
				kind: "switch",
			},
		],
	},
];
