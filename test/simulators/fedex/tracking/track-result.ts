import { toLocalTime } from "../local-time.ts";
import { cancelledAtOf, type ShipmentPiece, type ShipmentRecord } from "../shipment-record.ts";
import { findService } from "../tables/services.ts";
import { deliveryAtOf, scansUntil } from "./scans.ts";
import { derivedStateOf } from "./states.ts";
import type { Scan } from "./travel-plan.ts";

export type TrackMoment = { now: number; exceptionShare: number; hasScans: boolean };

/** Tracking knows some reference types by other names than Ship. */
const IDENTIFIER_TYPES: Record<string, string> = {
	DEPARTMENT_NUMBER: "DEPARTMENT",
	P_O_NUMBER: "PURCHASE_ORDER",
	INVOICE_NUMBER: "INVOICE",
};

export function identifierTypeOf(customerReferenceType: string): string {
	return IDENTIFIER_TYPES[customerReferenceType] ?? customerReferenceType;
}

export function toTrackResult(shipment: ShipmentRecord, piece: ShipmentPiece, moment: TrackMoment) {
	const scans = scansUntil(shipment, piece, moment);
	const latest = scans.at(-1);
	const service = findService(shipment.serviceType);
	const carrierCode = service?.category === "GROUND" ? "FDXG" : "FDXE";
	return {
		trackingNumberInfo: {
			trackingNumber: piece.trackingNumber,
			trackingNumberUniqueId: `${shipment.shipDate.replaceAll("-", "")}~${piece.trackingNumber}~FX`,
			carrierCode,
		},
		additionalTrackingInfo: {
			nickname: "",
			packageIdentifiers: shipment.references.map(({ customerReferenceType, value }) => ({
				type: identifierTypeOf(customerReferenceType),
				values: [value],
				trackingNumberUniqueId: "",
				carrierCode: "",
			})),
			hasAssociatedShipments: shipment.pieces.length > 1,
		},
		serviceDetail: { type: shipment.serviceType, description: service?.name, shortDescription: "" },
		shipperInformation: toPartyInformation(shipment.shipper),
		recipientInformation: toPartyInformation(shipment.recipient),
		packageDetails: {
			sequenceNumber: String(piece.sequenceNumber),
			count: String(shipment.pieces.length),
			packagingDescription: { type: shipment.packagingType },
			weightAndDimensions: {
				weight: [{ unit: piece.weight.units, value: String(piece.weight.value) }],
			},
		},
		latestStatusDetail: latest === undefined ? undefined : toLatestStatus(latest),
		dateAndTimes: toDates(shipment, scans, moment),
		...(moment.hasScans ? { scanEvents: scans.toReversed().map(toScanEvent) } : {}),
		...toDelivery(shipment, scans),
	};
}

function toLatestStatus(scan: Scan) {
	const derived = derivedStateOf(scan);
	const { code, description } = scan.exception ?? {};
	return {
		code: scan.code,
		derivedCode: derived.code,
		statusByLocale: derived.status,
		description: scan.description,
		scanLocation: toLocation(scan),
		...(code === undefined
			? {}
			: {
					ancillaryDetails: [
						{ reason: code, reasonDescription: description, action: "", actionDescription: "" },
					],
				}),
	};
}

function toScanEvent(scan: Scan) {
	const derived = derivedStateOf(scan);
	return {
		date: toLocalTime(scan.at, scan.countryCode),
		eventType: scan.code,
		eventDescription: scan.description,
		exceptionCode: scan.exception?.code ?? "",
		exceptionDescription: scan.exception?.description ?? "",
		scanLocation: toLocation(scan),
		locationType: scan.locationType,
		derivedStatusCode: derived.code,
		derivedStatus: derived.status,
	};
}

function toDates(shipment: ShipmentRecord, scans: Scan[], moment: TrackMoment) {
	const { countryCode } = shipment.recipient;
	const dates = [
		{ type: "SHIP", dateTime: `${shipment.shipDate}T00:00:00-06:00` },
		...scans
			.filter((scan) => scan.code === "PU" || scan.code === "DL")
			.map((scan) => ({
				type: scan.code === "PU" ? "ACTUAL_PICKUP" : "ACTUAL_DELIVERY",
				dateTime: toLocalTime(scan.at, scan.countryCode),
			})),
	];
	const plannedAt = deliveryAtOf(shipment, moment.exceptionShare);
	const isOpen = plannedAt !== undefined && plannedAt > moment.now;
	return isOpen && cancelledAtOf(shipment) === null
		? [...dates, { type: "ESTIMATED_DELIVERY", dateTime: toLocalTime(plannedAt, countryCode) }]
		: dates;
}

function toDelivery(shipment: ShipmentRecord, scans: Scan[]) {
	if (scans.at(-1)?.code !== "DL") {
		return {};
	}
	const attempts = scans.filter((scan) => scan.code === "DE").length;
	const receiver = shipment.recipient.personName || shipment.recipient.companyName;
	return {
		deliveryDetails: {
			receivedByName: receiver.slice(0, 12).toUpperCase(),
			deliveryAttempts: String(attempts),
			locationType: "RECEPTIONIST_OR_FRONT_DESK",
			actualDeliveryAddress: toAddress(shipment.recipient),
		},
		availableImages: [{ type: "SIGNATURE_PROOF_OF_DELIVERY", size: "LARGE" }],
	};
}

function toPartyInformation(party: ShipmentRecord["shipper"]) {
	return { contact: {}, address: toAddress(party) };
}

function toAddress({ city, countryCode }: { city: string; countryCode: string }) {
	return { city: city.toUpperCase(), countryCode, residential: false };
}

function toLocation(scan: Scan) {
	return toAddress(scan);
}
