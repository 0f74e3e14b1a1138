import { edmFields } from "../odata/edm.ts";

export const supplierItemFields = edmFields({
	Guid: "ID Creator Item ItemUnit Modifier Supplier",
	String: `
		Barcode CountryOfOrigin CountryOfOriginDescription CreatorFullName Currency
		CurrencyDescription ItemCode ItemDescription ItemUnitCode ItemUnitDescription
		ModifierFullName Notes PurchaseUnit PurchaseUnitDescription PurchaseVATCode
		PurchaseVATCodeDescription SupplierCode SupplierDescription SupplierItemCode
	`,
	DateTime: "Created EndDate Modified StartDate",
	Int32: "Division PurchaseLeadTime PurchaseLotSize",
	Double: "MinimumQuantity PurchasePrice PurchaseUnitFactor",
	Boolean: "MainSupplier",
	Byte: "CopyRemarks DropShipment",
});
