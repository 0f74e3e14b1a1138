import { refusal } from "../../lib/errors.ts";
import { printFormatOf } from "../model/printing/route-print.ts";
import type { Change } from "../ports/changes.ts";
import { invalidField, requireFound } from "../refusals.ts";
import { deliverPrints, type PrintDeps } from "./deliver-prints.ts";

type Document = {
	id: string;
	shipmentId: string;
	attemptNumber: number;
	contentType: string;
	isPrintable: boolean;
};

/**
 * Another copy of a document out of a station, because a person asks for it.
 * @throws AppError `document.revoked`, `request.invalid` where the station has no printer for it
 */
export async function reprintDocument(
	document: Document,
	to: { stationId: string; copies: number },
	change: Change,
	deps: PrintDeps,
): Promise<void> {
	const station = requireFound(
		"print_station",
		to.stationId,
		await deps.stations.find(to.stationId),
	);
	if (!document.isPrintable) {
		throw refusal(
			"document.revoked",
			"This document is not printed: its shipment was voided or got another label, or FedEx's sandbox made it for a division that is not there to test with.",
		);
	}
	const format = printFormatOf(document.contentType);
	if (format === undefined || !station.formats.includes(format)) {
		throw invalidField({
			field: "documentId",
			message: `${station.name} prints ${station.formats.join(", ")}, and this document is ${format ?? document.contentType}.`,
			remedy: "Choose another station, or set the format for it.",
		});
	}
	const { shipmentId, attemptNumber } = document;
	await deps.prints.addCopies(document.id, { ...to, shipmentId, attemptNumber }, change);
	await deliverPrints({ shipmentId }, deps);
}
