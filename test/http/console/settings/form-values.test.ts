import { describe, expect, it } from "vitest";

import { Form } from "../../../../src/http/console/form.ts";
import { SETTINGS_FIELDS } from "../../../../src/http/console/settings/all-fields.ts";
import { isTable } from "../../../../src/http/console/settings/field-kinds.ts";
import { fromForm, toForm } from "../../../../src/http/console/settings/form-values.ts";
import { sampleSettings } from "../../../shipping/samples.ts";

/** A division that uses every list and every object that may be absent. */
const FULL = sampleSettings({
	packing: { packageTypes: [{ code: "S", lengthCm: 30, widthCm: 20, heightCm: 10 }] },
	billing: {
		payor: { by: "recipient", accountNumber: "123456789" },
		costCentres: [
			{ costCentre: "SALES", payor: { by: "third-party", accountNumber: "987654321" } },
		],
	},
	freight: { accountNumber: "123456789", freightClass: "CLASS_070" },
});

function leavesOf(value: unknown, path: readonly string[] = []): string[] {
	return typeof value !== "object" || value === null || Array.isArray(value)
		? [path.join(".")]
		: Object.entries(value).flatMap(([name, entry]) => leavesOf(entry, [...path, name]));
}

describe("the fields of the settings form", () => {
	it("cover every setting", () => {
		const shown = new Set(SETTINGS_FIELDS.map(({ name }) => name));
		expect(leavesOf(FULL).filter((name) => !shown.has(name))).toEqual([]);
	});

	it("cover every property of each list's rows", () => {
		for (const table of SETTINGS_FIELDS.filter(isTable)) {
			const hidden = toForm(FULL)
				.names()
				.filter((name) => name.startsWith(`${table.name}.`) && name.endsWith(".rest"));
			expect(hidden).toEqual([]);
		}
	});

	it("leave what the form does not know as it is", () => {
		const odd = {
			...FULL,
			packing: { ...FULL.packing, tape: { wide: true } },
			services: FULL.services.map((rule) => ({ ...rule, colour: "red" })),
		};
		const form = toForm(odd);
		expect(fromForm(form, odd)).toEqual({ settings: odd, unknown: [] });
	});

	it("take nonsense in a hidden cell as nothing", () => {
		const form = toForm(FULL);
		const values = new Map(form.names().map((name) => [name, form.all(name)]));
		values.set("services.0.rest", ["{"]);
		expect(fromForm(new Form(values), FULL).settings).toEqual(FULL);
	});
});
