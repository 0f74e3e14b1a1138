import { edmFields } from "../odata/edm.ts";

export const accountFields = edmFields({
	Guid: `
		ID Accountant AccountManager ActivitySector ActivitySubSector BRIN BusinessType
		Classification1 Classification2 Classification3 Classification4 Classification5
		Classification6 Classification7 Classification8 CompanySize Creator Document
		GLAccountPurchase GLAccountSales GLAP GLAR InvoiceAccount LeadPurpose LeadSource
		MainContact Modifier Parent PriceList Reseller SalesTaxSchedule ShippingMethod
	`,
	String: `
		AccountManagerFullName AddressLine1 AddressLine2 AddressLine3 BSN ChamberOfCommerce City
		Classification ClassificationDescription Code CodeAtSupplier Costcenter
		CostcenterDescription Country CountryName CreatorFullName Currency CustomField
		DatevCreditorCode DatevDebtorCode DunsNumber Email EORINumber Fax GlnNumber
		IncotermAddressPurchase IncotermAddressSales IncotermCodePurchase IncotermCodeSales
		IntraStatArea IntraStatDeliveryTerm IntraStatSystem IntraStatTransactionA
		IntraStatTransactionB IntraStatTransportMethod InvoiceAccountCode InvoiceAccountName
		Language LanguageDescription LogoFileName LogoThumbnailUrl LogoUrl ModifierFullName Name
		OINNumber PayAsYouEarn PaymentConditionPurchase PaymentConditionPurchaseDescription
		PaymentConditionSales PaymentConditionSalesDescription PeppolIdentifier Phone
		PhoneExtension Postcode PurchaseCurrency PurchaseCurrencyDescription PurchaseVATCode
		PurchaseVATCodeDescription Remarks ResellerCode ResellerName RSIN SalesCurrency
		SalesCurrencyDescription SalesTaxScheduleCode SalesTaxScheduleDescription SalesVATCode
		SalesVATCodeDescription SearchCode State StateName Status TradeName Type
		UniqueTaxpayerReference VATLiability VATNumber Website
	`,
	DateTime: `
		ControlledDate Created CustomerSince EndDate EstablishedDate Modified StartDate
		StatusSince
	`,
	Int16: "IncotermVersionPurchase IncotermVersionSales",
	Int32: `
		AccountManagerHID Division InvoiceAttachmentType InvoicingMethod PeppolIdentifierType
		PurchaseLeadDays SecurityLevel ShippingLeadDays
	`,
	Double: `
		CreditLinePurchase CreditLineSales DiscountPurchase DiscountSales Latitude Longitude
	`,
	Boolean: `
		Blocked CanDropShip EnableSalesPaymentLink HasWithholdingTaxSales
		IgnoreDatevWarningMessage IsBank IsExtraDuty IsMember IsPilot IsPurchase IsReseller
		IsSales IsSupplier RecepientOfCommissions ShowRemarkForSales
	`,
	Byte: `
		AddressSource AutomaticProcessProposedEntry ConsolidationScenario CostPaid DeliveryAdvice
		IsAccountant IsAgency IsAnonymised IsCompetitor IsMailing SeparateInvPerProject
		SeparateInvPerSubscription Source
	`,
	Binary: "Logo",
	Collection: "BankAccounts",
});
