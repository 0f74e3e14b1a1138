import { addCents, toDecimal } from "../../lib/decimal.ts";
import type { Problem } from "../../lib/errors.ts";
import type { DivisionSettings } from "../model/division-settings.ts";
import { isCustomsCurrency } from "../model/facts/currencies.ts";
import { zoneOf } from "../model/facts/zones.ts";
import type { OrderDossier } from "../model/order.ts";
import type { CustomsPlan, Payor, PlannedCommodity, PlannedLine } from "../model/shipment-plan.ts";
import { type CustomsGoods, describeGoods } from "./customs-goods.ts";
import { recipientNumbers, shipperNumbers } from "./customs-parties.ts";
import { valueGoods } from "./customs-values.ts";

/** FedEx takes no more in one shipment (Ship API, 2026-11). */
const MAX_COMMODITIES = 999;

/** Rules of 2020, and older ones that are still agreed on. */
const INCOTERMS: ReadonlySet<string> = new Set(
	"EXW FCA CPT CIP DAP DPU DDP FAS FOB CFR CIF DAT DDU DAF DES DEQ".split(" "),
);

/**
 * What customs is told of the goods. Between countries of the European Union that is what they are; beyond it also
 * their commodity codes, origins and values, whose sum is the customs value to the cent. Null where they cross no
 * border. Whatever is missing is a problem, all of them at once, before the carrier is asked.
 */
export function planCustoms(
	given: {
		dossier: OrderDossier;
		settings: DivisionSettings;
		to: string | null;
		lines: readonly PlannedLine[];
	},
	problems: Problem[],
): CustomsPlan | null {
	const { dossier, settings, to, lines } = given;
	const { customs } = settings;
	const from = settings.shipFrom.country;
	if (to === null || zoneOf(from, to) === "domestic") {
		return null;
	}
	const isBorder = zoneOf(from, to) === "international";
	const goods = describeGoods(lines, { dossier, customs, isBorder }, problems);
	const commodities = goods.flatMap((each) => toCommodities(each, dossier));
	if (commodities.length > MAX_COMMODITIES) {
		problems.push(TOO_MANY_LINES);
	}
	const cents = addCents(commodities.map((each) => each.cents));
	const currency = currencyOf(dossier, isBorder, problems);
	const value = { amount: toDecimal(cents), currency };
	const declared = commodities.map(({ commodity }) => commodity);
	if (!isBorder) {
		return { ...WITHIN_THE_UNION, value, commodities: declared };
	}
	const incoterm = incotermOf(dossier, settings, problems);
	return {
		purpose: customs.purpose,
		incoterm,
		duties: dutiesPayorOf(incoterm),
		value,
		commodities: declared,
		shipperNumbers: shipperNumbers(customs, { from, to }, { cents, currency }),
		recipientNumbers: recipientNumbers(dossier.account, problems),
		invoice: "carrier",
		isElectronic: customs.electronicDocuments,
	};
}

const WITHIN_THE_UNION = {
	purpose: "SOLD",
	incoterm: null,
	duties: { by: "sender" },
	shipperNumbers: [],
	recipientNumbers: [],
	invoice: "none",
	isElectronic: false,
} satisfies Partial<CustomsPlan>;

const TOO_MANY_LINES: Problem = {
	code: "order.too_many_customs_lines",
	field: "Sales order lines",
	message: `The order has more lines than the ${MAX_COMMODITIES} that customs papers take.`,
	remedy: "Split the order in Exact.",
};

function toCommodities(
	goods: CustomsGoods,
	dossier: OrderDossier,
): { commodity: PlannedCommodity; cents: bigint }[] {
	const { line, description, commodityCode, originCountry, unitPrice, weightGrams } = goods;
	return valueGoods({ quantity: line.quantity, unitPrice, weightGrams }).map((part) => ({
		cents: part.valueCents,
		commodity: {
			exactLineId: line.exactLineId,
			description: part.isLot ? `${lotOf(line, dossier)} ${description}` : description,
			partNumber: line.itemCode,
			quantity: part.pieces,
			weightGrams: part.weightGrams,
			unitValue: toDecimal(part.unitCents),
			value: toDecimal(part.valueCents),
			originCountry,
			commodityCode,
		},
	}));
}

/** What one lot is: `2.5 m`, or `1000 x` where the unit is not known. */
function lotOf({ exactLineId, quantity }: PlannedLine, { lines }: OrderDossier): string {
	const unit = lines.find((line) => line.exactLineId === exactLineId)?.unitCode?.trim() ?? "";
	return `${quantity} ${unit === "" ? "x" : unit}`;
}

function currencyOf({ header }: OrderDossier, isBorder: boolean, problems: Problem[]): string {
	const currency = header.currency ?? "EUR";
	if (isBorder && (header.currency === null || !isCustomsCurrency(currency))) {
		problems.push({
			code: "order.currency_unusable",
			field: "Sales order › Currency",
			message: `FedEx takes no customs value in ${header.currency ?? "an unknown currency"}.`,
			remedy: "Enter the order in another currency, such as EUR or USD.",
		});
	}
	return currency;
}

function incotermOf(
	{ header }: OrderDossier,
	{ customs }: DivisionSettings,
	problems: Problem[],
): string {
	const incoterm = header.incoterm ?? customs.incoterm;
	if (!INCOTERMS.has(incoterm)) {
		problems.push({
			code: "order.incoterm_unknown",
			field: "Sales order › Incoterm",
			message: `The order's incoterm ${incoterm} is none that FedEx prints.`,
			remedy: "Choose one such as DAP or DDP on the order, or none for the division's own.",
		});
	}
	return incoterm;
}

/** "Delivered duty paid" is the one rule under which the seller owes them. */
function dutiesPayorOf(incoterm: string): Payor {
	return incoterm === "DDP"
		? { by: "sender" }
		: { by: "recipient", accountNumber: null, country: null };
}
