import type { Problem } from "../../lib/errors.ts";
import type { EnteredPackage } from "../model/entered-packages.ts";
import { roundQuantity } from "../model/quantities.ts";
import type { PackageType, Packing } from "../model/settings/packing.ts";
import type { PlannedLine, PlannedPackage } from "../model/shipment-plan.ts";

type Goods = Pick<PlannedLine, "exactLineId" | "quantity">;

/** Where a person enters packages; the problems below name it as their field. */
const FIELD = "Order › Packages";

/**
 * The packages as a person entered them. Their weights are what the scales said, so nothing is added; what they are
 * said to hold must be what is left of the order, to the piece. The packaging is that of their types, else the rule's.
 */
export function readEnteredPackages(
	entered: readonly EnteredPackage[],
	{ lines, packing, packaging }: { lines: readonly Goods[]; packing: Packing; packaging: string },
	problems: Problem[],
): { packages: PlannedPackage[]; packaging: string } {
	const types = new Map(packing.packageTypes.map((type) => [type.code, type]));
	problems.push(...findUnknownTypes(entered, types), ...findOtherContents(entered, lines));
	const packagings = new Set(
		entered.map(({ type }) =>
			type === null ? packaging : (types.get(type)?.packaging ?? packaging),
		),
	);
	if (packagings.size > 1) {
		problems.push({
			code: "package.packaging_mixed",
			field: FIELD,
			message: `The packages are of different FedEx packaging (${[...packagings].join(", ")}), and a shipment has one.`,
			remedy: "Enter packages of one packaging, or split the order.",
		});
	}
	const packages = entered.map((one, at) => ({
		sequence: at + 1,
		weightGrams: one.weightGrams,
		type: one.type,
		dimensions: one.dimensions ?? dimensionsOf(one.type === null ? undefined : types.get(one.type)),
		contents: one.contents ?? [],
	}));
	const [only] = packagings;
	return { packages, packaging: only ?? packaging };
}

export function dimensionsOf(type: PackageType | undefined): PlannedPackage["dimensions"] {
	if (type === undefined) {
		return null;
	}
	const { lengthCm, widthCm, heightCm } = type;
	return { lengthCm, widthCm, heightCm };
}

function findUnknownTypes(
	entered: readonly EnteredPackage[],
	types: ReadonlyMap<string, PackageType>,
): Problem[] {
	const unknown = new Set(
		entered.flatMap(({ type }) => (type === null || types.has(type) ? [] : [type])),
	);
	return Array.from(unknown, (type) => ({
		code: "package.type_unknown",
		field: FIELD,
		message: `There is no package type ${type} in the division's settings.`,
		remedy: "Add it to the settings, or enter the packages again.",
	}));
}

/** Where one package says what is in it all have to, or nobody could tell what is in the others. */
function findOtherContents(entered: readonly EnteredPackage[], lines: readonly Goods[]): Problem[] {
	if (entered.every(({ contents }) => contents === null)) {
		return [];
	}
	const left = new Map(lines.map((line) => [line.exactLineId, line.quantity]));
	for (const { exactLineId, quantity } of entered.flatMap(({ contents }) => contents ?? [])) {
		left.set(exactLineId, roundQuantity((left.get(exactLineId) ?? 0) - quantity));
	}
	const isEmpty = entered.some(({ contents }) => contents === null || contents.length === 0);
	if (!isEmpty && [...left.values()].every((quantity) => quantity === 0)) {
		return [];
	}
	return [
		{
			code: "package.contents_differ",
			field: FIELD,
			message: "The packages that were entered do not hold exactly what is left of the order.",
			remedy: "Enter what is in each package again, or go back to computed packages.",
		},
	];
}
