import { describe, expect, it } from "vitest";

import {
	chooseStation,
	type PrintableFacts,
	type StationRoute,
} from "../../../src/shipping/model/printing/route-print.ts";

const LABEL: PrintableFacts = {
	divisionId: "div_1",
	warehouseCode: "W1",
	kind: "label",
	contentType: "application/pdf",
};
const ALL = { divisionIds: null, warehouses: null, formats: ["PDF"], prints: "labels" } as const;
const station = (id: string, change: Partial<StationRoute> = {}): StationRoute => ({
	...ALL,
	id,
	...change,
});

describe("a label goes to", () => {
	it.each([
		["the only station", [station("a")], "a"],
		["no station of another format", [station("a", { formats: ["ZPL"] })], undefined],
		["no station of another division", [station("a", { divisionIds: ["div_2"] })], undefined],
		["no station of another warehouse", [station("a", { warehouses: ["W2"] })], undefined],
		["no station for papers", [station("a", { prints: "papers" })], undefined],
		["the station of its warehouse", [station("a"), station("b", { warehouses: ["W1"] })], "b"],
		["the station of its division", [station("a"), station("b", { divisionIds: ["div_1"] })], "b"],
		["the oldest of equals", [station("b"), station("a")], "a"],
		["one for labels before one for all", [station("a", { prints: "all" }), station("b")], "b"],
	] as const)("%s", (_name, stations, expected) => {
		expect(chooseStation(LABEL, stations)?.id).toBe(expected);
	});

	it("no station of a warehouse where its order names none", () => {
		const stations = [station("a", { warehouses: ["W1"] })];
		expect(chooseStation({ ...LABEL, warehouseCode: null }, stations)).toBeUndefined();
	});

	it("and its invoice to the station for papers", () => {
		const stations = [station("a"), station("b", { prints: "papers" })];
		const invoice = { ...LABEL, kind: "commercial-invoice" };
		expect(chooseStation(invoice, stations)?.id).toBe("b");
		expect(chooseStation(LABEL, stations)?.id).toBe("a");
	});
});
