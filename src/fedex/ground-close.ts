import { z } from "zod";

import { isAppError, refusal } from "../lib/errors.ts";
import type { HttpAnswer } from "../lib/http.ts";
import type { CarrierDocument } from "../shipping/model/shipment.ts";
import type { GroundCloseDesk } from "../shipping/ports/carrier.ts";
import { callDesk, type DeskDeps } from "./desk-call.ts";
import { toDocument, toDocumentKind } from "./documents.ts";
import { type FedexOperation, unreadableAnswer } from "./errors.ts";
import { parseAnswer } from "./schemas.ts";

const PATH = "/ship/v1/endofday/";

const TEXT = { extension: "txt", contentType: "text/plain; charset=utf-8" };

const closeAnswerSchema = z.object({
	output: z.object({
		closeDocuments: z
			.array(
				z.object({
					type: z.string().default("MANIFEST"),
					parts: z.array(z.object({ image: z.string().optional() })).default([]),
				}),
			)
			.default([]),
	}),
});

/** Ground's end of the day (FedEx's contract of the close, read 2026-11: the slash at the end belongs to it). */
export function createGroundCloseDesk(deps: DeskDeps): GroundCloseDesk {
	const shared = {
		accountNumber: { value: deps.accountNumber },
		groundServiceCategory: "GROUND",
		// The other report, OP_950, is for dangerous goods, which are not shipped here.
		closeDocumentSpecification: { closeDocumentTypes: ["MANIFEST"] },
	};
	return {
		async close(day) {
			const answer = await callDesk(deps, {
				name: "ground-close",
				operation: "create",
				method: "PUT",
				path: PATH,
				body: { ...shared, closeReqType: "GCDR", closeDate: day },
				isAnswer: isNotFound,
			}).catch((error: unknown) => {
				throw isAppError(error) && error.disposition === "refuse"
					? refused(error.context["vendorCode"])
					: error;
			});
			if (isNotFound(answer)) {
				throw refused("NOT.FOUND");
			}
			return readPapers("create", answer);
		},

		async reprint(trackingNumber) {
			const answer = await callDesk(deps, {
				name: "ground-close-reprint",
				operation: "read",
				method: "POST",
				path: PATH,
				body: {
					...shared,
					closeReqType: "RGCDR",
					reprintOption: "BY_TRACKING_NUMBER",
					trackingNumber,
				},
				isAnswer: isNotFound,
			}).catch((error: unknown) => {
				// A number that no close has taken is refused by its data.
				if (isAppError(error) && error.disposition === "refuse") {
					return undefined;
				}
				throw error;
			});
			return answer === undefined || isNotFound(answer) ? undefined : readPapers("read", answer);
		},
	};
}

/** The contract has it for what was not there to close; elsewhere it means that the operation is gone. */
function isNotFound({ status }: HttpAnswer): boolean {
	return status === 404;
}

function readPapers(operation: FedexOperation, answer: HttpAnswer): CarrierDocument[] {
	const parsed = parseAnswer(closeAnswerSchema, answer.body);
	if (!parsed.ok) {
		throw unreadableAnswer(operation, { status: answer.status, path: parsed.path });
	}
	return parsed.value.output.closeDocuments.flatMap(({ type, parts }) =>
		parts.flatMap(({ image }) => {
			const paper = toDocument({ contentType: type, ...(image && { encodedLabel: image }) }, 0);
			// The manifest comes as text, which no first bytes tell.
			return paper === undefined
				? []
				: [
						{
							...paper,
							...(paper.extension === "bin" ? TEXT : {}),
							kind: type === "MANIFEST" ? "ground-manifest" : toDocumentKind(type),
						},
					];
		}),
	);
}

function refused(vendorCode: unknown) {
	return refusal(
		"ground_close.refused",
		`FedEx refuses to close the day (${String(vendorCode ?? "without a code")}). If it was closed at FedEx by other means, nothing is left to do; else check that the account has Ground.`,
	);
}
