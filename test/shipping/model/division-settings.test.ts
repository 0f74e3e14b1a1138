import { describe, expect, it } from "vitest";

import {
	completeSettings,
	divisionSettingsSchema,
} from "../../../src/shipping/model/division-settings.ts";
import { DEFAULT_RULE, DEFAULT_SECTIONS } from "../default-settings.ts";

const shipFrom = {
	companyName: "Noordzee Onderdelen",
	personName: "Magazijn",
	phone: "+31 38 123 4567",
	streetLines: ["Ceintuurbaan 42"],
	postalCode: "8024AA",
	city: "Zwolle",
	country: "NL",
};
const minimal = {
	fedexAccountId: "fda_1",
	shipFrom,
	timeZone: "Europe/Amsterdam",
	services: [{ shippingMethod: "FDX-PRIO", service: "FEDEX_PRIORITY" }],
};

/** Where the first complaint is, as a path. */
function complaint(change: Record<string, unknown>): string | undefined {
	const result = divisionSettingsSchema.safeParse({ ...minimal, ...change });
	return result.success ? undefined : result.error.issues[0]?.path.join(".");
}

describe("a division's settings", () => {
	it("have a default for everything that has a usual value", () => {
		expect(divisionSettingsSchema.parse(minimal)).toEqual({
			...minimal,
			shipFrom: { ...shipFrom, email: null, state: null },
			workingDays: [1, 2, 3, 4, 5],
			holidays: [],
			cutOff: "16:00",
			schedule: "*/15 7-18 * * mon-fri",
			readFrom: null,
			trigger: "sales-order",
			readyRule: {
				approvalStatus: [1, 2],
				status: [12, 20],
				deliveryStatus: [12, 20],
				deliveryWithinDays: null,
				warehouses: null,
			},
			backorders: "person",
			...DEFAULT_SECTIONS,
			services: [{ ...minimal.services[0], ...DEFAULT_RULE }],
			weight: { unit: "kg", defaultGramsPerUnit: null },
			label: { format: "PDF", stock: "PAPER_4X6" },
			returnLabel: "on-request",
			pickupType: "USE_SCHEDULED_PICKUP",
			writeBack: { policy: "end-state", attachLabel: false, goodsDelivery: "none" },
			maxLabelsPerHour: 500,
			testDivision: false,
		});
	});

	it("come out of themselves unchanged, since what is stored is read again", () => {
		const once = divisionSettingsSchema.parse(minimal);
		expect(divisionSettingsSchema.parse(once)).toEqual(once);
	});

	it("of an earlier version are completed although one of their sections would be refused today", () => {
		const stored = { ...minimal, shipFrom: { ...shipFrom, state: "Ohio" } };
		const { billing, customs, freight, packing } = divisionSettingsSchema.parse(minimal);
		expect(completeSettings(stored)).toMatchObject({
			shipFrom: { state: "Ohio" },
			billing,
			customs,
			freight,
			packing,
		});
	});

	it.each([
		["fedexAccountId", { fedexAccountId: " " }],
		["shipFrom.phone", { shipFrom: { ...shipFrom, phone: "12" } }],
		["shipFrom.email", { shipFrom: { ...shipFrom, email: "nobody" } }],
		["shipFrom.streetLines", { shipFrom: { ...shipFrom, streetLines: [] } }],
		["shipFrom.streetLines.0", { shipFrom: { ...shipFrom, streetLines: ["x".repeat(36)] } }],
		["shipFrom.state", { shipFrom: { ...shipFrom, state: "Ohio" } }],
		["shipFrom.country", { shipFrom: { ...shipFrom, country: "Netherlands" } }],
		["shipFrom", { shipFrom: { ...shipFrom, floor: 3 } }],
		["timeZone", { timeZone: "CET-1" }],
		["timeZone", { timeZone: "+01:00" }],
		["workingDays", { workingDays: [] }],
		["workingDays.0", { workingDays: [8] }],
		["holidays.0", { holidays: ["25-12-2026"] }],
		["cutOff", { cutOff: "24:00" }],
		["schedule", { schedule: "every quarter" }],
		["schedule", { schedule: "0 */15 7-18 * * mon-fri" }],
		["schedule", { schedule: "0 0 30 2 *" }],
		["readFrom", { readFrom: "2026-02-30" }],
		["trigger", { trigger: "invoice" }],
		["readyRule.status.0", { readyRule: { status: [13] } }],
		["readyRule.approvalStatus", { readyRule: { approvalStatus: [] } }],
		["readyRule.deliveryWithinDays", { readyRule: { deliveryWithinDays: -1 } }],
		["readyRule.warehouses", { readyRule: { warehouses: [] } }],
		["backorders", { backorders: "never" }],
		["services", { services: [] }],
		["services.0.service", { services: [{ shippingMethod: "A", service: "priority" }] }],
		[
			"services.0.shippingMethod",
			{ services: [{ shippingMethod: "", service: "FEDEX_PRIORITY" }] },
		],
		["weight.unit", { weight: { unit: "oz" } }],
		["weight.defaultGramsPerUnit", { weight: { defaultGramsPerUnit: 0 } }],
		["weight.defaultGramsPerUnit", { weight: { defaultGramsPerUnit: 68_001 } }],
		["label.stock", { label: { format: "PDF", stock: "STOCK_4X6" } }],
		["label.stock", { label: { format: "ZPLII", stock: "PAPER_4X6" } }],
		["label.format", { label: { format: "TIFF", stock: "PAPER_4X6" } }],
		["pickupType", { pickupType: "SOON" }],
		["writeBack.policy", { writeBack: { policy: "all" } }],
		["maxLabelsPerHour", { maxLabelsPerHour: 0 }],
		["testDivision", { testDivision: "yes" }],
		["", { shipFormat: "PDF" }],
	])("name %j when it can't be %j", (path, change) => {
		expect(complaint(change)).toBe(path);
	});

	it.each([
		{ timeZone: "America/Argentina/Buenos_Aires" },
		{ timeZone: "UTC" },
		{ schedule: "0 6 * * *" },
		{ label: { format: "ZPLII", stock: "STOCK_4X675" } },
		{ readFrom: "2024-02-29" },
		{ workingDays: [1, 2, 3, 4, 5, 6, 7] },
	])("may be %j", (change) => {
		expect(complaint(change)).toBeUndefined();
	});
});
