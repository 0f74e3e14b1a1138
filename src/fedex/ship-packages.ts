import type {
	Dimensions,
	PlannedPackage,
	ServiceOptions,
} from "../shipping/model/shipment-plan.ts";
import type { ReferenceBody } from "./ship-references.ts";
import { toHundredths, toWeightBody, type WeightBody, type WeightUnit } from "./weights.ts";

const CENTIMETRES_PER_INCH = 2.54;

type DimensionsBody = { length: number; width: number; height: number; units: "CM" | "IN" };

export type PackageBody = {
	sequenceNumber: number;
	weight: WeightBody;
	dimensions?: DimensionsBody;
	customerReferences: ReferenceBody[];
	packageSpecialServices?: {
		specialServiceTypes: ["SIGNATURE_OPTION"];
		signatureOptionType: string;
	};
};

/** One piece. FedEx refuses pieces of one shipment whose references or signature options differ. */
export function toPackageBody(
	piece: PlannedPackage,
	shared: { units: WeightUnit; references: ReferenceBody[]; options: ServiceOptions },
): PackageBody {
	const { units, references, options } = shared;
	return {
		sequenceNumber: piece.sequence,
		weight: toWeightBody(toHundredths(piece.weightGrams, units), units),
		...(piece.dimensions === null ? {} : { dimensions: toDimensionsBody(piece.dimensions, units) }),
		customerReferences: references,
		...(options.signature === null
			? {}
			: {
					packageSpecialServices: {
						specialServiceTypes: ["SIGNATURE_OPTION"],
						signatureOptionType: options.signature,
					},
				}),
	};
}

/** Whole numbers, since FedEx cuts off decimals; centimetres go with kilograms, inches with pounds. */
function toDimensionsBody(dimensions: Dimensions, weightUnits: WeightUnit): DimensionsBody {
	const to = (cm: number) =>
		weightUnits === "KG" ? cm : Math.max(1, Math.ceil(cm / CENTIMETRES_PER_INCH));
	return {
		length: to(dimensions.lengthCm),
		width: to(dimensions.widthCm),
		height: to(dimensions.heightCm),
		units: weightUnits === "KG" ? "CM" : "IN",
	};
}
