import type { Problem } from "../../lib/errors.ts";
import type { EnteredPackage } from "../model/entered-packages.ts";
import type { PackageType, Packing } from "../model/settings/packing.ts";
import type { PlannedLine, PlannedPackage } from "../model/shipment-plan.ts";
import { fillBoxes, heaviestUnitGrams, isParted } from "./fill-boxes.ts";
import { heaviestPackageGrams, isSinglePackage, MAX_PACKAGES } from "./package-limits.ts";
import { dimensionsOf, readEnteredPackages } from "./read-entered-packages.ts";

export type PackingTask = {
	lines: readonly PlannedLine[];
	/** What a person entered for this shipment; undefined or null leaves it to the settings. */
	entered?: readonly EnteredPackage[] | null | undefined;
	packing: Packing;
	/** Code of the package type that the rule wants; null leaves it to the division. */
	packageType: string | null;
	service: string;
	/** The rule's. */
	packaging: string;
	/** Country that the goods leave from. */
	from: string;
};

type Packed = { packages: PlannedPackage[]; packaging: string };

/**
 * What goes into which box: as a person entered it, else by the lightest of the limits that FedEx, the division and
 * the box itself have. What fits into none is a problem, and so is what FedEx does not take as one shipment.
 */
export function packParcels(task: PackingTask, problems: Problem[]): Packed {
	const { entered } = task;
	const isEntered = entered !== undefined && entered !== null && entered.length > 0;
	const packed = isEntered
		? readEnteredPackages(entered, task, problems)
		: { packages: computePackages(task, problems), packaging: task.packaging };
	if (isEntered) {
		problems.push(...findTooHeavy(packed, task));
	}
	if (packed.packages.length > MAX_PACKAGES) {
		problems.push(tooMany());
	}
	if (packed.packages.length > 1 && isSinglePackage(packed.packaging)) {
		problems.push({
			code: "package.single_only",
			field: "Sales order › Shipping method",
			message: `The goods need ${packed.packages.length} packages, and FedEx takes one ${packed.packaging} a shipment.`,
			remedy: "Map the shipping method to another packaging, or split the order in Exact.",
		});
	}
	return packed;
}

function computePackages(task: PackingTask, problems: Problem[]): PlannedPackage[] {
	const { lines, packing } = task;
	problems.push(...findUnknownType(task));
	const type = findType(task);
	const emptyGrams = type?.emptyGrams ?? 0;
	const maxGrams = maxGramsOf(task, type);
	const room = maxGrams - emptyGrams;
	if (type !== undefined && room < 1) {
		problems.push({
			code: "package.type_too_heavy",
			field: `Division settings › Package type ${type.code}`,
			message: `The empty package weighs ${kilos(emptyGrams)}, and a full one may weigh ${kilos(maxGrams)}.`,
			remedy: "Correct the package type's weights.",
		});
		return [];
	}
	const tooHeavy = lines.filter((line) => heaviestUnitGrams(line) > room);
	problems.push(...tooHeavy.map((line) => unitTooHeavy(line, room)));
	const boxes = fillBoxes(
		lines.filter((line) => !tooHeavy.includes(line)),
		{
			grams: room,
			units: packing.maxUnitsPerPackage ?? Number.POSITIVE_INFINITY,
			boxes: MAX_PACKAGES,
		},
	);
	if (boxes === undefined) {
		problems.push(tooMany());
	}
	return (boxes ?? []).map((box, at) => ({
		sequence: at + 1,
		weightGrams: box.goodsGrams + emptyGrams,
		type: type?.code ?? null,
		dimensions: dimensionsOf(type),
		contents: box.contents,
	}));
}

/** The rule's choice, or the division's, where it is of the rule's packaging; else the first that is. */
function findType({ packing, packageType, packaging }: PackingTask): PackageType | undefined {
	const fitting = packing.packageTypes.filter((type) => type.packaging === packaging);
	const chosen = fitting.find((type) => type.code === (packageType ?? packing.packageType));
	// Nobody said which of the division's own boxes it is, so none is declared.
	return chosen ?? (packaging === "YOUR_PACKAGING" ? undefined : fitting[0]);
}

/** A rule outlives the package types of the division. */
function findUnknownType({ packing, packageType }: PackingTask): Problem[] {
	return packageType === null || packing.packageTypes.some(({ code }) => code === packageType)
		? []
		: [
				{
					code: "package.type_unknown",
					field: "Division settings › Services › Package type",
					message: `The rule for this order names package type ${packageType}, and the division has none of that code.`,
					remedy: "Add the package type to the division's settings, or give the rule another one.",
				},
			];
}

function maxGramsOf(
	{ packing, packaging, service, from }: PackingTask,
	type?: PackageType,
): number {
	return Math.min(
		heaviestPackageGrams(packaging, service, from),
		// The division's limit is for boxes that have none of their own.
		type?.maxGrams ?? packing.maxPackageGrams ?? Number.POSITIVE_INFINITY,
	);
}

function unitTooHeavy(line: PlannedLine, room: number): Problem {
	const item = line.itemCode ?? "(no item)";
	const weight = kilos(heaviestUnitGrams(line));
	const what = isParted(line)
		? `one piece of item ${item} weighs ${weight}`
		: `${line.quantity} of item ${item} can't be parted and weighs ${weight}`;
	return {
		code: "package.too_heavy",
		field: "Item › Gross weight",
		message: `Line ${line.lineNumber}: ${what}, and the goods in one package may weigh ${kilos(room)}.`,
		remedy: `Correct the weight of item ${item}, raise the division's limit, or choose a service for heavier packages.`,
	};
}

/** Whoever entered a weight knows the box; only FedEx's own limit still counts. */
function findTooHeavy({ packages, packaging }: Packed, { service, from }: PackingTask): Problem[] {
	const limit = heaviestPackageGrams(packaging, service, from);
	return packages
		.filter((piece) => piece.weightGrams > limit)
		.map((piece) => ({
			code: "package.entered_too_heavy",
			field: "Order › Packages",
			message: `Package ${piece.sequence} weighs ${kilos(piece.weightGrams)}, and FedEx takes ${kilos(limit)} in one package of this service.`,
			remedy: "Enter lighter packages, or choose a service for heavier ones.",
		}));
}

function tooMany(): Problem {
	return {
		code: "package.too_many",
		field: "Sales order lines",
		message: `The goods need more than ${MAX_PACKAGES} packages, and FedEx takes no more in one shipment.`,
		remedy: "Split the order in Exact, or let the division pack more into a package.",
	};
}

function kilos(grams: number): string {
	return `${grams / 1_000} kg`;
}
