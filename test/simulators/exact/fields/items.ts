import { edmFields } from "../odata/edm.ts";

export const itemFields = edmFields({
	Guid: `
		ID Creator GLCosts GLCostsWorkInProgress GLRevenue GLRevenueWorkInProgress GLStock
		ItemGroup Modifier
	`,
	String: `
		Barcode Class_01 Class_02 Class_03 Class_04 Class_05 Class_06 Class_07 Class_08 Class_09
		Class_10 Code CostPriceCurrency CreatorFullName CustomField Description ExtraDescription
		FreeTextField_01 FreeTextField_02 FreeTextField_03 FreeTextField_04 FreeTextField_05
		FreeTextField_06 FreeTextField_07 FreeTextField_08 FreeTextField_09 FreeTextField_10
		GLCostsCode GLCostsDescription GLCostsWorkInProgressCode GLCostsWorkInProgressDescription
		GLRevenueCode GLRevenueDescription GLRevenueWorkInProgressCode
		GLRevenueWorkInProgressDescription GLStockCode GLStockDescription ItemGroupCode
		ItemGroupDescription ModifierFullName NetWeightUnit Notes PictureName PictureThumbnailUrl
		PictureUrl SalesVatCode SalesVatCodeDescription SearchCode StatisticalCode Unit
		UnitDescription UnitType
	`,
	DateTime: `
		Created EndDate FreeDateField_01 FreeDateField_02 FreeDateField_03 FreeDateField_04
		FreeDateField_05 Modified StartDate
	`,
	Int32: "AssembledLeadDays Division SecurityLevel",
	Double: `
		AverageCost BatchQuantity CostPriceNew CostPriceStandard FreeNumberField_01
		FreeNumberField_02 FreeNumberField_03 FreeNumberField_04 FreeNumberField_05
		FreeNumberField_06 FreeNumberField_07 FreeNumberField_08 GrossWeight NetWeight
		StandardSalesPrice StatisticalNetWeight StatisticalUnits StatisticalValue Stock
	`,
	Boolean: `
		FreeBoolField_01 FreeBoolField_02 FreeBoolField_03 FreeBoolField_04 FreeBoolField_05
		IsFractionAllowedItem IsPackageItem IsPurchaseItem IsSalesItem IsSerialItem
		IsSerialNumberItem IsStockItem IsSubcontractedItem
	`,
	Byte: `
		CopyRemarks IsBatchItem IsBatchNumberItem IsMakeItem IsNewContract IsOnDemandItem
		IsRegistrationCodeItem IsTaxableItem IsTime IsWebshopItem UseExplosion
	`,
	Binary: "Picture",
});
