import { sha256Hex } from "../../lib/encoding.ts";
import { isAppError, type Problem } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import { isFile } from "../model/write-back-states.ts";
import type { ErpDivision } from "../ports/erp.ts";
import type { DueWriteBack } from "../ports/write-backs.ts";
import { deliveryStep } from "./delivery-step.ts";
import { fileToAttach } from "./file-to-attach.ts";
import type { BookedLines } from "./read-booked-lines.ts";

type Sending = (run: { erp: ErpDivision }) => Promise<WriteStep>;

/** What is done about a row: a call to Exact, then what it came to; or that at once. */
export type WriteStep =
	/** Once only: a marker is left before, and what became of it is looked up after a lost answer. */
	| { kind: "post"; send: Sending }
	/** Twice does no harm. */
	| { kind: "change"; send: Sending }
	| { kind: "written"; exactId: string }
	| { kind: "detached" }
	| { kind: "not-needed"; reason: Problem }
	| { kind: "refused"; reason: Problem }
	| { kind: "doubtful"; code: string }
	| { kind: "adopt"; first: { subject: string; postedAfter: string | null } }
	/** Its Document does not stand in Exact yet, or what became of another delivery of its lines is not known. */
	| { kind: "later" };

export async function nextStep(
	row: DueWriteBack,
	booked: BookedLines,
	deps: ShippingDeps,
): Promise<WriteStep> {
	if (isFile(row.kind)) {
		return fileStep(row, deps);
	}
	if (row.kind === "goods-delivery") {
		return deliveryStep(row, booked, deps);
	}
	return textStep(row);
}

/** A text that stands in Exact already is not sent again. */
async function textStep(row: DueWriteBack): Promise<WriteStep> {
	const { exactDocumentId, subject, body, kind } = row;
	if (exactDocumentId === null) {
		return {
			kind: "post",
			send: async ({ erp }) => ({
				kind: "written",
				exactId: (await erp.postDocument(row)).id,
			}),
		};
	}
	const written = { kind: "written", exactId: exactDocumentId } as const;
	if (await isWritten(row)) {
		return written;
	}
	return {
		kind: "change",
		send: async ({ erp }) => {
			await (kind === "tracking-number"
				? erp.putTrackingNumber(exactDocumentId, body === "" ? null : body)
				: erp.putDocument(exactDocumentId, { subject, body }));
			return written;
		},
	};
}

/** What hangs there and is not wanted any more is deleted before anything else hangs there. */
async function fileStep(row: DueWriteBack, deps: ShippingDeps): Promise<WriteStep> {
	const { exactDocumentId, body, parentId, subject } = row;
	if (exactDocumentId !== null) {
		return (await isWritten(row))
			? { kind: "written", exactId: exactDocumentId }
			: { kind: "change", send: ({ erp }) => deleteFile(exactDocumentId, erp) };
	}
	if (body === "") {
		return { kind: "detached" };
	}
	if (parentId === null) {
		return { kind: "later" };
	}
	const file = await fileToAttach(row, deps);
	if ("reason" in file) {
		return { kind: "refused", reason: file.reason };
	}
	return {
		kind: "post",
		send: async ({ erp }) => {
			const posted = await erp.postAttachment(parentId, { fileName: subject, bytes: file.bytes });
			return { kind: "written", exactId: posted.id };
		},
	};
}

/** Somebody may have deleted it already, or its Document with it. */
async function deleteFile(id: string, erp: ErpDivision): Promise<WriteStep> {
	try {
		await erp.deleteAttachment(id);
	} catch (error) {
		if (!isAppError(error) || error.code !== "exact.not_found") {
			throw error;
		}
	}
	return { kind: "detached" };
}

async function isWritten({ writtenHash, body }: DueWriteBack): Promise<boolean> {
	return writtenHash !== null && writtenHash === (await sha256Hex(body));
}
