import { edmFields } from "../odata/edm.ts";

export const divisionFields = edmFields({
	Guid: "Creator Customer Modifier",
	String: `
		AddressLine1 AddressLine2 AddressLine3 BusinessTypeCode BusinessTypeDescription
		ChamberOfCommerceEstablishment ChamberOfCommerceNumber City CompanySizeCode
		CompanySizeDescription Country CreatorFullName Currency CustomerCode CustomerName
		DatevAccountantNumber DatevClientNumber Description Email Fax Legislation ModifierFullName
		OBNumber Phone Postcode SbiCode SbiDescription SectorCode SectorDescription SiretNumber
		State SubsectorCode SubsectorDescription TaxOfficeNumber TaxReferenceNumber TemplateCode
		VATNumber Website
	`,
	DateTime: `
		ArchiveDate Created DivisionHRLinkUnlinkDate DivisionMoveDate Modified StartDate
	`,
	Int32: "Code BlockingStatus Status",
	Int64: "Hid",
	Double: "ShareCapital",
	Boolean: "Current IsDossierDivision IsHRDivision IsMainDivision IsPracticeDivision",
	Collection: "Class_01 Class_02 Class_03 Class_04 Class_05",
});
