import type { Refusal } from "../answers.ts";
import type { PackageLineWire, RequestedShipmentWire } from "../ship-wire.ts";
import { findService } from "../tables/services.ts";

const MAX_LENGTHS: Record<string, number> = {
	CUSTOMER_REFERENCE: 40,
	DEPARTMENT_NUMBER: 30,
	INVOICE_NUMBER: 30,
	P_O_NUMBER: 30,
	INTRACOUNTRY_REGULATORY_REFERENCE: 30,
	RMA_ASSOCIATION: 20,
	SHIPMENT_INTEGRITY: 40,
};

const GROUND_CUSTOMER_REFERENCE_LENGTH = 30;

export function checkReferences(shipment: RequestedShipmentWire): Refusal[] {
	const lines = shipment.requestedPackageLineItems ?? [];
	const isGround = findService(shipment.serviceType ?? "")?.category === "GROUND";
	const found = lines.flatMap((line) => checkLine(line, isGround));
	if (new Set(lines.map(toText)).size > 1) {
		const code = "CUSTOMERREFERENCES.VALUE.MISMATCH";
		found.push({ code, message: "All packages take the same references." });
	}
	return found;
}

function checkLine(line: PackageLineWire, isGround: boolean): Refusal[] {
	return (line.customerReferences ?? []).flatMap(({ customerReferenceType: type = "", value }) => {
		const max = MAX_LENGTHS[type];
		if (max === undefined) {
			const code = "CUSTOMERREFERENCES.CUSTOMERREFERENCETYPE.INVALID";
			return [{ code, message: `Reference type ${type} is not known.` }];
		}
		const isShorter = isGround && type === "CUSTOMER_REFERENCE";
		const length = value?.length ?? 0;
		return length === 0 || length > (isShorter ? GROUND_CUSTOMER_REFERENCE_LENGTH : max)
			? [{ code: "VALUE.TOO.LONG", message: `Reference ${type} is missing or too long.` }]
			: [];
	});
}

function toText(line: PackageLineWire): string {
	return (line.customerReferences ?? [])
		.map((reference) => `${reference.customerReferenceType} ${reference.value}`)
		.toSorted()
		.join("\n");
}
