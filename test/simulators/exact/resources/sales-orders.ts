import { badRequest, ExactError } from "../errors.ts";
import { salesOrderFields, salesOrderHeaderFields } from "../fields/sales-orders.ts";
import { names } from "../odata/edm.ts";
import type { OrderRow } from "../state/row-types.ts";
import { type Body, type Caller, derivations, type Resource } from "./resource.ts";
import { approvalText, statusText } from "./statuses.ts";

const FILTERS = names(`
	OrderID ApprovalStatus Approver Created DeliverTo DeliverToContactPerson DeliveryAddress
	DeliveryDate DeliveryStatus Description Document InvoiceStatus InvoiceTo
	InvoiceToContactPerson Modified OrderDate OrderedBy OrderedByContactPerson OrderNumber
	PaymentReference Salesperson SelectionCode ShippingMethod Status TaxSchedule WarehouseID
	YourRef
`);

const WRITABLE = new Set(
	names(`
		OrderedByContactPerson PaymentCondition PaymentReference Remarks ShippingMethod
		WarehouseID YourRef Description DeliveryDate DeliveryAddress Document
	`),
);

const deriveOrderField = derivations<OrderRow>({
	ID: (order) => order.OrderID,
	OrderedByName: (order, admin) => admin.accounts.get(order.OrderedBy)?.Name,
	InvoiceToName: (order, admin) => admin.accounts.get(order.InvoiceTo)?.Name,
	DeliverToName: (order, admin) => admin.accounts.get(order.DeliverTo)?.Name,
	OrderedByContactPersonFullName: (order, admin) =>
		admin.contacts.get(order.OrderedByContactPerson ?? "")?.FullName,
	DeliverToContactPersonFullName: (order, admin) =>
		admin.contacts.get(order.DeliverToContactPerson ?? "")?.FullName,
	ShippingMethodCode: (order, admin) => admin.shippingMethods.get(order.ShippingMethod ?? "")?.Code,
	ShippingMethodDescription: (order, admin) =>
		admin.shippingMethods.get(order.ShippingMethod ?? "")?.Description,
	WarehouseCode: (order, admin) => admin.warehouses.get(order.WarehouseID ?? "")?.Code,
	WarehouseDescription: (order, admin) =>
		admin.warehouses.get(order.WarehouseID ?? "")?.Description,
	DocumentSubject: (order, admin) => admin.documents.get(order.Document ?? "")?.Subject,
	DocumentNumber: (order, admin) => admin.documents.get(order.Document ?? "")?.HID,
	StatusDescription: (order) => statusText(order.Status),
	DeliveryStatusDescription: (order) => statusText(order.DeliveryStatus),
	InvoiceStatusDescription: (order) => statusText(order.InvoiceStatus),
	ApprovalStatusDescription: (order) => approvalText(order.ApprovalStatus),
	AmountFCExclVat: (order) => order.AmountFC,
	AmountDiscount: () => 0,
	AmountDiscountExclVat: () => 0,
	Discount: () => 0,
});

export const salesOrders: Resource = {
	path: "salesorder/SalesOrders",
	name: "SalesOrders",
	scope: "sales.orders",
	fields: salesOrderFields,
	key: "OrderID",
	mandatoryFilter: FILTERS,
	rows: ({ admin }) => admin.visibleOrders(),
	derive: deriveOrderField,
	update: updateOrder,
};

export const salesOrderHeaders: Resource = {
	path: "sync/SalesOrder/SalesOrderHeaders",
	name: "SalesOrderHeaders",
	scope: "sales.orders",
	fields: salesOrderHeaderFields,
	key: "Timestamp",
	feedFilters: ["Timestamp"],
	rows: ({ admin }) => admin.visibleOrders(),
	derive: deriveOrderField,
};

async function updateOrder(key: string, body: Body, { admin, twin }: Caller): Promise<void> {
	const order = admin.orders.get(key);
	if (order === undefined) {
		throw new ExactError(404, "Sales order not found.");
	}
	if (order.Status === 21) {
		throw new ExactError(500, "A sales order that is complete can't be changed.");
	}
	for (const field of Object.keys(body)) {
		if (!WRITABLE.has(field)) {
			throw badRequest(`The property '${field}' can't be changed.`);
		}
	}
	admin.saveOrder({ ...order, ...body } as OrderRow);
	await twin.webhooks.notify(admin, { topic: "SalesOrders", action: "Update", key });
}
