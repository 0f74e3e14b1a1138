import { badRequest, ExactError } from "../errors.ts";
import { documentFields, syncDocumentFields } from "../fields/documents.ts";
import { names } from "../odata/edm.ts";
import type { DocumentRow } from "../state/row-types.ts";
import { removeAttachment } from "./attachments.ts";
import { CUSTOMERS_CATEGORY, DOCUMENT_TYPES } from "./lists.ts";
import { type Body, type Caller, derivations, type Resource } from "./resource.ts";

const DOCUMENT_ENTITY = 6;

const READ_ONLY = new Set(
	names(`
		ID HID Created Creator Modified Modifier Division AccountCode AccountName HasEmptyBody
		DocumentViewUrl TypeDescription Timestamp
	`),
);

const deriveDocumentField = derivations<DocumentRow>({
	AccountCode: (document, admin) => admin.accounts.get(document.Account ?? "")?.Code,
	AccountName: (document, admin) => admin.accounts.get(document.Account ?? "")?.Name,
	CategoryDescription: (document) =>
		document.Category === CUSTOMERS_CATEGORY ? "Customers" : "Suppliers",
	TypeDescription: (document) =>
		DOCUMENT_TYPES.find((type) => type.ID === document.Type)?.Description,
	HasEmptyBody: (document) => (document.Body ?? "") === "",
	ProposedEntryStatus: () => 0,
});

export const documents: Resource = {
	path: "documents/Documents",
	name: "Documents",
	scope: "organization.documents",
	fields: documentFields,
	key: "ID",
	mandatoryFilter: "any",
	rows: ({ admin }) => admin.documents.values(),
	derive: deriveDocumentField,
	create: createDocument,
	update: updateDocument,
	remove: removeDocument,
};

export const syncDocuments: Resource = {
	path: "sync/Documents/Documents",
	name: "SyncDocuments",
	scope: "organization.documents",
	fields: syncDocumentFields,
	key: "Timestamp",
	feedFilters: ["Timestamp"],
	rows: ({ admin }) => admin.documents.values(),
	derive: deriveDocumentField,
};

async function createDocument(body: Body, { admin, twin }: Caller): Promise<DocumentRow> {
	const { Subject, Type } = body;
	if (typeof Subject !== "string" || Subject === "") {
		throw badRequest("Mandatory: Subject");
	}
	if (typeof Type !== "number") {
		throw badRequest("Mandatory: Type");
	}
	demandReferences(body, admin);
	const document: DocumentRow = {
		Account: null,
		SalesOrderNumber: null,
		Body: null,
		DocumentDate: admin.today(),
		Category: CUSTOMERS_CATEGORY,
		...writable(body),
		Subject,
		Type,
		...admin.created(),
		ID: crypto.randomUUID(),
		HID: admin.nextNumber("document", 10_001),
	};
	admin.documents.set(document.ID, document);
	await twin.webhooks.notify(admin, { topic: "Documents", action: "Create", key: document.ID });
	return document;
}

async function updateDocument(key: string, body: Body, { admin, twin }: Caller): Promise<void> {
	const document = admin.documents.get(key);
	if (document === undefined) {
		throw new ExactError(404, "Document not found.");
	}
	if (body["Subject"] === null || body["Subject"] === "") {
		throw badRequest("Mandatory: Subject");
	}
	demandReferences(body, admin);
	admin.saveDocument({ ...document, ...writable(body) });
	await twin.webhooks.notify(admin, { topic: "Documents", action: "Update", key });
}

async function removeDocument(key: string, { admin, twin }: Caller): Promise<void> {
	if (admin.documents.get(key) === undefined) {
		throw new ExactError(404, "Document not found.");
	}
	for (const attachment of admin.attachments.values()) {
		if (attachment.Document === key) {
			removeAttachment(attachment.ID, admin);
		}
	}
	admin.documents.delete(key);
	admin.recordDeleted(DOCUMENT_ENTITY, key);
	await twin.webhooks.notify(admin, { topic: "Documents", action: "Delete", key });
}

/** What refers to nothing is found by the business layer, whose refusals come as 500. */
function demandReferences(body: Body, admin: Caller["admin"]): void {
	const { Account, Type } = body;
	if (typeof Account === "string" && admin.accounts.get(Account) === undefined) {
		throw new ExactError(500, "Account: the reference is not valid.");
	}
	if (typeof Type === "number") {
		const type = DOCUMENT_TYPES.find((found) => found.ID === Type);
		if (type?.isFree !== true) {
			throw new ExactError(500, `Type: documents of type ${Type} can't be made here.`);
		}
	}
}

/** Read-only fields in a body are passed over in silence. */
function writable(body: Body): Record<string, string | number | boolean | null> {
	return Object.fromEntries(
		Object.entries(body)
			.filter(([field]) => !READ_ONLY.has(field))
			.map(([field, value]) => [field, value ?? null]),
	);
}
