import type { Option } from "./parts/forms.tsx";
import { CUSTOMS_SECTIONS } from "./settings-customs.ts";

/** The settings form: every field of a division's settings, in the order a person fills them in. */
export type FieldKind =
	/** Empty text is refused by the settings themselves, which then name the field. */
	| { kind: "text"; isNullable?: boolean; type?: "date" | "email" | "tel" }
	| { kind: "number"; isNullable?: boolean }
	| { kind: "choice"; options: readonly Option[] }
	| { kind: "account" }
	| { kind: "switch" }
	| { kind: "numbers"; options: readonly Option[] }
	/** One entry a line; empty lines do not count. */
	| { kind: "lines"; isNullable?: boolean }
	/** So many inputs for one list; empty ones do not count. */
	| { kind: "inputs"; count: number }
	| { kind: "services" };

export type SettingsField = { name: string; label: string; hint?: string } & FieldKind;
export type SettingsSection = { title: string; hint?: string; fields: readonly SettingsField[] };

const option = (value: string, label: string): Option => ({ value, label });
const same = (...values: string[]): Option[] => values.map((value) => ({ value, label: value }));

const STATUSES = [
	option("12", "open"),
	option("20", "partial"),
	option("21", "complete"),
	option("45", "cancelled"),
];

export const SETTINGS_SECTIONS: readonly SettingsSection[] = [
	{
		title: "FedEx",
		fields: [
			{ name: "fedexAccountId", label: "FedEx account", kind: "account" },
			{
				name: "pickupType",
				label: "Pickup",
				kind: "choice",
				options: [
					option("USE_SCHEDULED_PICKUP", "FedEx comes by regularly"),
					option("DROPOFF_AT_FEDEX_LOCATION", "we bring the parcels to FedEx"),
					option("CONTACT_FEDEX_TO_SCHEDULE", "we ask for each pickup"),
				],
			},
			{
				name: "label.format",
				label: "Label format",
				hint: "PDF and PNG for ordinary printers, ZPLII and EPL2 for label printers.",
				kind: "choice",
				options: same("PDF", "PNG", "ZPLII", "EPL2"),
			},
			{
				name: "label.stock",
				label: "Label stock",
				hint: "PAPER_… goes with PDF and PNG, STOCK_… with ZPLII and EPL2.",
				kind: "choice",
				options: same(
					"PAPER_4X6",
					"PAPER_4X675",
					"PAPER_4X8",
					"PAPER_4X9",
					"PAPER_LETTER",
					"STOCK_4X6",
					"STOCK_4X675",
					"STOCK_4X8",
					"STOCK_4X9",
				),
			},
			{
				name: "maxLabelsPerHour",
				label: "Labels an hour, at most",
				hint: "A brake: if something goes wrong, no more than these are bought.",
				kind: "number",
			},
			{
				name: "testDivision",
				label: "This is a test division",
				hint: "Lets a sandbox account's labels, which are marked TEST, be written to Exact.",
				kind: "switch",
			},
		],
	},
	{
		title: "Ship from",
		hint: "The sender on the label, and where FedEx picks up. FedEx prints 35 characters a line.",
		fields: [
			{ name: "shipFrom.companyName", label: "Company", kind: "text" },
			{ name: "shipFrom.personName", label: "Person or department", kind: "text" },
			{ name: "shipFrom.phone", label: "Phone", kind: "text", type: "tel" },
			{ name: "shipFrom.email", label: "E-mail", kind: "text", type: "email", isNullable: true },
			{ name: "shipFrom.streetLines", label: "Street lines", kind: "inputs", count: 3 },
			{ name: "shipFrom.postalCode", label: "Postal code", kind: "text" },
			{ name: "shipFrom.city", label: "City", kind: "text" },
			{
				name: "shipFrom.state",
				label: "State or province",
				hint: "Two or three capitals, where the country has them.",
				kind: "text",
				isNullable: true,
			},
			{
				name: "shipFrom.country",
				label: "Country",
				hint: "Two capitals, such as NL.",
				kind: "text",
			},
		],
	},
	{
		title: "Services",
		hint: "Which FedEx service each shipping method of Exact means. An order with another method is not shipped.",
		fields: [{ name: "services", label: "Shipping methods", kind: "services" }],
	},
	{
		title: "Calendar",
		fields: [
			{
				name: "timeZone",
				label: "Time zone",
				hint: "As IANA names it, such as Europe/Amsterdam.",
				kind: "text",
			},
			{
				name: "workingDays",
				label: "Working days",
				kind: "numbers",
				options: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].map((label, at) =>
					option(String(at + 1), label),
				),
			},
			{
				name: "cutOff",
				label: "Cut-off",
				hint: "After it parcels leave the next day.",
				kind: "text",
			},
			{
				name: "holidays",
				label: "Holidays",
				hint: "One date a line, such as 2026-12-25.",
				kind: "lines",
			},
		],
	},
	{
		title: "Reading orders",
		fields: [
			{
				name: "schedule",
				label: "Schedule",
				hint: "A cron expression in the time zone above: */15 7-18 * * mon-fri is every quarter of an hour while people work.",
				kind: "text",
			},
			{
				name: "readFrom",
				label: "Read orders from",
				hint: "The first reading begins at this date; empty means 30 days ago.",
				kind: "text",
				type: "date",
				isNullable: true,
			},
			{
				name: "trigger",
				label: "What makes a shipment",
				kind: "choice",
				options: [
					option("sales-order", "a sales order that is ready"),
					option("goods-delivery", "a goods delivery booked in Exact (not available yet)"),
				],
			},
		],
	},
	{
		title: "When an order is ready",
		hint: "All of these must hold.",
		fields: [
			{
				name: "readyRule.approvalStatus",
				label: "Approval",
				kind: "numbers",
				options: [
					option("0", "awaiting approval"),
					option("1", "approved automatically"),
					option("2", "approved"),
				],
			},
			{ name: "readyRule.status", label: "Order status", kind: "numbers", options: STATUSES },
			{
				name: "readyRule.deliveryStatus",
				label: "Delivery status",
				kind: "numbers",
				options: STATUSES,
			},
			{
				name: "readyRule.deliveryWithinDays",
				label: "Delivery date within days",
				hint: "Orders for later wait; empty lets the date hold nothing back.",
				kind: "number",
				isNullable: true,
			},
			{
				name: "readyRule.warehouses",
				label: "Warehouses",
				hint: "One code a line; empty means all.",
				kind: "lines",
				isNullable: true,
			},
			{
				name: "backorders",
				label: "What is left of a partial delivery",
				kind: "choice",
				options: [option("person", "a person decides"), option("ship", "ships by itself")],
			},
		],
	},
	{
		title: "Weights",
		fields: [
			{
				name: "weight.unit",
				label: "Unit of the items' weights in Exact",
				kind: "choice",
				options: same("kg", "g", "lb"),
			},
			{
				name: "weight.defaultGramsPerUnit",
				label: "Grams for an item without a weight",
				hint: "Empty blocks such an order until the item has a weight.",
				kind: "number",
				isNullable: true,
			},
		],
	},
	...CUSTOMS_SECTIONS,
	{
		title: "Back in Exact",
		fields: [
			{
				name: "writeBack.policy",
				label: "What is written beside the order",
				kind: "choice",
				options: [
					option("end-state", "the label and the end: fewest calls"),
					option("milestones", "the milestones on the way"),
					option("every-scan", "every scan"),
				],
			},
			{
				name: "writeBack.attachLabel",
				label: "Attach the label file",
				hint: "Not available yet.",
				kind: "switch",
			},
			{
				name: "writeBack.goodsDelivery",
				label: "Goods delivery",
				kind: "choice",
				options: [
					option("none", "leave it alone"),
					option("tracking-number", "put the tracking number on it (not available yet)"),
					option("post", "book it (not available yet)"),
				],
			},
		],
	},
];

export const SETTINGS_FIELDS: readonly SettingsField[] = SETTINGS_SECTIONS.flatMap(
	(section) => section.fields,
);
