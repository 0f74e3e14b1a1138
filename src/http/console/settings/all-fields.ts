import { PAPER_STOCKS, THERMAL_STOCKS } from "../../../shipping/model/settings/label.ts";
import { ADDRESSES_SECTION } from "./address-fields.ts";
import { BILLING_SECTION } from "./billing-fields.ts";
import { BRANDING_SECTION } from "./branding-fields.ts";
import { CUSTOMS_SECTION } from "./customs-fields.ts";
import { option, same, type SettingsField, type SettingsSection } from "./field-kinds.ts";
import { FREIGHT_SECTION } from "./freight-fields.ts";
import { PACKING_SECTION } from "./packing-fields.ts";
import { SERVICES_SECTION } from "./service-fields.ts";
import { TELLING_SECTION } from "./telling-fields.ts";

const STATUSES = [
	option("12", "open"),
	option("20", "partial"),
	option("21", "complete"),
	option("45", "cancelled"),
];

/** The settings form: every field of a division's settings, in the order a person fills them in. */
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
				options: same(...PAPER_STOCKS, ...THERMAL_STOCKS),
			},
			{
				name: "returnLabel",
				label: "Labels for the way back",
				hint: "With the shipment: bought, paid and kept with it. None for freight, and none over a customs border.",
				kind: "choice",
				options: [
					option("on-request", "when somebody asks for one"),
					option("with-shipment", "with each shipment"),
				],
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
	SERVICES_SECTION,
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
				hint: "Another choice puts the division on hold: look at the preview, then release it again.",
				kind: "choice",
				options: [
					option("sales-order", "a sales order that is ready"),
					option("goods-delivery", "each goods delivery booked in Exact"),
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
	PACKING_SECTION,
	BILLING_SECTION,
	CUSTOMS_SECTION,
	ADDRESSES_SECTION,
	FREIGHT_SECTION,
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
					option("tracking-number", "put the tracking number on it"),
					option("post", "book it (not available yet)"),
				],
			},
		],
	},
	BRANDING_SECTION,
	TELLING_SECTION,
];

export const SETTINGS_FIELDS: readonly SettingsField[] = SETTINGS_SECTIONS.flatMap(
	(section) => section.fields,
);
