import { badRequest, ExactError } from "../errors.ts";
import { attachmentFields, syncAttachmentFields } from "../fields/documents.ts";
import type { Administration } from "../state/administration.ts";
import type { AttachmentRow } from "../state/row-types.ts";
import type { Body, Caller, Resource } from "./resource.ts";

const ATTACHMENT_ENTITY = 4;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export const attachments: Resource = {
	path: "documents/DocumentAttachments",
	name: "DocumentAttachments",
	scope: "organization.documents",
	fields: attachmentFields,
	key: "ID",
	rows: toRows,
	create: createAttachment,
	remove: (key, { admin }) => {
		if (!removeAttachment(key, admin)) {
			throw new ExactError(404, "Attachment not found.");
		}
	},
};

export const syncAttachments: Resource = {
	path: "sync/Documents/DocumentAttachments",
	name: "SyncDocumentAttachments",
	scope: "organization.documents",
	fields: syncAttachmentFields,
	key: "Timestamp",
	feedFilters: ["Timestamp"],
	rows: toRows,
};

export function removeAttachment(id: string, admin: Administration): boolean {
	if (admin.attachments.get(id) === undefined) {
		return false;
	}
	admin.attachments.delete(id);
	admin.recordDeleted(ATTACHMENT_ENTITY, id);
	return true;
}

/** The bytes never come in a row; they are fetched from its address. */
function toRow(attachment: AttachmentRow, { admin, origin }: Caller) {
	const { region, code } = admin.division;
	const page = `${origin}/${region}/docs/SysAttachment.aspx`;
	const Url = `${page}?ID=${attachment.ID}&_Division_=${code}`;
	return { ...attachment, Attachment: null, Url };
}

function toRows(caller: Caller) {
	return caller.admin.attachments.values().map((attachment) => toRow(attachment, caller));
}

function createAttachment(body: Body, caller: Caller) {
	const { admin } = caller;
	const { Document, FileName, Attachment } = body;
	for (const [field, value] of Object.entries({ Attachment, Document, FileName })) {
		if (typeof value !== "string" || value === "") {
			throw badRequest(`Mandatory: ${field}`);
		}
	}
	const base64 = String(Attachment);
	if (!BASE64.test(base64)) {
		throw badRequest("Invalid value for property 'Attachment': it is not base64.");
	}
	if (admin.documents.get(String(Document)) === undefined) {
		throw new ExactError(500, "Document: the reference is not valid.");
	}
	const attachment: AttachmentRow = {
		...admin.created(),
		ID: crypto.randomUUID(),
		Document: String(Document),
		FileName: String(FileName),
		FileSize: Math.floor((base64.length * 3) / 4) - (base64.match(/=*$/)?.[0].length ?? 0),
		Attachment: base64,
	};
	admin.attachments.set(attachment.ID, attachment);
	return toRow(attachment, caller);
}
