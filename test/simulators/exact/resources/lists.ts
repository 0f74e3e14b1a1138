import { documentCategoryFields, documentTypeFields } from "../fields/documents.ts";
import { costCenterFields, shippingMethodFields, warehouseFields } from "../fields/lists.ts";
import type { Row } from "../odata/edm.ts";
import { derivations, type Resource } from "./resource.ts";

export const MISCELLANEOUS_DOCUMENT = 55;
export const CUSTOMERS_CATEGORY = "3b6d3833-b31b-423d-bc3c-39c62b8f2b12";

/** Types of documents; those of invoices are made by the bookkeeping only. */
export const DOCUMENT_TYPES = [
	{ ID: 10, Description: "Sales invoice", TypeCategory: 1, isFree: false },
	{ ID: 20, Description: "Purchase invoice", TypeCategory: 2, isFree: false },
	{ ID: MISCELLANEOUS_DOCUMENT, Description: "Miscellaneous", TypeCategory: 5, isFree: true },
];

const CATEGORIES = [
	{ ID: CUSTOMERS_CATEGORY, Description: "Customers" },
	{ ID: "3b6d3833-b31b-423d-bc3c-39c62b8f2b13", Description: "Suppliers" },
];

/** Lists of the product itself are as old as the product. */
const RELEASED = { Created: Date.UTC(2012, 0, 1), Modified: Date.UTC(2012, 0, 1) };

export const documentTypes: Resource = {
	path: "documents/DocumentTypes",
	name: "DocumentTypes",
	scope: "organization.documents",
	fields: documentTypeFields,
	key: "ID",
	rows: () => DOCUMENT_TYPES.map(toTypeRow),
};

export const documentCategories: Resource = {
	path: "documents/DocumentCategories",
	name: "DocumentCategories",
	scope: "organization.documents",
	fields: documentCategoryFields,
	key: "ID",
	rows: () => CATEGORIES.map((category) => ({ ...category, ...RELEASED })),
};

export const shippingMethods: Resource = {
	path: "sales/ShippingMethods",
	name: "ShippingMethods",
	scope: "sales.orders",
	fields: shippingMethodFields,
	key: "ID",
	rows: ({ admin }) => admin.shippingMethods.values(),
	derive: derivations<Row>({ Active: () => true, Amount: () => 0 }),
};

export const warehouses: Resource = {
	path: "inventory/Warehouses",
	name: "Warehouses",
	scope: "logistics.inventory",
	fields: warehouseFields,
	key: "ID",
	rows: ({ admin }) => admin.warehouses.values(),
	derive: derivations<Row>({
		Main: (warehouse) => (warehouse["Code"] === "1" ? 1 : 0),
		UseStorageLocations: () => 0,
		EMail: (_, admin) => admin.division.email,
	}),
};

export const costCenters: Resource = {
	path: "hrm/Costcenters",
	name: "Costcenters",
	scope: "financial.costcenters",
	fields: costCenterFields,
	key: "ID",
	rows: ({ admin }) => admin.costCenters.values(),
	derive: derivations<Row>({ Active: () => true }),
};

function toTypeRow({ isFree, ...type }: (typeof DOCUMENT_TYPES)[number]): Row {
	return {
		...type,
		...RELEASED,
		DocumentIsCreatable: isFree,
		DocumentIsUpdatable: isFree,
		DocumentIsDeletable: isFree,
		DocumentIsViewable: true,
	};
}
