import { z } from "zod";

import type { ErpDocument } from "../shipping/ports/erp.ts";
import { entityOf, property } from "./envelope.ts";
import { unreadableAnswer } from "./errors.ts";
import { readByIds } from "./reader.ts";
import { documentIdSchema } from "./schemas.ts";
import type { Send } from "./sender.ts";

/**
 * "Miscellaneous" in the documents/DocumentTypes that were read, 2026-11. Set-up checks that a division may
 * create and update documents of this type.
 */
const DOCUMENT_TYPE = 55;

const guidSchema = z.guid().toLowerCase();

/** @throws AppError `uncertain` when Exact's answer does not name the document it made */
export async function postDocument(
	send: Send,
	root: string,
	document: ErpDocument,
): Promise<{ id: string }> {
	const operation = "post-document";
	const answer = await send({
		operation,
		kind: "post",
		url: `${root}/documents/Documents`,
		body: {
			Subject: document.subject,
			Body: document.body,
			Type: DOCUMENT_TYPE,
			SalesOrderNumber: document.orderNumber,
			...(document.accountId === null ? {} : { Account: document.accountId }),
		},
	});
	const id = createdId(entityOf(answer));
	if (id === undefined) {
		throw unreadableAnswer({ operation, kind: "post", status: 201 }, "d.ID");
	}
	return { id };
}

/** Fields that are not named keep their values. */
export async function putDocument(
	send: Send,
	root: string,
	id: string,
	document: { subject: string; body: string },
): Promise<void> {
	await send({
		operation: "put-document",
		kind: "put",
		url: `${root}/documents/Documents(guid'${guidSchema.parse(id)}')`,
		body: { Subject: document.subject, Body: document.body },
	});
}

export async function deleteDocument(send: Send, root: string, id: string): Promise<void> {
	await send({
		operation: "delete-document",
		kind: "delete",
		url: `${root}/documents/Documents(guid'${guidSchema.parse(id)}')`,
	});
}

/** Which of them are there; what is missing in the answer is not. */
export async function findDocuments(
	send: Send,
	root: string,
	ids: readonly string[],
): Promise<string[]> {
	return readByIds(send, {
		operation: "find-documents",
		resourceUrl: `${root}/documents/Documents`,
		schema: documentIdSchema,
		ids,
		map: (wire) => wire.ID,
	});
}

/** Some answers to writes come with empty fields; the entity's own address still names it. */
export function createdId(entity: unknown, key = "ID"): string | undefined {
	const uri = property(property(entity, "__metadata"), "uri");
	const named = typeof uri === "string" ? /\(guid'([^']+)'\)/.exec(uri)?.[1] : undefined;
	return guidSchema.safeParse(property(entity, key) ?? named).data;
}
