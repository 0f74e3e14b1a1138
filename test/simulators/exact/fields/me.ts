import { edmFields } from "../odata/edm.ts";

export const meFields = edmFields({
	Guid: "UserID DivisionCustomer EmployeeID",
	String: `
		CustomerCode DivisionCustomerCode DivisionCustomerName DivisionCustomerSiretNumber
		DivisionCustomerVatNumber Email FirstName FullName Gender Initials Language LanguageCode
		LastName MiddleName Mobile Nationality PackageCode Phone PhoneExtension PictureUrl
		ServerTime ThumbnailPictureFormat Title UserName
	`,
	Int32: "AccountingDivision CurrentDivision DossierDivision",
	Int64: "Legislation",
	Double: "ServerUtcOffset",
	Boolean: `
		IsClientUser IsEmployeeSelfServiceUser IsMyFirmLiteUser IsMyFirmPortalUser
		IsOEIMigrationMandatory IsStarterUser
	`,
	Binary: "ThumbnailPicture",
});
