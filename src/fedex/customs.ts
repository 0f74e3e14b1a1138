import { laneOf } from "../shipping/model/lanes.ts";
import type { PlannedLine, ShipmentPlan } from "../shipping/model/shipment-plan.ts";
import { multiplyToCents, toMoneyBody, type MoneyBody } from "./amounts.ts";
import { fit } from "./text.ts";
import { shareHundredths, toWeightBody, type WeightBody, type WeightUnit } from "./weights.ts";

const DESCRIPTION_LIMIT = 450;

type CommodityBody = {
	description: string;
	quantity: number;
	quantityUnits: "PCS";
	weight: WeightBody;
	unitPrice: MoneyBody;
	customsValue: MoneyBody;
	countryOfManufacture: string;
	harmonizedCode?: string;
};

export type CustomsBody = {
	dutiesPayment: { paymentType: "SENDER" };
	totalCustomsValue: MoneyBody;
	commercialInvoice: { shipmentPurpose: "SOLD" };
	commodities: CommodityBody[];
};

/**
 * What FedEx is told of the goods between two countries of the European Union, where the origin of the goods
 * changes nothing. Elsewhere it does, and a guess would be a false declaration: nothing is declared there.
 */
export function toCustomsBody(
	plan: ShipmentPlan,
	parcels: { units: WeightUnit; hundredths: number },
): CustomsBody | undefined {
	if (laneOf(plan.shipFrom.country, plan.shipTo.country) !== "european-union") {
		return undefined;
	}
	const values = plan.lines.map((line) => multiplyToCents(line.unitPrice, line.quantity));
	const shares = shareHundredths(
		plan.lines.map((line) => line.weightGrams),
		parcels.units,
		parcels.hundredths,
	);
	const total = values.reduce((sum, value) => sum + value, 0n);
	return {
		dutiesPayment: { paymentType: "SENDER" },
		totalCustomsValue: toMoneyBody(total, plan.currency),
		commercialInvoice: { shipmentPurpose: "SOLD" },
		commodities: plan.lines.map((line, at) =>
			toCommodityBody(line, {
				plan,
				value: values[at] ?? 0n,
				weight: toWeightBody(shares[at] ?? 1, parcels.units),
			}),
		),
	};
}

function toCommodityBody(
	line: PlannedLine,
	context: { plan: ShipmentPlan; value: bigint; weight: WeightBody },
): CommodityBody {
	const { plan, value, weight } = context;
	// FedEx counts in whole pieces: 2.5 metres are declared as one piece of their whole value.
	const isCounted = Number.isInteger(line.quantity) && line.quantity > 0;
	const unitPrice = isCounted ? multiplyToCents(line.unitPrice, 1) : value;
	const harmonizedCode = line.commodityCode?.replaceAll(/\D/g, "") ?? "";
	return {
		description:
			fit(line.description, DESCRIPTION_LIMIT) ??
			fit(line.itemCode, DESCRIPTION_LIMIT) ??
			`Item ${line.lineNumber}`,
		quantity: isCounted ? line.quantity : 1,
		quantityUnits: "PCS",
		weight,
		unitPrice: toMoneyBody(unitPrice, plan.currency),
		customsValue: toMoneyBody(value, plan.currency),
		countryOfManufacture: plan.shipFrom.country,
		...(harmonizedCode === "" ? {} : { harmonizedCode }),
	};
}
