import { PAPER_STOCKS, THERMAL_STOCKS } from "../../../shipping/model/settings/label.ts";
import { t } from "../texts/t.ts";
import { addressesSection } from "./address-fields.ts";
import { billingSection } from "./billing-fields.ts";
import { brandingSection } from "./branding-fields.ts";
import { customsSection } from "./customs-fields.ts";
import { option, same, type SettingsField, type SettingsSection } from "./field-kinds.ts";
import { freightSection } from "./freight-fields.ts";
import { packingSection } from "./packing-fields.ts";
import { servicesSection } from "./service-fields.ts";
import { tellingSection } from "./telling-fields.ts";

const statuses = () => [
	option("12", t.settings.open),
	option("20", t.settings.partial),
	option("21", t.settings.complete),
	option("45", t.settings.cancelled),
];

/** The settings form: every field of a division's settings, in the order a person fills them in. */
export const settingsSections = (): readonly SettingsSection[] => [
	{
		title: "FedEx",
		fields: [
			{ name: "fedexAccountId", label: t.common.fedexAccount, kind: "account" },
			{
				name: "pickupType",
				label: t.settings.pickup,
				kind: "choice",
				options: [
					option("USE_SCHEDULED_PICKUP", t.settings.fedexComesByRegularly),
					option("DROPOFF_AT_FEDEX_LOCATION", t.settings.weBringTheParcels),
					option("CONTACT_FEDEX_TO_SCHEDULE", t.settings.weAskForEach),
				],
			},
			{
				name: "label.format",
				label: t.settings.labelFormat,
				hint: t.settings.pdfAndPngFor,
				kind: "choice",
				options: same("PDF", "PNG", "ZPLII", "EPL2"),
			},
			{
				name: "label.stock",
				label: t.settings.labelStock,
				hint: t.settings.paperGoesWithPdf,
				kind: "choice",
				options: same(...PAPER_STOCKS, ...THERMAL_STOCKS),
			},
			{
				name: "returnLabel",
				label: t.common.labelsForTheWay,
				hint: t.settings.withTheShipmentBought,
				kind: "choice",
				options: [
					option("on-request", t.settings.whenSomebodyAsksFor),
					option("with-shipment", t.settings.withEachShipment),
				],
			},
			{
				name: "maxLabelsPerHour",
				label: t.settings.labelsAnHourAt,
				hint: t.settings.aBrakeIfSomething,
				kind: "number",
			},
			{
				name: "testDivision",
				label: t.settings.thisIsATest,
				hint: t.settings.letsASandboxAccounts,
				kind: "switch",
			},
		],
	},
	{
		title: t.settings.shipFrom,
		hint: t.settings.theSenderOnThe,
		fields: [
			{ name: "shipFrom.companyName", label: t.settings.company, kind: "text" },
			{ name: "shipFrom.personName", label: t.settings.personOrDepartment, kind: "text" },
			{ name: "shipFrom.phone", label: t.settings.phone, kind: "text", type: "tel" },
			{
				name: "shipFrom.email",
				label: t.settings.eMail,
				kind: "text",
				type: "email",
				isNullable: true,
			},
			{ name: "shipFrom.streetLines", label: t.settings.streetLines, kind: "inputs", count: 3 },
			{ name: "shipFrom.postalCode", label: t.settings.postalCode, kind: "text" },
			{ name: "shipFrom.city", label: t.settings.city, kind: "text" },
			{
				name: "shipFrom.state",
				label: t.settings.stateOrProvince,
				hint: t.settings.twoOrThreeCapitals,
				kind: "text",
				isNullable: true,
			},
			{
				name: "shipFrom.country",
				label: t.settings.country,
				hint: t.settings.twoCapitalsSuchAs,
				kind: "text",
			},
		],
	},
	servicesSection(),
	{
		title: t.settings.calendar,
		fields: [
			{
				name: "timeZone",
				label: t.settings.timeZone,
				hint: t.settings.asIanaNamesIt,
				kind: "text",
			},
			{
				name: "workingDays",
				label: t.settings.workingDays,
				kind: "numbers",
				options: [
					t.settings.mon,
					t.settings.tue,
					t.settings.wed,
					t.settings.thu,
					t.settings.fri,
					t.settings.sat,
					t.settings.sun,
				].map((label, at) => option(String(at + 1), label)),
			},
			{
				name: "cutOff",
				label: t.settings.cutOff,
				hint: t.settings.afterItParcelsLeave,
				kind: "text",
			},
			{
				name: "holidays",
				label: t.settings.holidays,
				hint: t.settings.oneDateALine,
				kind: "lines",
			},
		],
	},
	{
		title: t.settings.readingOrders,
		fields: [
			{
				name: "schedule",
				label: t.settings.schedule,
				hint: t.settings.aCronExpressionIn,
				kind: "text",
			},
			{
				name: "readFrom",
				label: t.settings.readOrdersFrom,
				hint: t.settings.theFirstReadingBegins,
				kind: "text",
				type: "date",
				isNullable: true,
			},
			{
				name: "trigger",
				label: t.settings.whatMakesAShipment,
				hint: t.settings.anotherChoicePutsThe,
				kind: "choice",
				options: [
					option("sales-order", t.settings.aSalesOrderThat),
					option("goods-delivery", t.settings.eachGoodsDeliveryBooked),
				],
			},
		],
	},
	{
		title: t.settings.whenAnOrderIs,
		hint: t.settings.allOfTheseMust,
		fields: [
			{
				name: "readyRule.approvalStatus",
				label: t.settings.approval,
				kind: "numbers",
				options: [
					option("0", t.settings.awaitingApproval),
					option("1", t.settings.approvedAutomatically),
					option("2", t.settings.approved),
				],
			},
			{
				name: "readyRule.status",
				label: t.settings.orderStatus,
				kind: "numbers",
				options: statuses(),
			},
			{
				name: "readyRule.deliveryStatus",
				label: t.settings.deliveryStatus,
				kind: "numbers",
				options: statuses(),
			},
			{
				name: "readyRule.deliveryWithinDays",
				label: t.settings.deliveryDateWithinDays,
				hint: t.settings.ordersForLaterWait,
				kind: "number",
				isNullable: true,
			},
			{
				name: "readyRule.warehouses",
				label: t.common.warehouses,
				hint: t.settings.oneCodeALine,
				kind: "lines",
				isNullable: true,
			},
			{
				name: "backorders",
				label: t.settings.whatIsLeftOf,
				kind: "choice",
				options: [
					option("person", t.settings.aPersonDecides),
					option("ship", t.settings.shipsByItself),
				],
			},
		],
	},
	{
		title: t.settings.weights,
		fields: [
			{
				name: "weight.unit",
				label: t.settings.unitOfTheItems,
				kind: "choice",
				options: same("kg", "g", "lb"),
			},
			{
				name: "weight.defaultGramsPerUnit",
				label: t.settings.gramsForAnItem,
				hint: t.settings.emptyBlocksSuchAnOrder,
				kind: "number",
				isNullable: true,
			},
		],
	},
	packingSection(),
	billingSection(),
	customsSection(),
	addressesSection(),
	freightSection(),
	{
		title: t.settings.backInExact,
		fields: [
			{
				name: "writeBack.policy",
				label: t.settings.whatIsWrittenBeside,
				kind: "choice",
				options: [
					option("end-state", t.settings.theLabelAndThe),
					option("milestones", t.settings.theMilestonesOnThe),
					option("every-scan", t.settings.everyScan),
				],
			},
			{
				name: "writeBack.attachLabel",
				label: t.settings.attachTheLabelFile,
				hint: t.settings.oneMoreCallForEach,
				kind: "switch",
			},
			{
				name: "writeBack.goodsDelivery",
				label: t.settings.goodsDelivery,
				kind: "choice",
				options: [
					option("none", t.settings.leaveItAlone),
					option("tracking-number", t.settings.putTheTrackingNumber),
					option("post", t.settings.bookItOnceFedex),
				],
			},
		],
	},
	brandingSection(),
	tellingSection(),
];

export const SETTINGS_FIELDS: readonly SettingsField[] = settingsSections().flatMap(
	(section) => section.fields,
);
