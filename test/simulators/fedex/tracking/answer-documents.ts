import { z } from "zod";

import { invalidInput, type Outcome, refuse, refuseOne, succeed } from "../answers.ts";
import type { Caller } from "../guard.ts";
import { drawProofPdf } from "../labels/extra-pdf.ts";
import type { FedexTwinParts } from "../parts.ts";
import { scansUntil } from "./scans.ts";
import { isVisible, notFound } from "./visibility.ts";

const MAX_NUMBERS = 30;

const documentsSchema = z.object({
	trackDocumentDetail: z.object({
		documentType: z.enum(["SIGNATURE_PROOF_OF_DELIVERY"]),
		documentFormat: z.enum(["PDF"]).default("PDF"),
	}),
	trackDocumentSpecification: z
		.array(
			z.object({
				trackingNumberInfo: z.object({ trackingNumber: z.string().min(1) }),
				shipDateBegin: z.string().optional(),
				shipDateEnd: z.string().optional(),
				accountNumber: z.string().optional(),
			}),
		)
		.min(1)
		.max(MAX_NUMBERS),
});

/** A paper for each parcel that was delivered; one that was not has none, and neither has a foreign one. */
export async function answerDocuments(
	parts: FedexTwinParts,
	{ ids }: Caller,
	body: unknown,
): Promise<Outcome> {
	const parsed = documentsSchema.safeParse(body);
	if (!parsed.success) {
		const errors = [invalidInput("trackDocumentSpecification", "Needed: type and numbers.")];
		return refuse(ids, { status: 400, rule: "invalid-request", errors });
	}
	const { exceptionShare } = parts.settings.all();
	const moment = { now: parts.clock.now(), exceptionShare };
	const papers: string[] = [];
	for (const asked of parsed.data.trackDocumentSpecification) {
		const found = parts.shipments.findPiece(asked.trackingNumberInfo.trackingNumber);
		const dates = { begin: asked.shipDateBegin, end: asked.shipDateEnd };
		const isDelivered =
			found !== undefined &&
			isVisible(parts, found.shipment, dates) &&
			scansUntil(found.shipment, found.piece, moment).at(-1)?.code === "DL";
		if (!isDelivered) {
			return refuseOne(ids, { status: 400, rule: "no-document", ...notFound() });
		}
		papers.push(Buffer.from(await drawProofPdf(found.shipment)).toString("base64"));
	}
	return succeed(ids, {
		documentType: "SIGNATURE_PROOF_OF_DELIVERY",
		documentFormat: "PDF",
		document: papers,
	});
}
