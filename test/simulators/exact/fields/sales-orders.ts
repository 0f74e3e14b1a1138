import { edmFields } from "../odata/edm.ts";

export const salesOrderFields = edmFields({
	Guid: `
		OrderID Approver Creator DeliverTo DeliverToContactPerson DeliveryAddress Document
		InvoiceTo InvoiceToContactPerson Modifier OrderedBy OrderedByContactPerson SalesChannel
		Salesperson SelectionCode ShippingMethod TaxSchedule WarehouseID
	`,
	String: `
		ApprovalStatusDescription ApproverFullName CreatorFullName Currency CustomField
		DeliverToContactPersonFullName DeliverToName DeliveryStatusDescription Description
		DocumentSubject IncotermAddress IncotermCode InvoiceStatusDescription
		InvoiceToContactPersonFullName InvoiceToName ModifierFullName
		OrderedByContactPersonFullName OrderedByName PaymentCondition PaymentConditionDescription
		PaymentReference Remarks SalesChannelCode SalesChannelDescription SalespersonFullName
		SelectionCodeCode SelectionCodeDescription ShippingMethodDescription StatusDescription
		TaxScheduleCode TaxScheduleDescription WarehouseCode WarehouseDescription YourRef
	`,
	DateTime: "Approved Created DeliveryDate Modified OrderDate",
	Int16: "ApprovalStatus DeliveryStatus IncotermVersion InvoiceStatus Status",
	Int32: "Division DocumentNumber OrderNumber",
	Double: "AmountDC AmountDiscount AmountDiscountExclVat AmountFC AmountFCExclVat Discount",
	Collection: "SalesOrderLines SalesOrderOrderChargeLines",
});

export const salesOrderHeaderFields = edmFields({
	Guid: `
		Approver Creator DeliverTo DeliverToContactPerson DeliveryAddress Document ID InvoiceTo
		InvoiceToContactPerson Modifier OrderedBy OrderedByContactPerson OrderID Project
		SalesChannel Salesperson SelectionCode ShippingMethod WarehouseID
	`,
	String: `
		ApprovalStatusDescription ApproverFullName CreatorFullName Currency CustomField
		DeliverToContactPersonFullName DeliverToName DeliveryStatusDescription Description
		DocumentSubject IncotermAddress IncotermCode InvoiceStatusDescription
		InvoiceToContactPersonFullName InvoiceToName ModifierFullName Notes
		OrderedByContactPersonFullName OrderedByName PaymentCondition PaymentConditionDescription
		PaymentReference ProjectCode ProjectDescription Remarks SalesChannelCode
		SalesChannelDescription SalespersonFullName SelectionCodeCode SelectionCodeDescription
		ShippingMethodCode ShippingMethodDescription StatusDescription VATCode VATCodeDescription
		WarehouseCode WarehouseDescription YourRef
	`,
	DateTime: "Approved Created DeliveryDate Modified OrderDate",
	Int16: "ApprovalStatus DeliveryStatus IncotermVersion InvoiceStatus Status",
	Int32: "Division DocumentNumber OrderNumber",
	Int64: "Timestamp",
	Double: `
		AmountDC AmountDiscount AmountDiscountExclVat AmountFC AmountFCExclVat Discount VATAmount
	`,
});
