import type { Booking, CarrierDocument, RawAnswer } from "../shipping/model/shipment.ts";
import { readCharge } from "./charge.ts";
import { toDocument, toDocumentKind } from "./documents.ts";
import { labelMissing, unreadableAnswer } from "./errors.ts";
import { parseAnswer, shipAnswerSchema, type DocumentWire, type PieceWire } from "./schemas.ts";

/** Documents of the whole shipment, such as its invoice, belong to no piece. */
const WHOLE_SHIPMENT = 0;

type Piece = { wire: PieceWire; sequence: number };
type Paper = { wire: DocumentWire; document: CarrierDocument | undefined };

/**
 * Reads a 2xx of the create call. The shipment exists at FedEx then, so anything that can't be used is
 * `uncertain`: it has to be found and cancelled, not made again.
 * @throws AppError `fedex.answer_unreadable`, `fedex.label_missing`
 */
export function toBooking(
	answer: RawAnswer,
	{ isLabelledByPiece } = { isLabelledByPiece: true },
): Booking {
	const parsed = parseAnswer(shipAnswerSchema, answer.body);
	if (!parsed.ok) {
		throw unreadableAnswer("create", { status: answer.status, path: parsed.path });
	}
	const { transactionId, customerTransactionId, output } = parsed.value;
	const shipments = output.transactionShipments;
	const [shipment] = shipments;
	const told = shipments.flatMap((each) => each.pieceResponses);
	// One that is told twice is one: its number on two boxes would leave the other box without any.
	const pieces = inSequence(isLabelledByPiece ? onceEach(told) : told);
	const [first] = pieces;
	if (shipment === undefined || first === undefined) {
		throw labelMissing({ trackingNumber: shipment?.masterTrackingNumber ?? null });
	}
	const masterTrackingNumber =
		shipment.masterTrackingNumber ?? first.wire.masterTrackingNumber ?? first.wire.trackingNumber;
	const papers = [
		...pieces.flatMap(({ wire, sequence }) => toPapers(wire.packageDocuments, sequence)),
		...shipments.flatMap((each) => toPapers(each.shipmentDocuments, WHOLE_SHIPMENT)),
	];
	const documents = papers.flatMap((paper) => paper.document ?? []);
	const isWhole = isLabelledByPiece ? haveLabels(pieces, documents) : documents.length > 0;
	if (pieces.length < countPieces(answer.request) || !isWhole) {
		throw labelMissing({ trackingNumber: masterTrackingNumber });
	}
	return {
		transactionId,
		customerTransactionId,
		masterTrackingNumber,
		packages: pieces.map(({ wire, sequence }) => ({
			sequence,
			trackingNumber: wire.trackingNumber,
		})),
		charge: readCharge(shipment),
		documents,
		alerts: [
			...(output.alerts ?? []),
			...shipments.flatMap((each) => each.alerts ?? []),
			...papers.flatMap(alertWithoutBytes),
		],
	};
}

/**
 * The tracking numbers that can be made out in a text which is no whole answer, such as half of one. It answered our
 * own request, so they are ours to cancel.
 */
export function findTrackingNumbers(body: string): string[] {
	const found = body.matchAll(/"(?:masterTrackingNumber|trackingNumber)"\s*:\s*"(\d{8,40})"/g);
	return [...new Set(Array.from(found, ([, number]) => number ?? ""))];
}

function onceEach(wires: readonly PieceWire[]): PieceWire[] {
	const isFirst = ({ trackingNumber }: PieceWire, at: number) =>
		wires.findIndex((wire) => wire.trackingNumber === trackingNumber) === at;
	return wires.filter(isFirst);
}

/** Pieces by their number; FedEx's numbers count only where they tell all pieces apart. */
function inSequence(wires: readonly PieceWire[]): Piece[] {
	const numbers = wires.flatMap((wire) => wire.packageSequenceNumber ?? []);
	const isNumbered = new Set(numbers).size === wires.length;
	return wires
		.map((wire, at) => ({
			wire,
			sequence: isNumbered ? (wire.packageSequenceNumber ?? at + 1) : at + 1,
		}))
		.toSorted((left, right) => left.sequence - right.sequence);
}

function toPapers(wires: readonly DocumentWire[], sequence: number): Paper[] {
	return wires.map((wire) => ({ wire, document: toDocument(wire, sequence) }));
}

function haveLabels(pieces: readonly Piece[], documents: readonly CarrierDocument[]): boolean {
	const labelled = new Set(
		documents
			.filter((document) => document.kind === "label")
			.map((document) => document.packageSequence),
	);
	return pieces.every((piece) => labelled.has(piece.sequence));
}

/** A paper that has no bytes must not vanish unseen: there is no second chance to fetch it. */
function alertWithoutBytes({ wire, document }: Paper): Booking["alerts"] {
	return document === undefined
		? [
				{
					code: "fedex.document_missing",
					message: `FedEx named a document without sending it: ${toDocumentKind(wire.contentType)}`,
				},
			]
		: [];
}

/** How many pieces were asked for; 0 when the request can't be read any more. */
function countPieces(request: string): number {
	try {
		const { requestedShipment } = JSON.parse(request) as {
			requestedShipment?: { totalPackageCount?: number };
		};
		return requestedShipment?.totalPackageCount ?? 0;
	} catch {
		// The answer alone has to do.
		return 0;
	}
}
