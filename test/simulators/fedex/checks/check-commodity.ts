import type { Refusal } from "../answers.ts";
import type { CommodityWire } from "../ship-wire.ts";
import { isKnownCountry } from "../tables/countries.ts";
import { isVague } from "../tables/vague-words.ts";

export function checkCommodity(commodity: CommodityWire, needsValue: boolean): Refusal[] {
	const { description, harmonizedCode } = commodity;
	if (description === undefined || description.trim().length < 3 || description.length > 450) {
		return [{ code: "COMMODITY.DESCRIPTION.REQUIRED", message: "A commodity has no description." }];
	}
	const found: Refusal[] = [];
	if (isVague(description)) {
		const message = `The description "${description}" is too vague.`;
		found.push({ code: "SHIPMENT.VAGUECOMMODITYDESC.ERROR", message });
	}
	if (harmonizedCode !== undefined && !/^[\d.]{6,14}$/.test(harmonizedCode)) {
		const code = "COMMODITIES.HARMONIZEDCODE.INVALID";
		found.push({ code, message: "A harmonized code is not valid." });
	}
	return needsValue ? [...found, ...checkValue(commodity)] : found;
}

function checkValue(commodity: CommodityWire): Refusal[] {
	const found: Refusal[] = [];
	if (!isKnownCountry(commodity.countryOfManufacture ?? "")) {
		const code = "COMMODITIES.COUNTRYOFMANUFACTURE.REQUIRED";
		found.push({ code, message: "A commodity has no country of manufacture." });
	}
	if (!((commodity.quantity ?? 0) > 0) || commodity.quantityUnits === undefined) {
		const code = "COMMODITIES.QUANTITY.REQUIRED";
		found.push({ code, message: "A commodity has no quantity or unit." });
	}
	if (!((commodity.unitPrice?.amount ?? 0) > 0)) {
		const code = "COMMODITIES.UNITPRICEVALUE.REQUIRED";
		found.push({ code, message: "A commodity has no unit price, or none above zero." });
	}
	if (!((commodity.weight?.value ?? 0) > 0)) {
		const code = "COMMODITIES.WEIGHT.GREATERTHANZERO";
		found.push({ code, message: "A commodity has no weight." });
	}
	return found;
}
