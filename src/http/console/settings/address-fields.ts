import { t } from "../texts/t.ts";
import type { SettingsSection } from "./field-kinds.ts";

export const addressesSection = (): SettingsSection => ({
	title: t.settings.addresses,
	isFolded: true,
	fields: [
		{
			name: "addresses.defaultPhone",
			label: t.settings.phoneForReceiversWithout,
			hint: t.settings.emptyBlocksSuchAn,
			kind: "text",
			type: "tel",
			isNullable: true,
		},
		{
			name: "addresses.validate",
			label: t.settings.askFedexAboutEach,
			hint: t.settings.saysWhetherItIs,
			kind: "switch",
		},
	],
});
