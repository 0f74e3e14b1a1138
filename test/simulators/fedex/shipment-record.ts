import type { ImageType } from "./tables/label-stock.ts";

export type ShipmentParty = {
	personName: string;
	companyName: string;
	phoneNumber: string;
	streetLines: string[];
	city: string;
	stateOrProvinceCode: string;
	postalCode: string;
	countryCode: string;
};

export type ShipmentPiece = {
	trackingNumber: string;
	sequenceNumber: number;
	weight: { units: string; value: number };
	dimensions: { length: number; width: number; height: number; units: string } | null;
	cancelledAt: number | null;
};

/** How a shipment travels; `usual` leaves it to the settings' share of exceptions. */
export type ShipmentTravel = "usual" | "smooth" | "exception" | "returned" | "never-picked-up";

export type ShipmentRecord = {
	id: string;
	account: string;
	transactionId: string;
	customerTransactionId: string | null;
	createdAt: number;
	/** No courier takes it before. */
	readyAt: number;
	shipDate: string;
	serviceType: string;
	packagingType: string;
	paymentType: string;
	imageType: ImageType;
	stockType: string;
	/** Documents beside the labels that FedEx makes: second waybills, the invoice it was asked for. */
	hasAuxiliary: boolean;
	hasInvoice: boolean;
	shipper: ShipmentParty;
	recipient: ShipmentParty;
	references: { customerReferenceType: string; value: string }[];
	contents: string;
	pieces: ShipmentPiece[];
	netChargeCents: number;
	currency: string;
	travel: ShipmentTravel;
	/** A courier took it at this instant, whatever was planned. */
	pickedUpAt?: number;
	/** The close of a day at FedEx Ground that took it. */
	closedAs?: string;
};

export function masterNumberOf(shipment: ShipmentRecord): string {
	return shipment.pieces[0]?.trackingNumber ?? "";
}

export function referenceOf(shipment: ShipmentRecord): string {
	const found = shipment.references.find(
		(reference) => reference.customerReferenceType === "CUSTOMER_REFERENCE",
	);
	return found?.value ?? "";
}

/** The instant at which the last piece was cancelled; null while one is left. */
export function cancelledAtOf(shipment: ShipmentRecord): number | null {
	const instants = shipment.pieces.flatMap((piece) => piece.cancelledAt ?? []);
	return instants.length === shipment.pieces.length ? Math.max(...instants) : null;
}
