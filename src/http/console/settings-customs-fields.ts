import { INCOTERMS, SHIPMENT_PURPOSES } from "../../shipping/model/settings/customs.ts";
import { same, type SettingsSection } from "./settings-kinds.ts";

export const CUSTOMS_SECTION: SettingsSection = {
	title: "Customs",
	hint: "For goods that cross a customs border.",
	isFolded: true,
	fields: [
		{
			name: "customs.originCountry",
			label: "Country of origin",
			hint: "For goods whose main supplier does not say; empty blocks such an order.",
			kind: "text",
			isNullable: true,
		},
		{
			name: "customs.purpose",
			label: "Purpose",
			kind: "choice",
			options: same(...SHIPMENT_PURPOSES),
		},
		{
			name: "customs.incoterm",
			label: "Incoterm",
			hint: "For orders without one of their own.",
			kind: "choice",
			options: same(...INCOTERMS),
		},
		{ name: "customs.eoriNumber", label: "EORI number", kind: "text", isNullable: true },
		{ name: "customs.vatNumber", label: "VAT number", kind: "text", isNullable: true },
		{
			name: "customs.iossNumber",
			label: "IOSS number",
			hint: "For goods into the European Union.",
			kind: "text",
			isNullable: true,
		},
		{
			name: "customs.electronicDocuments",
			label: "Send trade documents electronically",
			hint: "Only where FedEx has enabled it for the account.",
			kind: "switch",
		},
	],
};
