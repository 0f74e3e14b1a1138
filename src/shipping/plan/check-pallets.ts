import type { Problem } from "../../lib/errors.ts";
import { FREIGHT_LIMITS, isPalletService } from "../model/facts/freight-services.ts";
import type { PlannedPackage } from "../model/shipment-plan.ts";

/** What a pallet needs beside what a parcel does: FedEx wants the size of each piece of freight, within its limits. */
export function checkPallets(
	service: string,
	packages: readonly PlannedPackage[],
	problems: Problem[],
): void {
	if (!isPalletService(service)) {
		return;
	}
	if (packages.some(({ dimensions }) => dimensions === null)) {
		problems.push({
			code: "package.dimensions_missing",
			field: "Division settings › Package types",
			message: `${service} needs length, width and height of each pallet.`,
			remedy: "Choose a package type with the pallet's size, in the settings of the division.",
		});
	}
	const { maxLengthCm, maxWidthCm, maxHeightCm } = FREIGHT_LIMITS;
	const isTooLarge = packages.some(
		({ dimensions }) =>
			dimensions !== null &&
			(dimensions.lengthCm > maxLengthCm ||
				dimensions.widthCm > maxWidthCm ||
				dimensions.heightCm > maxHeightCm),
	);
	if (isTooLarge) {
		problems.push({
			code: "package.too_large",
			field: "Division settings › Package types",
			message: `A pallet is larger than the ${maxLengthCm} × ${maxWidthCm} × ${maxHeightCm} cm that FedEx takes.`,
			remedy: "Use a smaller pallet, or ask FedEx to approve this one and ship it by hand.",
		});
	}
}
