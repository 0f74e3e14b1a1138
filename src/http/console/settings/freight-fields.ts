import { FREIGHT_CLASSES } from "../../../shipping/model/settings/freight.ts";
import { same, type SettingsSection } from "./field-kinds.ts";

export const FREIGHT_SECTION: SettingsSection = {
	title: "Freight",
	hint: "Less-than-truckload freight in the United States, Canada and Mexico. Pallets in Europe go by the parcel account's freight services.",
	isFolded: true,
	fields: [
		{ name: "freight", label: "This division ships such freight", kind: "presence" },
		{
			name: "freight.accountNumber",
			label: "FedEx Freight account number",
			hint: "Not the parcel account.",
			kind: "text",
		},
		{
			name: "freight.freightClass",
			label: "Freight class",
			kind: "choice",
			options: same(...FREIGHT_CLASSES),
		},
		{ name: "freight.handlingUnit", label: "Handling unit", kind: "text", ifEmpty: "PALLET" },
		{
			name: "freight.maxUnitGrams",
			label: "Grams on one handling unit, at most",
			kind: "number",
			ifEmpty: 900_000,
		},
		{
			name: "freight.description",
			label: "Description of the goods",
			kind: "text",
			ifEmpty: "Goods on pallets",
		},
	],
};
