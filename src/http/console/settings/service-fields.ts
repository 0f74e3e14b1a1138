import { KNOWN_SERVICES } from "../../../shipping/model/facts/service-lanes.ts";
import { CHEAPEST } from "../../../shipping/model/quote.ts";
import { SIGNATURE_OPTIONS } from "../../../shipping/model/settings/service-rules.ts";
import { t } from "../texts/t.ts";
import { option, same, type SettingsSection } from "./field-kinds.ts";

/** Offered, not required: FedEx's Ship API reference lists them (read 2026-11). */
const PACKAGINGS = ["YOUR_PACKAGING", "FEDEX_BOX", "FEDEX_ENVELOPE", "FEDEX_PAK", "FEDEX_TUBE"];

export const servicesSection = (): SettingsSection => ({
	title: t.services.services,
	hint: t.services.whichFedexServiceAn,
	fields: [
		{
			name: "services",
			label: t.services.rules,
			hint: t.services.theMethodByIts,
			kind: "table",
			row: t.common.rule,
			add: t.services.addRules,
			minRows: 1,
			columns: [
				{ name: "shippingMethod", label: t.services.shippingMethodInExact, kind: "text" },
				{
					name: "service",
					label: t.services.fedexService,
					kind: "text",
					suggestions: [CHEAPEST, ...KNOWN_SERVICES],
				},
				{
					name: "arriveWithinDays",
					label: t.services.cheapestWorkingDaysAt,
					kind: "number",
					isNullable: true,
					isMore: true,
				},
				{
					name: "packaging",
					label: t.common.packaging,
					kind: "text",
					ifEmpty: "YOUR_PACKAGING",
					suggestions: PACKAGINGS,
				},
				{
					name: "packageType",
					label: t.common.packageType,
					hint: t.services.codeOfOneOf,
					kind: "text",
					isNullable: true,
					isMore: true,
				},
				{
					name: "zones",
					label: t.services.onlyFor,
					kind: "ticks",
					isMore: true,
					options: [
						option("domestic", t.services.domestic),
						option("european-union", t.services.withinTheEu),
						option("international", t.services.international),
					],
				},
				{
					name: "countries",
					label: t.services.onlyToCountries,
					hint: t.services.twoCapitalsEachSuch,
					kind: "list",
					isMore: true,
				},
				{
					name: "warehouses",
					label: t.services.onlyFromWarehouses,
					hint: t.services.codesWithCommasBetween,
					kind: "list",
					isMore: true,
				},
				{
					name: "residential",
					label: t.services.onlyToHomes,
					kind: "yes-no",
					ifNull: t.services.either,
					isMore: true,
				},
				{
					name: "minWeightGrams",
					label: t.services.fromGrams,
					kind: "number",
					isNullable: true,
					isMore: true,
				},
				{
					name: "maxWeightGrams",
					label: t.services.upToGrams,
					kind: "number",
					isNullable: true,
					isMore: true,
				},
				{
					name: "minValue",
					label: t.services.fromGoodsWorth,
					kind: "text",
					isNullable: true,
					isMore: true,
				},
				{
					name: "maxValue",
					label: t.services.upToGoodsWorth,
					kind: "text",
					isNullable: true,
					isMore: true,
				},
				{
					name: "signature",
					label: t.common.signature,
					kind: "choice",
					options: same(...SIGNATURE_OPTIONS),
					isNullable: true,
					ifNull: t.common.notAskedFor,
					isMore: true,
				},
				{
					name: "holdAtLocation",
					label: t.services.holdAtFedexLocation,
					hint: t.services.itsId,
					kind: "text",
					isNullable: true,
					isMore: true,
				},
				{
					name: "saturdayDelivery",
					label: t.common.saturdayDelivery,
					kind: "switch",
					isMore: true,
				},
			],
		},
	],
});
