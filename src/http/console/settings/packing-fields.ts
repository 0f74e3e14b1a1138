import { t } from "../texts/t.ts";
import type { SettingsSection } from "./field-kinds.ts";

export const packingSection = (): SettingsSection => ({
	title: t.packing.packing,
	hint: t.packing.howGoodsArePut,
	isFolded: true,
	fields: [
		{
			name: "packing.waitForBench",
			label: t.packing.waitForBench,
			hint: t.packing.waitForBenchHint,
			kind: "switch",
		},
		{
			name: "packing.maxPackageGrams",
			label: t.packing.gramsInOnePackage,
			hint: t.packing.emptyLeavesItTo,
			kind: "number",
			isNullable: true,
		},
		{
			name: "packing.maxUnitsPerPackage",
			label: t.packing.unitsInOnePackage,
			kind: "number",
			isNullable: true,
		},
		{
			name: "packing.packageType",
			label: t.packing.usualPackageType,
			hint: t.packing.itsCodeBelowEmpty,
			kind: "text",
			isNullable: true,
		},
		{
			name: "packing.packageTypes",
			label: t.packing.packageTypes,
			kind: "table",
			row: t.common.packageType,
			add: t.packing.addPackageTypes,
			columns: [
				{ name: "code", label: t.packing.code, kind: "text" },
				{ name: "lengthCm", label: t.packing.lengthCm, kind: "number" },
				{ name: "widthCm", label: t.packing.widthCm, kind: "number" },
				{ name: "heightCm", label: t.packing.heightCm, kind: "number" },
				{ name: "emptyGrams", label: t.packing.gramsEmpty, kind: "number", ifEmpty: 0 },
				{ name: "maxGrams", label: t.packing.gramsFullAtMost, kind: "number", isNullable: true },
				{
					name: "packaging",
					label: t.packing.fedexPackaging,
					kind: "text",
					ifEmpty: "YOUR_PACKAGING",
				},
			],
		},
	],
});
