import { toAscii } from "../../lib/ascii.ts";
import type { Problem } from "../../lib/errors.ts";
import { isVague } from "../model/facts/vague-descriptions.ts";
import type { OrderDossier } from "../model/order.ts";
import type { CustomsSettings } from "../model/settings/customs.ts";
import type { PlannedLine } from "../model/shipment-plan.ts";

/** What the goods of a line are, as customs wants to know it. */
export type CustomsGoods = {
	line: PlannedLine;
	description: string;
	commodityCode: string | null;
	originCountry: string | null;
	/** Of one unit. */
	unitPrice: string;
	/** With the parts that are declared with them. */
	weightGrams: number;
};

type World = { dossier: OrderDossier; customs: CustomsSettings; isBorder: boolean };

/** FedEx takes no shorter description (Ship API, commodities, 2026-11). */
const SHORTEST_DESCRIPTION = 3;
/** Six digits mean the same in all countries; some countries have up to eight of their own. */
const COMMODITY_CODE = /^\d{6,14}$/;

const ORIGINS_UNREADABLE: Problem = {
	code: "item.origin_unreadable",
	field: "Item › Suppliers › Country of origin",
	message: "Exact does not let the connected user read where items come from.",
	remedy: "Give the connected user the right to see the items' suppliers.",
};

/** The goods to be declared; every line of which something is missing is a problem for each such thing. */
export function describeGoods(
	lines: readonly PlannedLine[],
	world: World,
	problems: Problem[],
): CustomsGoods[] {
	const goods: CustomsGoods[] = [];
	for (const line of lines) {
		const isFree = !(Number(line.unitPrice) > 0);
		const above = goods.at(-1);
		if (world.isBorder && isFree && world.customs.freeLines === "with-line-above") {
			if (above === undefined) {
				problems.push(priceMissing(line, "and no line above it is a kit that it could be part of"));
			} else {
				above.weightGrams += line.weightGrams;
				continue;
			}
		}
		goods.push({
			line,
			description: describeLine(line, problems),
			commodityCode: commodityCodeOf(line, world, problems),
			originCountry: originOf(line, world, problems),
			unitPrice: priceOf(line, world, problems),
			weightGrams: line.weightGrams,
		});
	}
	return goods;
}

function describeLine(line: PlannedLine, problems: Problem[]): string {
	const description = toAscii(line.description);
	if (description.length < SHORTEST_DESCRIPTION) {
		problems.push({
			code: "item.description_missing",
			field: "Item › Description",
			message: `${nameOf(line)} has no description that customs could read.`,
			remedy: "Describe in the item what the goods are, in Latin letters.",
		});
	} else if (isVague(description)) {
		problems.push({
			code: "item.description_vague",
			field: "Item › Description",
			message: `${nameOf(line)} is described as "${description}", which customs does not accept.`,
			remedy:
				'Say in the item what the goods are and what they are made of, such as "cotton T-shirts", not "clothing".',
		});
	}
	return description;
}

/** Within the European Union a code is told where there is one. */
function commodityCodeOf(
	line: PlannedLine,
	{ isBorder }: World,
	problems: Problem[],
): string | null {
	const digits = line.commodityCode?.replaceAll(/\D/g, "") ?? "";
	if (COMMODITY_CODE.test(digits)) {
		return digits;
	}
	if (isBorder) {
		problems.push({
			code: "item.commodity_code_missing",
			field: "Item › Statistical code",
			message:
				digits === ""
					? `${nameOf(line)} has no statistical code, which customs needs.`
					: `${nameOf(line)} has the statistical code ${digits}, and customs needs six digits or more.`,
			remedy: "Enter the item's commodity (HS) code in Exact, with six to ten digits.",
		});
	}
	return null;
}

function originOf(
	line: PlannedLine,
	{ dossier, customs, isBorder }: World,
	problems: Problem[],
): string | null {
	if (!isBorder) {
		return null;
	}
	if (dossier.origins === "unreadable") {
		if (!problems.includes(ORIGINS_UNREADABLE)) {
			problems.push(ORIGINS_UNREADABLE);
		}
		return null;
	}
	const itemId = dossier.lines.find((each) => each.exactLineId === line.exactLineId)?.itemId;
	const origin = dossier.origins?.get(itemId ?? "")?.country ?? customs.originCountry;
	if (origin === null) {
		problems.push({
			code: "item.origin_missing",
			field: "Item › Suppliers › Country of origin",
			message: `It is not known in which country ${nameOf(line)} is made.`,
			remedy:
				"Enter the country of origin with the item's main supplier in Exact, or set a default for the division.",
		});
	}
	return origin;
}

function priceOf(line: PlannedLine, { customs, isBorder }: World, problems: Problem[]): string {
	if (Number(line.unitPrice) > 0) {
		return line.unitPrice;
	}
	if (!isBorder) {
		return "0";
	}
	if (customs.freeLines === "nominal-value") {
		return customs.nominalValue;
	}
	if (customs.freeLines === "block") {
		problems.push(priceMissing(line, "and customs wants a value also of what is given away"));
	}
	return "0";
}

function priceMissing(line: PlannedLine, why: string): Problem {
	return {
		code: "order.value_missing",
		field: "Sales order line › Net price",
		message: `${nameOf(line)} has no price on the order, ${why}.`,
		remedy:
			"Give the line a price in Exact, or choose in the division's settings how lines without one are declared.",
	};
}

function nameOf({ lineNumber, itemCode }: PlannedLine): string {
	return `Line ${lineNumber}: item ${itemCode ?? "(no item)"}`;
}
