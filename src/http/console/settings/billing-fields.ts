import { option, type SettingsSection } from "./field-kinds.ts";

const PAYORS = [option("recipient", "the receiver"), option("third-party", "a third party")];

export const BILLING_SECTION: SettingsSection = {
	title: "Billing",
	hint: "Who pays FedEx, for which cost centre, and how much at most.",
	isFolded: true,
	fields: [
		{
			name: "billing.maxCharge",
			label: "A shipment costs at most",
			hint: "In the account's currency. A dearer one waits for a person; empty sets no limit.",
			kind: "text",
			isNullable: true,
		},
		{
			name: "billing.maxOverQuotePercent",
			label: "A label over its quote by percent, at most",
			hint: "A dearer one is shown to a person; empty sets no limit.",
			kind: "number",
			isNullable: true,
		},
		{ name: "billing.payor", label: "Somebody else pays the transport", kind: "presence" },
		{ name: "billing.payor.by", label: "Who pays", kind: "choice", options: PAYORS },
		{ name: "billing.payor.accountNumber", label: "Their FedEx account number", kind: "text" },
		{
			name: "billing.payor.country",
			label: "Their country",
			hint: "Two capitals, such as NL.",
			kind: "text",
			isNullable: true,
		},
		{
			name: "billing.costCentre",
			label: "Cost centre of an order whose lines have several",
			kind: "choice",
			options: [
				option("single", "that of the first line that has one"),
				option("highest-value", "that whose goods are worth most"),
				option("split", "one shipment for each"),
			],
		},
		{
			name: "billing.costCentreNeeded",
			label: "An order needs a cost centre",
			hint: "One without it waits for a person.",
			kind: "choice",
			options: [
				option("no", "no"),
				option("any", "yes, whichever"),
				option("listed", "yes, one of those below"),
			],
		},
		{
			name: "billing.invoiceNumber",
			label: "Invoice number on the label",
			hint: "Exact makes the invoice only after the goods have left.",
			kind: "choice",
			options: [
				option("none", "none"),
				option("order-number", "the order's number"),
				option("description", "the order's description"),
			],
		},
		{
			name: "billing.costCentres",
			label: "Cost centres",
			hint: "Who pays for a cost centre, or by which of your FedEx accounts it ships. Others use the settings above.",
			kind: "table",
			row: "Cost centre",
			add: "Add cost centres",
			columns: [
				{ name: "costCentre", label: "Cost centre in Exact", kind: "text" },
				{
					name: "payor.by",
					label: "Who pays",
					kind: "choice",
					options: PAYORS,
					isNullable: true,
					ifNull: "as above",
				},
				{ name: "payor.accountNumber", label: "Their account number", kind: "text" },
				{ name: "payor.country", label: "Their country", kind: "text", isNullable: true },
				{
					name: "fedexAccountId",
					label: "Our FedEx account",
					kind: "account",
					ifNull: "the division's",
				},
			],
		},
	],
};
