import { edmFields } from "../odata/edm.ts";

export const contactFields = edmFields({
	Guid: `
		ID Account AccountMainContact Creator IdentificationDocument IdentificationUser
		LeadPurpose LeadSource Modifier Person
	`,
	String: `
		AccountName AddressLine2 AddressStreet AddressStreetNumber AddressStreetNumberSuffix
		BirthName BirthNamePrefix BirthPlace BusinessEmail BusinessFax BusinessMobile
		BusinessPhone BusinessPhoneExtension City Code Country CreatorFullName CustomField Email
		FirstName FullName Gender Initials JobTitleDescription Language LastName MarketingNotes
		MiddleName Mobile ModifierFullName Nationality Notes PartnerName PartnerNamePrefix Phone
		PhoneExtension PictureName PictureThumbnailUrl PictureUrl Postcode SocialSecurityNumber
		State Title TitleAbbreviation TitleDescription
	`,
	DateTime: "BirthDate Created EndDate IdentificationDate Modified StartDate",
	Int32: "AllowMailing Division HID",
	Boolean: "AccountIsCustomer AccountIsSupplier IsMailingExcluded IsMainContact",
	Byte: "IsAnonymised",
	Binary: "Picture",
});
