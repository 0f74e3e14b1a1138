import { INCOTERMS } from "../../../shipping/model/settings/customs.ts";
import { option, same, type SettingsSection } from "./field-kinds.ts";

export const CUSTOMS_SECTION: SettingsSection = {
	title: "Customs",
	hint: "For goods that leave the customs area. What they are comes from each item in Exact.",
	isFolded: true,
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
			options: same(...INCOTERMS),
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
};
