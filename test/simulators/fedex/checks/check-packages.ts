import type { Refusal } from "../answers.ts";
import type { PackageLineWire, RequestedShipmentWire } from "../ship-wire.ts";
import {
	findMaxKilograms,
	findSinglePieceCode,
	FREIGHT_MAX_KILOGRAMS,
	GROUND_MAX_KILOGRAMS,
	KILOGRAMS_PER_POUND,
} from "../tables/packaging.ts";
import { findService } from "../tables/services.ts";
import { checkDimensions } from "./check-dimensions.ts";

/** More pieces than this are made in a job; more than the larger number are not made at all. */
export const MAX_PIECES_AT_ONCE = 40;
const MAX_PIECES = 300;

export function checkPackages(shipment: RequestedShipmentWire, isJobAllowed = false): Refusal[] {
	const lines = shipment.requestedPackageLineItems ?? [];
	const found = [
		...checkCount(shipment, lines, isJobAllowed),
		...lines.flatMap((line) => [...checkWeight(shipment, line), ...checkDimensions(line)]),
	];
	if (new Set(lines.map((line) => line.weight?.units)).size > 1) {
		found.push({ code: "WEIGHT.UNIT.MISMATCH", message: "All weights take the same unit." });
	}
	if (new Set(lines.flatMap((line) => line.dimensions?.units ?? [])).size > 1) {
		found.push({
			code: "DIMENSIONS.UNITS.MISMATCH",
			message: "All dimensions take the same unit.",
		});
	}
	if (new Set(lines.map(signatureOf)).size > 1) {
		const code = "SPECIALSERVICETYPES.SIGNATUREOPTION.MISMATCH";
		found.push({ code, message: "All pieces take the same signature option." });
	}
	return found;
}

export function countPieces(lines: PackageLineWire[]): number {
	return lines.reduce((count, line) => count + (line.groupPackageCount ?? 1), 0);
}

function checkCount(
	shipment: RequestedShipmentWire,
	lines: PackageLineWire[],
	isJobAllowed: boolean,
): Refusal[] {
	const pieces = countPieces(lines);
	const found: Refusal[] = [];
	if (lines.some((line) => (line.groupPackageCount ?? 1) < 1)) {
		const code = "REQUESTEDPACKAGELINEITEM.GROUPPACKAGECOUNT.INVALIDLENGTH";
		found.push({ code, message: "A group has at least one package." });
	}
	if (pieces > MAX_PIECES) {
		const code = "PACKAGECOUNT.EXCEEDS.MAXIMUM";
		found.push({ code, message: `More than ${MAX_PIECES} packages.` });
	} else if (pieces > MAX_PIECES_AT_ONCE && !isJobAllowed) {
		const code = "REQUESTEDSHIPMENT.REQUESTEDPACKAGELINEITEMS.EXCEEDS";
		const message = `More than ${MAX_PIECES_AT_ONCE} packages without allowing a job.`;
		found.push({ code, message });
	}
	if (shipment.totalPackageCount !== undefined && shipment.totalPackageCount < pieces) {
		const code = "REQUESTEDSHIPMENT.REQUESTEDPACKAGELINEITEMS.LIMITEXCEEDED";
		found.push({ code, message: "More packages than the total package count." });
	}
	const numbers = lines.flatMap((line) => line.sequenceNumber ?? []);
	if (new Set(numbers).size < numbers.length) {
		const code = "REQUESTEDPACKAGELINEITEMS.SEQUENCENUMBER.DUPLICATE";
		found.push({ code, message: "A sequence number occurs twice." });
	}
	const singlePieceCode = findSinglePieceCode(shipment.packagingType ?? "");
	if (singlePieceCode !== undefined && pieces > 1) {
		found.push({ code: singlePieceCode, message: "This packaging takes one package a shipment." });
	}
	return found;
}

function checkWeight(shipment: RequestedShipmentWire, line: PackageLineWire): Refusal[] {
	const { units, value } = line.weight ?? {};
	if (value === undefined) {
		return [{ code: "WEIGHT.VALUE.REQUIRED", message: "A package has no weight." }];
	}
	if (!(value > 0) || !hasTwoDecimals(value)) {
		return [{ code: "WEIGHT.VALUE.INVALID", message: "A weight is above 0, with two decimals." }];
	}
	if (units !== "KG" && units !== "LB") {
		const code = "REQUESTEDPACKAGELINEITEMS.WEIGHTUNITS.INVALID";
		return [{ code, message: "A weight is in KG or LB." }];
	}
	const category = findService(shipment.serviceType ?? "")?.category;
	if (units === "KG" && category !== "GROUND" && isInsideUs(shipment)) {
		return [{ code: "WEIGHT.UNITS.INVALID", message: "Express inside the US is weighed in LB." }];
	}
	const kilograms = units === "KG" ? value : value * KILOGRAMS_PER_POUND;
	return kilograms > maxKilograms(shipment) + 0.05
		? [
				{
					code: "PACKAGINGTYPE.LIMIT.EXCEEDED",
					message: "A package is too heavy for this packaging.",
				},
			]
		: [];
}

function maxKilograms(shipment: RequestedShipmentWire): number {
	const category = findService(shipment.serviceType ?? "")?.category;
	if (category === "EXPRESS_FREIGHT") {
		return FREIGHT_MAX_KILOGRAMS;
	}
	const byPackaging = findMaxKilograms(shipment.packagingType ?? "") ?? Number.POSITIVE_INFINITY;
	return category === "GROUND" ? Math.min(byPackaging, GROUND_MAX_KILOGRAMS) : byPackaging;
}

function isInsideUs({ shipper, recipients }: RequestedShipmentWire): boolean {
	return [shipper, recipients?.[0]].every((party) => party?.address?.countryCode === "US");
}

function signatureOf(line: PackageLineWire): string {
	return line.packageSpecialServices?.signatureOptionType ?? "SERVICE_DEFAULT";
}

export function hasTwoDecimals(value: number): boolean {
	return Math.abs(value * 100 - Math.round(value * 100)) < 1e-6;
}
