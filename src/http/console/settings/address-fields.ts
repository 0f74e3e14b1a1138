import type { SettingsSection } from "./field-kinds.ts";

export const ADDRESSES_SECTION: SettingsSection = {
	title: "Addresses",
	isFolded: true,
	fields: [
		{
			name: "addresses.defaultPhone",
			label: "Phone for receivers without one",
			hint: "Empty blocks such an order until Exact has a number.",
			kind: "text",
			type: "tel",
			isNullable: true,
		},
		{
			name: "addresses.validate",
			label: "Ask FedEx about each new address",
			hint: "Says whether it is a home, and what it looks like to FedEx.",
			kind: "switch",
		},
	],
};
