import type { SettingsSection } from "./field-kinds.ts";

export const BRANDING_SECTION: SettingsSection = {
	title: "Tracking page",
	hint: "What your customers see on the page that follows their parcel. The logo is uploaded on the division's page.",
	isFolded: true,
	fields: [
		{
			name: "branding.name",
			label: "Name of your shop",
			hint: "Empty shows the company that you ship from.",
			kind: "text",
			isNullable: true,
		},
		{
			name: "branding.colour",
			label: "Colour",
			hint: "Six hexadecimal digits such as #0b5fa5, dark enough to be read on white. At night it is made lighter by itself.",
			kind: "text",
			isNullable: true,
		},
		{
			name: "branding.email",
			label: "E-mail for questions",
			kind: "text",
			type: "email",
			isNullable: true,
		},
		{
			name: "branding.phone",
			label: "Phone for questions",
			kind: "text",
			type: "tel",
			isNullable: true,
		},
		{
			name: "branding.website",
			label: "Website",
			hint: "Begins with https://.",
			kind: "text",
			isNullable: true,
		},
	],
};
