import { edmFields } from "../odata/edm.ts";

export const shippingMethodFields = edmFields({
	Guid: "ID Creator Modifier",
	String: `
		Code CreatorFullName Description ModifierFullName Notes ShippingRatesURL TrackingURL
		VATCode VATCodeDescription
	`,
	DateTime: "Created Modified",
	Int32: "Division",
	Double: "Amount VATPercentage",
	Boolean: "Active",
});

export const warehouseFields = edmFields({
	Guid: "ID Creator DefaultStorageLocation ManagerUser Modifier",
	String: `
		Code CreatorFullName DefaultStorageLocationCode DefaultStorageLocationDescription
		Description EMail ModifierFullName
	`,
	DateTime: "Created Modified",
	Int32: "Division",
	Byte: "Main UseStorageLocations",
});

export const costCenterFields = edmFields({
	Guid: "ID Creator Modifier",
	String: "Code CreatorFullName CustomField Description ModifierFullName",
	DateTime: "Created EndDate Modified",
	Int32: "Division",
	Boolean: "Active",
});
