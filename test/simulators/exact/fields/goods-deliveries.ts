import { edmFields } from "../odata/edm.ts";

export const goodsDeliveryFields = edmFields({
	Guid: `
		EntryID Creator DeliveryAccount DeliveryAddress DeliveryContact Document Modifier
		ShippingMethod Warehouse
	`,
	String: `
		CreatorFullName DeliveryAccountCode DeliveryAccountName DeliveryContactPersonFullName
		Description DocumentSubject ModifierFullName Remarks ShippingMethodCode
		ShippingMethodDescription TrackingNumber WarehouseCode WarehouseDescription
	`,
	DateTime: "Created DeliveryDate Modified",
	Int32: "DeliveryNumber Division EntryNumber",
	Collection: "GoodsDeliveryLines",
});

export const syncGoodsDeliveryFields = edmFields({
	Guid: `
		Creator DeliveryAccount DeliveryAddress DeliveryContact Document EntryID Modifier
		ShippingMethod Warehouse
	`,
	String: `
		CreatorFullName DeliveryAccountCode DeliveryAccountName DeliveryContactPersonFullName
		Description DocumentSubject ModifierFullName Remarks ShippingMethodCode
		ShippingMethodDescription TrackingNumber WarehouseCode WarehouseDescription
	`,
	DateTime: "Created DeliveryDate Modified",
	Int32: "DeliveryNumber Division EntryNumber",
	Int64: "Timestamp",
});

export const goodsDeliveryLineFields = edmFields({
	Guid: "ID Creator EntryID Item Modifier SalesOrderLineID StorageLocation",
	String: `
		CreatorFullName CustomerItemCode Description ItemCode ItemDescription ModifierFullName
		Notes StorageLocationCode StorageLocationDescription TrackingNumber Unitcode
	`,
	DateTime: "Created DeliveryDate Modified",
	Int32: "Division LineNumber SalesOrderLineNumber SalesOrderNumber",
	Double: "QuantityDelivered QuantityOrdered",
	Collection: "BatchNumbers SerialNumbers",
});

export const syncGoodsDeliveryLineFields = edmFields({
	Guid: "Creator EntryID ID Item Modifier SalesOrderLineID StorageLocation",
	String: `
		CreatorFullName CustomerItemCode Description ItemCode ItemDescription ModifierFullName
		Notes StorageLocationCode StorageLocationDescription TrackingNumber Unitcode
	`,
	DateTime: "Created DeliveryDate Modified",
	Int32: "Division LineNumber SalesOrderLineNumber SalesOrderNumber",
	Int64: "Timestamp",
	Double: "QuantityDelivered QuantityOrdered",
	Collection: "BatchNumbers SerialNumbers",
});
