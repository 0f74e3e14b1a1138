import { z } from "zod";

import { addDays } from "../lib/days.ts";
import { fromBase64 } from "../lib/encoding.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import type { TrackedNumber } from "../shipping/ports/carrier.ts";
import type { ProofDesk } from "../shipping/ports/proofs.ts";
import { unreadableAnswer } from "./errors.ts";
import { parseAnswer } from "./schemas.ts";
import { askTrack, type TrackCallDeps } from "./track-call.ts";

/**
 * Track's specification calls the files `document`; pages about it say `documents`. Both are read.
 * https://developer.fedex.com/api/en-us/catalog/track/docs.html (checked 2026-11)
 */
const FILE_MEMBERS = ["document", "documents"] as const;

const answerSchema = z.object({
	output: z.object({
		[FILE_MEMBERS[0]]: z.array(z.string()).optional(),
		[FILE_MEMBERS[1]]: z.array(z.string()).optional(),
	}),
});

const DAYS_BEFORE = 3;
const DAYS_AFTER = 30;

/** Proofs of delivery. With the account's number FedEx shows the whole signature. */
export function createProofDesk(deps: TrackCallDeps & { accountNumber: string }): ProofDesk {
	return {
		async fetchProofs(numbers) {
			const answer = await askTrack(deps, {
				operation: "track-documents",
				path: "/track/v1/trackingdocuments",
				body: toProofBody(numbers, deps.accountNumber),
				asked: numbers.length,
			});
			const parsed = parseAnswer(answerSchema, answer.body);
			if (!parsed.ok) {
				throw unreadableAnswer("read", { status: answer.status, path: parsed.path });
			}
			const files = FILE_MEMBERS.flatMap((member) => parsed.value.output[member] ?? []);
			return files.map((file) => {
				const bytes = decode(file);
				if (bytes === undefined) {
					throw unreadableAnswer("read", { status: answer.status, path: "output.document" });
				}
				return bytes;
			});
		},
	};
}

function toProofBody(numbers: readonly TrackedNumber[], accountNumber: string) {
	if (numbers.length === 0 || numbers.length > LIMITS.trackNumbersPerCall) {
		throw new RangeError(`FedEx takes 1 to ${LIMITS.trackNumbersPerCall} tracking numbers a call`);
	}
	return {
		trackDocumentDetail: { documentType: "SIGNATURE_PROOF_OF_DELIVERY", documentFormat: "PDF" },
		trackDocumentSpecification: numbers.map(({ trackingNumber, uniqueId, shipDate }) => ({
			trackingNumberInfo: {
				trackingNumber,
				...(uniqueId === null ? {} : { trackingNumberUniqueId: uniqueId }),
			},
			shipDateBegin: addDays(shipDate, -DAYS_BEFORE),
			shipDateEnd: addDays(shipDate, DAYS_AFTER),
			accountNumber,
		})),
	};
}

/** Undefined for what is no PDF. */
function decode(base64: string): Uint8Array<ArrayBuffer> | undefined {
	try {
		const bytes = fromBase64(base64);
		return String.fromCharCode(...bytes.subarray(0, 4)) === "%PDF" ? bytes : undefined;
	} catch {
		// No base64 is no file.
		return undefined;
	}
}
