import type { Refusal } from "../answers.ts";
import type { CommodityWire, RequestedShipmentWire } from "../ship-wire.ts";
import { isInEuropeanUnion } from "../tables/countries.ts";
import { isShipCurrency } from "../tables/currencies.ts";
import { KILOGRAMS_PER_POUND } from "../tables/packaging.ts";
import { checkCommodity } from "./check-commodity.ts";

const PURPOSES = ["GIFT", "NOT_SOLD", "PERSONAL_EFFECTS", "REPAIR_AND_RETURN", "SAMPLE", "SOLD"];

const DUTIES_PAYMENT_TYPES = ["SENDER", "RECIPIENT", "THIRD_PARTY"];

/** Inside the European Union goods only need a description; beyond it they need their value and origin. */
export function checkCustoms(shipment: RequestedShipmentWire): Refusal[] {
	const origin = shipment.shipper?.address?.countryCode ?? "";
	const destination = shipment.recipients?.[0]?.address?.countryCode ?? "";
	const customs = shipment.customsClearanceDetail;
	const isDomestic = origin === destination;
	if (isDomestic && customs === undefined) {
		return [];
	}
	const commodities = customs?.commodities;
	if (commodities === undefined) {
		const code = "CUSTOMSCLEARANCEDETAIL.COMMODITIES.EMPTY";
		return isDomestic ? [] : [{ code, message: "The commodities are missing." }];
	}
	if (commodities.length > 999) {
		return [{ code: "COMMODITY.COUNT.EXCEEDED", message: "More than 999 commodities." }];
	}
	const isFree = isDomestic || (isInEuropeanUnion(origin) && isInEuropeanUnion(destination));
	const needsValue = !isFree && customs?.isDocumentOnly !== true;
	return [
		...commodities.flatMap((commodity) => checkCommodity(commodity, needsValue)),
		...(needsValue ? [...checkTotal(shipment), ...checkPurpose(shipment)] : []),
		...checkDuties(shipment, needsValue),
		...checkCommodityWeights(shipment),
	];
}

function checkTotal(shipment: RequestedShipmentWire): Refusal[] {
	const customs = shipment.customsClearanceDetail;
	const total = customs?.totalCustomsValue;
	if (total?.amount === undefined || total.currency === undefined) {
		return [{ code: "TOTALCUSTOMSVALUE.REQUIRED", message: "The total customs value is missing." }];
	}
	if (!isShipCurrency(total.currency)) {
		return [{ code: "CURRENCY.TYPE.INVALID", message: `Currency ${total.currency} is not known.` }];
	}
	const values = (customs?.commodities ?? [])
		.map((each) => each.customsValue)
		.filter((value) => value !== undefined);
	if (values.some((value) => value.currency !== total.currency)) {
		return [{ code: "CUSTOMSVALUE.CURRENCY.MISMATCH", message: "All values take one currency." }];
	}
	const sum = values.reduce((added, value) => added + (value.amount ?? 0), 0);
	return values.length > 0 && Math.abs(sum - total.amount) > 0.01
		? [
				{
					code: "COMMODITIES.CUSTOMSVALUE.LESSTHANREQUIRED",
					message: "The commodities do not add up to the total customs value.",
				},
			]
		: [];
}

function checkPurpose({ customsClearanceDetail }: RequestedShipmentWire): Refusal[] {
	const purpose = customsClearanceDetail?.commercialInvoice?.shipmentPurpose ?? "";
	const code = "COMMERCIALINVOICE.SHIPMENTPURPOSE.INVALID";
	return PURPOSES.includes(purpose)
		? []
		: [{ code, message: "The purpose of the shipment is missing or not known." }];
}

/** Goods can't be heavier than what they are packed in. */
function checkCommodityWeights(shipment: RequestedShipmentWire): Refusal[] {
	const goods = shipment.customsClearanceDetail?.commodities ?? [];
	const goodsKilograms = goods.reduce((sum, { weight }) => sum + toKilograms(weight), 0);
	const packed = (shipment.requestedPackageLineItems ?? []).reduce(
		(sum, line) => sum + toKilograms(line.weight) * (line.groupPackageCount ?? 1),
		0,
	);
	return goodsKilograms > packed + 1e-6
		? [
				{
					code: "COMMODITYWEIGHT.GREATERTHAN.PACKAGEWEIGHT",
					message: "The goods weigh more than their packages.",
				},
			]
		: [];
}

function toKilograms(weight: CommodityWire["weight"]): number {
	return (weight?.value ?? 0) * (weight?.units === "LB" ? KILOGRAMS_PER_POUND : 1);
}

function checkDuties(shipment: RequestedShipmentWire, isNeeded: boolean): Refusal[] {
	const duties = shipment.customsClearanceDetail?.dutiesPayment;
	return (duties === undefined && !isNeeded) ||
		DUTIES_PAYMENT_TYPES.includes(duties?.paymentType ?? "")
		? []
		: [{ code: "DUTIESPAYMENT.PAYMENTTYPE.INVALID", message: "The payer of duties is not known." }];
}
