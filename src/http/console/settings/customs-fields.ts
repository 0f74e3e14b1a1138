import { INCOTERMS } from "../../../shipping/model/settings/customs.ts";
import { t } from "../texts/t.ts";
import { option, same, type SettingsSection } from "./field-kinds.ts";

export const customsSection = (): SettingsSection => ({
	title: t.common.customs,
	hint: t.customs.forGoodsThatLeave,
	isFolded: true,
	fields: [
		{
			name: "customs.originCountry",
			label: t.customs.countryOfOrigin,
			hint: t.customs.forItemsWhoseMain,
			kind: "text",
			isNullable: true,
		},
		{
			name: "customs.purpose",
			label: t.customs.purpose,
			kind: "choice",
			options: [
				option("SOLD", t.customs.sold),
				option("GIFT", t.customs.aGift),
				option("SAMPLE", t.customs.aSample),
				option("REPAIR_AND_RETURN", t.customs.forRepairOrBack),
				option("NOT_SOLD", t.customs.notSold),
				option("PERSONAL_EFFECTS", t.customs.personalEffects),
			],
		},
		{
			name: "customs.incoterm",
			label: t.customs.incoterm,
			hint: t.customs.forOrdersWithoutOne,
			kind: "choice",
			options: same(...INCOTERMS),
		},
		{
			name: "customs.freeLines",
			label: t.customs.linesWithoutAPrice,
			kind: "choice",
			options: [
				option("block", t.customs.blockTheOrderUntil),
				option("nominal-value", t.customs.areDeclaredAtThe),
				option("with-line-above", t.customs.arePartsOfThe),
			],
		},
		{
			name: "customs.nominalValue",
			label: t.customs.valueOfOnePiece,
			hint: t.customs.inTheOrdersCurrency,
			kind: "text",
		},
		{ name: "customs.eoriNumber", label: t.customs.eoriNumber, kind: "text", isNullable: true },
		{ name: "customs.vatNumber", label: t.customs.vatNumber, kind: "text", isNullable: true },
		{
			name: "customs.iossNumber",
			label: t.customs.iossNumber,
			hint: t.customs.forSmallConsignmentsFrom,
			kind: "text",
			isNullable: true,
		},
		{
			name: "customs.electronicDocuments",
			label: t.customs.theAccountSendsIts,
			hint: t.customs.fedexMustHaveEnabled,
			kind: "switch",
		},
	],
});
