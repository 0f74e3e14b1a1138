import { t } from "../texts/t.ts";
import { option, type SettingsSection } from "./field-kinds.ts";

const payors = () => [
	option("recipient", t.billing.theReceiver),
	option("third-party", t.billing.aThirdParty),
];

export const billingSection = (): SettingsSection => ({
	title: t.billing.billing,
	hint: t.billing.whoPaysFedexFor,
	isFolded: true,
	fields: [
		{
			name: "billing.maxCharge",
			label: t.billing.aShipmentCostsAt,
			hint: t.billing.inTheAccountsCurrency,
			kind: "text",
			isNullable: true,
		},
		{
			name: "billing.maxOverQuotePercent",
			label: t.billing.aLabelOverIts,
			hint: t.billing.aDearerOneIs,
			kind: "number",
			isNullable: true,
		},
		{ name: "billing.payor", label: t.billing.somebodyElsePaysThe, kind: "presence" },
		{ name: "billing.payor.by", label: t.billing.whoPays, kind: "choice", options: payors() },
		{ name: "billing.payor.accountNumber", label: t.billing.theirFedexAccountNumber, kind: "text" },
		{
			name: "billing.payor.country",
			label: t.billing.theirCountry,
			hint: t.billing.twoCapitalsSuchAs,
			kind: "text",
			isNullable: true,
		},
		{
			name: "billing.costCentre",
			label: t.billing.costCentreOfAn,
			kind: "choice",
			options: [
				option("single", t.billing.thatOfTheFirst),
				option("highest-value", t.billing.thatWhoseGoodsAre),
				option("split", t.billing.oneShipmentForEach),
			],
		},
		{
			name: "billing.costCentreNeeded",
			label: t.billing.anOrderNeedsA,
			hint: t.billing.oneWithoutItWaits,
			kind: "choice",
			options: [
				option("no", t.billing.no),
				option("any", t.billing.yesWhichever),
				option("listed", t.billing.yesOneOfThose),
			],
		},
		{
			name: "billing.invoiceNumber",
			label: t.billing.invoiceNumberOnThe,
			hint: t.billing.exactMakesTheInvoice,
			kind: "choice",
			options: [
				option("none", t.billing.none),
				option("order-number", t.billing.theOrdersNumber),
				option("description", t.billing.theOrdersDescription),
			],
		},
		{
			name: "billing.costCentres",
			label: t.billing.costCentres,
			hint: t.billing.whoPaysForA,
			kind: "table",
			row: t.common.costCentre,
			add: t.billing.addCostCentres,
			columns: [
				{ name: "costCentre", label: t.billing.costCentreInExact, kind: "text" },
				{
					name: "payor.by",
					label: t.billing.whoPays,
					kind: "choice",
					options: payors(),
					isNullable: true,
					ifNull: t.billing.asAbove,
				},
				{ name: "payor.accountNumber", label: t.billing.theirAccountNumber, kind: "text" },
				{ name: "payor.country", label: t.billing.theirCountry, kind: "text", isNullable: true },
				{
					name: "fedexAccountId",
					label: t.billing.ourFedexAccount,
					kind: "account",
					ifNull: t.billing.theDivisions,
				},
			],
		},
	],
});
