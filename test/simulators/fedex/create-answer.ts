import { toAlerts } from "./alerts.ts";
import { toBase64, drawDocument, type DocumentKind } from "./labels/documents.ts";
import type { ShipRequestWire } from "./ship-wire.ts";
import { masterNumberOf, type ShipmentPiece, type ShipmentRecord } from "./shipment-record.ts";
import { findService } from "./tables/services.ts";

/** Where documents are fetched from when the caller asked for addresses, and the whole request. */
export type AnswerFacts = { origin: string; request: ShipRequestWire };

type WireDocument = Record<string, unknown>;

/** What FedEx answers to a create call. */
export async function toCreateOutput(shipment: ShipmentRecord, facts: AnswerFacts) {
	const service = findService(shipment.serviceType);
	const alerts = toAlerts(shipment);
	const documents = await toShipmentDocuments(shipment, facts);
	const pieces: unknown[] = [];
	for (const piece of shipment.pieces) {
		pieces.push(await toPieceResponse(shipment, piece, facts));
	}
	return {
		transactionShipments: [
			{
				serviceType: shipment.serviceType,
				shipDatestamp: shipment.shipDate,
				serviceCategory: service?.category,
				serviceName: service?.name,
				masterTrackingNumber: masterNumberOf(shipment),
				...(documents.length === 0 ? {} : { shipmentDocuments: documents }),
				pieceResponses: pieces,
				...(alerts.length === 0 ? {} : { alerts }),
				completedShipmentDetail: toCompletedDetail(shipment),
			},
		],
	};
}

async function toPieceResponse(shipment: ShipmentRecord, piece: ShipmentPiece, facts: AnswerFacts) {
	const isMaster = piece.sequenceNumber === 1;
	const auxiliary =
		isMaster && shipment.hasAuxiliary
			? [await toWireDocument(shipment, { kind: "AUXILIARY", piece, facts })]
			: [];
	return {
		masterTrackingNumber: masterNumberOf(shipment),
		trackingNumber: piece.trackingNumber,
		packageSequenceNumber: piece.sequenceNumber,
		serviceCategory: findService(shipment.serviceType)?.category,
		netChargeAmount: isMaster ? shipment.netChargeCents / 100 : 0,
		baseRateAmount: isMaster ? shipment.netChargeCents / 100 : 0,
		netDiscountAmount: 0,
		additionalChargesDiscount: 0,
		currency: shipment.currency,
		...(shipment.references.length === 0 ? {} : { customerReferences: shipment.references }),
		packageDocuments: [
			await toWireDocument(shipment, { kind: "LABEL", piece, facts }),
			...auxiliary,
		],
	};
}

async function toShipmentDocuments(
	shipment: ShipmentRecord,
	facts: AnswerFacts,
): Promise<WireDocument[]> {
	const [piece] = shipment.pieces;
	const documents: WireDocument[] = [];
	if (piece !== undefined && shipment.hasInvoice) {
		documents.push(await toWireDocument(shipment, { kind: "COMMERCIAL_INVOICE", piece, facts }));
	}
	const merge = facts.request.mergeLabelDocOption ?? "LABELS_AND_DOCS";
	if (piece !== undefined && isByAddress(facts) && merge !== "NONE") {
		const contentType = merge === "LABELS_ONLY" ? "MERGED_LABELS_ONLY" : "MERGED_LABEL_DOCUMENTS";
		const merged = await toWireDocument(shipment, { kind: "MERGED", piece, facts });
		documents.push({ ...merged, contentType });
	}
	return documents;
}

async function toWireDocument(
	shipment: ShipmentRecord,
	document: { kind: DocumentKind; piece: ShipmentPiece; facts: AnswerFacts },
): Promise<WireDocument> {
	const { kind, piece, facts } = document;
	const described = {
		contentType: kind,
		docType: kind === "LABEL" ? shipment.imageType : "PDF",
		copiesToPrint: kind === "COMMERCIAL_INVOICE" ? 3 : 1,
		trackingNumber: piece.trackingNumber,
	};
	if (isByAddress(facts)) {
		const path = `/document/v1/cache/retrieve/${shipment.id}/${piece.trackingNumber}_${kind}`;
		return { ...described, url: `${facts.origin}${path}` };
	}
	const drawn = await drawDocument(shipment, kind, piece);
	return { ...described, encodedLabel: toBase64(drawn.bytes) };
}

function isByAddress({ request }: AnswerFacts): boolean {
	return request.labelResponseOptions === "URL_ONLY";
}

function toCompletedDetail(shipment: ShipmentRecord) {
	const service = findService(shipment.serviceType);
	const isInside = shipment.shipper.countryCode === shipment.recipient.countryCode;
	const netCharge = shipment.netChargeCents / 100;
	const trackingIdType = service?.category === "GROUND" ? "GROUND" : "FEDEX";
	const toId = (trackingNumber: string) => ({ trackingIdType, formId: "0430", trackingNumber });
	return {
		usDomestic: isInside && shipment.shipper.countryCode === "US",
		carrierCode: service?.category === "GROUND" ? "FDXG" : "FDXE",
		packagingDescription: shipment.packagingType,
		masterTrackingId: toId(masterNumberOf(shipment)),
		serviceDescription: { serviceType: shipment.serviceType, description: service?.name },
		operationalDetail: {
			countryCode: shipment.recipient.countryCode,
			postalCode: shipment.recipient.postalCode,
			transitTime: `${service?.transitDays ?? 1}_DAYS`,
		},
		shipmentRating: {
			actualRateType: "PAYOR_ACCOUNT_SHIPMENT",
			shipmentRateDetails: [
				{
					rateType: "PAYOR_ACCOUNT_SHIPMENT",
					currency: shipment.currency,
					totalBaseCharge: netCharge,
					totalNetCharge: netCharge,
					totalNetFedExCharge: netCharge,
					totalSurcharges: 0,
				},
			],
		},
		completedPackageDetails: shipment.pieces.map((piece) => ({
			sequenceNumber: piece.sequenceNumber,
			trackingIds: [toId(piece.trackingNumber)],
			groupNumber: 0,
		})),
	};
}
