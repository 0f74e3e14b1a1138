import { edmFields } from "../odata/edm.ts";

export const salesOrderLineFields = edmFields({
	Guid: `
		ID Item ItemVersion OrderID Pricelist Project PurchaseOrder PurchaseOrderLine ShopOrder
		TaxSchedule
	`,
	String: `
		CostCenter CostCenterDescription CostUnit CostUnitDescription CustomerItemCode CustomField
		Description ItemCode ItemDescription ItemVersionDescription Notes PricelistDescription
		ProjectDescription TaxScheduleCode TaxScheduleDescription UnitCode UnitDescription VATCode
		VATCodeDescription
	`,
	DateTime: "DeliveryDate",
	Int16: "DeliveryStatus InvoiceStatus OrderStatus",
	Int32: "Division LineNumber OrderNumber PurchaseOrderLineNumber PurchaseOrderNumber",
	Double: `
		AmountDC AmountFC CostPriceFC Discount Margin NetPrice Quantity QuantityDelivered
		QuantityInvoiced UnitPrice VATAmount VATPercentage
	`,
	Byte: "UseDropShipment",
});

export const syncSalesOrderLineFields = edmFields({
	Guid: `
		Creator ID Item ItemVersion Modifier OrderID Pricelist Project PurchaseOrder
		PurchaseOrderLine ShopOrder
	`,
	String: `
		CostCenter CostCenterDescription CostUnit CostUnitDescription CreatorFullName
		CustomerItemCode CustomField DeliveryStatusDescription Description
		InvoiceStatusDescription ItemCode ItemDescription ItemVersionDescription ModifierFullName
		Notes PricelistDescription ProjectCode ProjectDescription StatusDescription UnitCode
		UnitDescription VATCode VATCodeDescription
	`,
	DateTime: "Created DeliveryDate Modified",
	Int16: "DeliveryStatus InvoiceStatus Status",
	Int32: `
		Division LineNumber OrderNumber PurchaseOrderLineNumber PurchaseOrderNumber
		ShopOrderNumber
	`,
	Int64: "Timestamp",
	Double: `
		AmountDC AmountFC CostPriceFC Discount Margin NetPrice Quantity QuantityDelivered
		QuantityInvoiced UnitPrice VATAmount VATPercentage
	`,
	Byte: "UseDropShipment",
});
