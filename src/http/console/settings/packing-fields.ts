import type { SettingsSection } from "./field-kinds.ts";

export const PACKING_SECTION: SettingsSection = {
	title: "Packing",
	hint: "How goods are put into boxes.",
	isFolded: true,
	fields: [
		{
			name: "packing.waitForBench",
			label: "Wait for the pack bench",
			hint: "No label is made before the order was packed there. For sales orders, with what is left over decided by a person.",
			kind: "switch",
		},
		{
			name: "packing.maxPackageGrams",
			label: "Grams in one package, at most",
			hint: "Empty leaves it to the packaging's own limit.",
			kind: "number",
			isNullable: true,
		},
		{
			name: "packing.maxUnitsPerPackage",
			label: "Units in one package, at most",
			kind: "number",
			isNullable: true,
		},
		{
			name: "packing.packageType",
			label: "Usual package type",
			hint: "Its code below; empty tells FedEx no dimensions.",
			kind: "text",
			isNullable: true,
		},
		{
			name: "packing.packageTypes",
			label: "Package types",
			kind: "table",
			row: "Package type",
			add: "Add package types",
			columns: [
				{ name: "code", label: "Code", kind: "text" },
				{ name: "lengthCm", label: "Length, cm", kind: "number" },
				{ name: "widthCm", label: "Width, cm", kind: "number" },
				{ name: "heightCm", label: "Height, cm", kind: "number" },
				{ name: "emptyGrams", label: "Grams, empty", kind: "number", ifEmpty: 0 },
				{ name: "maxGrams", label: "Grams, full, at most", kind: "number", isNullable: true },
				{ name: "packaging", label: "FedEx packaging", kind: "text", ifEmpty: "YOUR_PACKAGING" },
			],
		},
	],
};
