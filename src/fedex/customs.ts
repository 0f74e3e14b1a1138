import type {
	CustomsPlan,
	PlannedCommodity,
	PlannedPackage,
} from "../shipping/model/shipment-plan.ts";
import { type MoneyBody, toMoneyBody } from "./amounts.ts";
import { type PaymentBody, toPaymentBody } from "./ship-payment.ts";
import { fit } from "./text.ts";
import {
	shareHundredths,
	sum,
	toHundredths,
	toWeightBody,
	type WeightBody,
	type WeightUnit,
} from "./weights.ts";

const DESCRIPTION_LIMIT = 450;
const PART_NUMBER_LIMIT = 20;
const HARMONIZED_CODE_LIMIT = 14;
const TERMS_LIMIT = 3;
/** A hundredth of the unit, rounded up. */
const GRAMS_PER_HUNDREDTH = { KG: 10, LB: 5 } as const;

type CommodityBody = {
	description: string;
	quantity: number;
	quantityUnits: "PCS";
	weight: WeightBody;
	unitPrice: MoneyBody;
	customsValue: MoneyBody;
	countryOfManufacture?: string;
	harmonizedCode?: string;
	partNumber?: string;
};

export type CustomsBody = {
	dutiesPayment: PaymentBody;
	totalCustomsValue: MoneyBody;
	commercialInvoice: { shipmentPurpose: CustomsPlan["purpose"]; termsOfSale?: string };
	commodities: CommodityBody[];
};

/** The customs plan on the wire; undefined where goods cross no border. */
export function toCustomsBody(
	customs: CustomsPlan | null,
	parcels: { units: WeightUnit; hundredths: number; accountNumber: string },
): CustomsBody | undefined {
	if (customs === null) {
		return undefined;
	}
	const { commodities, value, duties, purpose, incoterm } = customs;
	const { units, hundredths, accountNumber } = parcels;
	const shares = shareHundredths(
		commodities.map((each) => each.weightGrams),
		units,
		hundredths,
	);
	const termsOfSale = fit(incoterm, TERMS_LIMIT);
	return {
		dutiesPayment: toPaymentBody(duties, accountNumber),
		totalCustomsValue: toMoneyBody(value.amount, value.currency),
		commercialInvoice: {
			shipmentPurpose: purpose,
			...(termsOfSale === undefined ? {} : { termsOfSale }),
		},
		commodities: commodities.map((commodity, at) =>
			toCommodityBody(commodity, value.currency, toWeightBody(shares[at] ?? 1, units)),
		),
	};
}

/**
 * The packages, the first of them made so heavy that each commodity in them can weigh something: FedEx counts in
 * hundredths, and refuses goods that are heavier than their packages.
 */
export function weighForCustoms(
	packages: readonly PlannedPackage[],
	customs: CustomsPlan | null,
	units: WeightUnit,
): PlannedPackage[] {
	const hundredths = sum(packages.map((piece) => toHundredths(piece.weightGrams, units)));
	const missing = (customs?.commodities.length ?? 0) - hundredths;
	return packages.map((piece, at) =>
		at === 0 && missing > 0
			? { ...piece, weightGrams: piece.weightGrams + missing * GRAMS_PER_HUNDREDTH[units] }
			: piece,
	);
}

function toCommodityBody(
	commodity: PlannedCommodity,
	currency: string,
	weight: WeightBody,
): CommodityBody {
	const { quantity, unitValue, value, originCountry } = commodity;
	const partNumber = fit(commodity.partNumber, PART_NUMBER_LIMIT);
	const harmonizedCode = fit(commodity.commodityCode, HARMONIZED_CODE_LIMIT);
	return {
		// Planning refuses goods without one; FedEx takes no empty text.
		description: fit(commodity.description, DESCRIPTION_LIMIT) ?? partNumber ?? "-",
		quantity,
		quantityUnits: "PCS",
		weight,
		unitPrice: toMoneyBody(unitValue, currency),
		customsValue: toMoneyBody(value, currency),
		...(originCountry === null ? {} : { countryOfManufacture: originCountry }),
		...(harmonizedCode === undefined ? {} : { harmonizedCode }),
		...(partNumber === undefined ? {} : { partNumber }),
	};
}
