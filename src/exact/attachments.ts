import { z } from "zod";

import { toBase64 } from "../lib/encoding.ts";
import type { ErpAttachment } from "../shipping/ports/erp.ts";
import { createdId } from "./documents.ts";
import { entityOf } from "./envelope.ts";
import { unreadableAnswer } from "./errors.ts";
import { guidLiteral, queryUrl } from "./odata.ts";
import { readPage } from "./reader.ts";
import { attachmentSchema, selectOf } from "./schemas.ts";
import type { Send } from "./sender.ts";

const guidSchema = z.guid().toLowerCase();

/**
 * The bytes go as plain base64 in the request's body (reference page "DocumentsDocumentAttachments", 2026-11).
 * @throws AppError `uncertain` when Exact's answer does not name the file it stored
 */
export async function postAttachment(
	send: Send,
	root: string,
	documentId: string,
	file: { fileName: string; bytes: Uint8Array<ArrayBuffer> },
): Promise<{ id: string }> {
	const operation = "post-attachment";
	const answer = await send({
		operation,
		kind: "post",
		url: `${root}/documents/DocumentAttachments`,
		body: {
			Document: guidSchema.parse(documentId),
			FileName: file.fileName,
			Attachment: toBase64(file.bytes),
		},
	});
	const id = createdId(entityOf(answer));
	if (id === undefined) {
		throw unreadableAnswer({ operation, kind: "post", status: 201 }, "d.ID");
	}
	return { id };
}

/** A page holds more files than we ever hang on a Document; it says nothing of a Document that is gone. */
export async function listAttachments(
	send: Send,
	root: string,
	documentId: string,
): Promise<ErpAttachment[]> {
	const url = queryUrl(`${root}/documents/DocumentAttachments`, {
		select: selectOf(attachmentSchema),
		filter: `Document eq ${guidLiteral(documentId)}`,
	});
	const operation = "list-attachments";
	const { rows } = await readPage(send, { operation, url, schema: attachmentSchema });
	return rows.map((row) => ({ id: row.ID, fileName: row.FileName ?? "" }));
}

export async function deleteAttachment(send: Send, root: string, id: string): Promise<void> {
	await send({
		operation: "delete-attachment",
		kind: "delete",
		url: `${root}/documents/DocumentAttachments(guid'${guidSchema.parse(id)}')`,
	});
}
