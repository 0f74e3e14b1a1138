import { salesOrderLineFields, syncSalesOrderLineFields } from "../fields/sales-order-lines.ts";
import { names } from "../odata/edm.ts";
import type { LineRow } from "../state/row-types.ts";
import { derivations, type Resource } from "./resource.ts";
import { statusText } from "./statuses.ts";

const FILTERS = names(`
	ID CostCenter CostUnit DeliveryDate DeliveryStatus Description InvoiceStatus Item
	ItemVersion LineNumber OrderID OrderNumber OrderStatus Pricelist Project ShopOrder
	UseDropShipment VATCode
`);

const deriveLineField = derivations<LineRow>({
	ItemCode: (line, admin) => admin.items.get(line.Item)?.Code,
	ItemDescription: (line, admin) => admin.items.get(line.Item)?.Description,
	UnitDescription: (line) => (line.UnitCode === "hour" ? "Hour" : "Piece"),
	CostCenterDescription: (line, admin) =>
		admin.costCenters.values().find((found) => found.Code === line.CostCenter)?.Description,
	Status: (line) => line.OrderStatus,
	StatusDescription: (line) => statusText(line.OrderStatus),
	DeliveryStatusDescription: (line) => statusText(line.DeliveryStatus),
	InvoiceStatusDescription: (line) => statusText(line.InvoiceStatus),
	Discount: () => 0,
	VATAmount: () => 0,
	VATPercentage: () => 0,
});

export const salesOrderLines: Resource = {
	path: "salesorder/SalesOrderLines",
	name: "SalesOrderLines",
	scope: "sales.orders",
	fields: salesOrderLineFields,
	key: "ID",
	mandatoryFilter: FILTERS,
	rows: ({ admin }) => admin.visibleLines(),
	derive: deriveLineField,
};

export const syncSalesOrderLines: Resource = {
	path: "sync/SalesOrder/SalesOrderLines",
	name: "SyncSalesOrderLines",
	scope: "sales.orders",
	fields: syncSalesOrderLineFields,
	key: "Timestamp",
	feedFilters: ["Timestamp"],
	rows: ({ admin }) => admin.visibleLines(),
	derive: deriveLineField,
};
