import { FREIGHT_CLASSES } from "../../../shipping/model/settings/freight.ts";
import { t } from "../texts/t.ts";
import { same, type SettingsSection } from "./field-kinds.ts";

export const freightSection = (): SettingsSection => ({
	title: t.common.freight,
	hint: t.freight.lessThanTruckloadFreight,
	isFolded: true,
	fields: [
		{ name: "freight", label: t.freight.thisDivisionShipsSuch, kind: "presence" },
		{
			name: "freight.accountNumber",
			label: t.freight.fedexFreightAccountNumber,
			hint: t.freight.notTheParcelAccount,
			kind: "text",
		},
		{
			name: "freight.freightClass",
			label: t.freight.freightClass,
			kind: "choice",
			options: same(...FREIGHT_CLASSES),
		},
		{
			name: "freight.handlingUnit",
			label: t.freight.handlingUnit,
			kind: "text",
			ifEmpty: "PALLET",
		},
		{
			name: "freight.maxUnitGrams",
			label: t.freight.gramsOnOneHandling,
			kind: "number",
			ifEmpty: 900_000,
		},
		{
			name: "freight.description",
			label: t.freight.descriptionOfTheGoods,
			kind: "text",
			ifEmpty: "Goods on pallets",
		},
	],
});
