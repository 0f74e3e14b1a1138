import { t } from "../texts/t.ts";
import type { SettingsSection } from "./field-kinds.ts";

export const brandingSection = (): SettingsSection => ({
	title: t.branding.trackingPage,
	hint: t.branding.whatYourCustomersSee,
	isFolded: true,
	fields: [
		{
			name: "branding.name",
			label: t.branding.nameOfYourShop,
			hint: t.branding.emptyShowsTheCompany,
			kind: "text",
			isNullable: true,
		},
		{
			name: "branding.colour",
			label: t.branding.colour,
			hint: t.branding.sixHexadecimalDigitsSuch,
			kind: "text",
			isNullable: true,
		},
		{
			name: "branding.email",
			label: t.branding.eMailForQuestions,
			kind: "text",
			type: "email",
			isNullable: true,
		},
		{
			name: "branding.phone",
			label: t.branding.phoneForQuestions,
			kind: "text",
			type: "tel",
			isNullable: true,
		},
		{
			name: "branding.website",
			label: t.branding.website,
			hint: t.branding.beginsWithHttps,
			kind: "text",
			isNullable: true,
		},
	],
});
