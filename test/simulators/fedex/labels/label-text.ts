import type { ShipmentParty, ShipmentPiece, ShipmentRecord } from "../shipment-record.ts";
import { findService } from "../tables/services.ts";

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];

const REFERENCE_NAMES: Record<string, string> = {
	CUSTOMER_REFERENCE: "REF",
	INVOICE_NUMBER: "INV",
	P_O_NUMBER: "PO",
	DEPARTMENT_NUMBER: "DEPT",
	RMA_ASSOCIATION: "RMA",
};

/** What stands on a label, whatever draws it. */
export type LabelText = {
	from: string[];
	to: string[];
	toCountry: string;
	facts: string[];
	references: string[];
	service: string;
	piece: string;
	trackingNumber: string;
	spacedNumber: string;
	master: string;
};

export function toLabelText(shipment: ShipmentRecord, piece: ShipmentPiece): LabelText {
	const { trackingNumber, sequenceNumber, weight, dimensions } = piece;
	const master = shipment.pieces[0]?.trackingNumber ?? trackingNumber;
	return {
		from: toLines(shipment.shipper),
		to: toLines(shipment.recipient),
		toCountry: shipment.recipient.countryCode,
		facts: [
			`SHIP DATE: ${toLabelDate(shipment.shipDate)}`,
			`WEIGHT: ${weight.value.toFixed(2)} ${weight.units}`,
			...(dimensions === null
				? []
				: [
						`DIMS: ${dimensions.length}x${dimensions.width}x${dimensions.height} ${dimensions.units}`,
					]),
			`ACCT: ${shipment.account}`,
			`BILL ${shipment.paymentType}`,
		],
		references: shipment.references.map(
			({ customerReferenceType, value }) =>
				`${REFERENCE_NAMES[customerReferenceType] ?? "REF"}: ${value}`,
		),
		service: findService(shipment.serviceType)?.name ?? shipment.serviceType,
		piece: `${sequenceNumber} of ${shipment.pieces.length}`,
		trackingNumber,
		spacedNumber: toSpaced(trackingNumber),
		master: master === trackingNumber ? "" : `MASTER ${toSpaced(master)}`,
	};
}

function toLines(party: ShipmentParty): string[] {
	const state = party.stateOrProvinceCode;
	const place =
		party.countryCode === "US"
			? `${party.city}, ${state} ${party.postalCode}`
			: `${party.postalCode} ${party.city}`;
	return [
		party.personName,
		party.companyName,
		...party.streetLines,
		place.trim(),
		`${party.countryCode}   TEL ${party.phoneNumber}`,
	].filter((line) => line !== "");
}

function toLabelDate(date: string): string {
	const [year = "", month = "", day = ""] = date.split("-");
	return `${day}${MONTHS[Number(month) - 1] ?? ""}${year.slice(2)}`;
}

function toSpaced(trackingNumber: string): string {
	return trackingNumber.replaceAll(/(\d{4})(?=\d)/g, "$1 ");
}
