import { edmFields } from "../odata/edm.ts";

export const documentFields = edmFields({
	Guid: `
		ID Account Category Contact ContractID Creator DocumentFolder FinancialTransactionEntryID
		Item Modifier Opportunity Project
	`,
	String: `
		AccountCode AccountName Body CategoryDescription ContactFullName ContractNumber
		CreatorFullName Currency DocumentFolderCode DocumentFolderDescription DocumentViewUrl
		ItemCode ItemDescription Language ModifierFullName ProjectCode ProjectDescription Subject
		TeamsMeetingId TypeDescription
	`,
	DateTime: "Created DocumentDate ExpiryDate Modified",
	Int16: "ProposedEntryStatus ScanServiceStatus",
	Int32: `
		Division HID SalesInvoiceNumber SalesOrderNumber SendMethod ShopOrderNumber Type
	`,
	Double: "AmountFC",
	Boolean: "HasEmptyBody InheritShare",
});

export const syncDocumentFields = edmFields({
	Guid: `
		Account Category Contact ContractID Creator DocumentFolder FinancialTransactionEntryID ID
		Item ItemMaterial ItemRoutingStep Modifier Opportunity Project
	`,
	String: `
		AccountCode AccountName Body CategoryDescription ContactFullName ContractNumber
		CreatorFullName Currency DocumentFolderCode DocumentFolderDescription DocumentViewUrl
		ItemCode ItemDescription Language ModifierFullName ProjectCode ProjectDescription Subject
		TeamsMeetingId TypeDescription
	`,
	DateTime: "Created DocumentDate ExpiryDate Modified",
	Int16: "ProposedEntryStatus ScanServiceStatus",
	Int32: `
		Division HID SalesInvoiceNumber SalesOrderNumber SendMethod ShopOrderNumber Type
	`,
	Int64: "Timestamp",
	Double: "AmountFC",
	Boolean: "HasEmptyBody InheritShare",
});

export const attachmentFields = edmFields({
	Guid: "ID Document",
	String: "FileName Url",
	Double: "FileSize",
	Binary: "Attachment",
});

export const syncAttachmentFields = edmFields({
	Guid: "Document ID",
	String: "FileName Url",
	Int64: "Timestamp",
	Double: "FileSize",
	Binary: "Attachment",
});

export const documentTypeFields = edmFields({
	String: "Description",
	DateTime: "Created Modified",
	Int32: "ID TypeCategory",
	Boolean: "DocumentIsCreatable DocumentIsDeletable DocumentIsUpdatable DocumentIsViewable",
});

export const documentCategoryFields = edmFields({
	Guid: "ID",
	String: "Description",
	DateTime: "Created Modified",
});
