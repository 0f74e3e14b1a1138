import { describe, expect, it } from "vitest";

import type { PlannedLine } from "../../../src/shipping/model/shipment-plan.ts";
import {
	documentBody,
	documentSubject,
	trackingUrl,
} from "../../../src/shipping/write-back/document-text.ts";
import { samplePackages } from "../sample-packages.ts";
import { samplePlan } from "../samples.ts";

function line(change: Partial<PlannedLine>): PlannedLine {
	const [sample] = samplePlan().lines;
	if (sample === undefined) {
		throw new Error("the sample has no line");
	}
	return { ...sample, ...change };
}

describe("the Document's subject", () => {
	it("finds it again: order number and shipment, the same each time", () => {
		expect(documentSubject(20_001, "shp_1")).toBe("FedEx 20001 shp_1");
	});

	it("is never that of another shipment of the order", () => {
		expect(documentSubject(20_001, "shp_1")).not.toBe(documentSubject(20_001, "shp_2"));
	});
});

describe("the Document's body", () => {
	const body = documentBody({
		shipmentId: "shp_1",
		plan: samplePlan({
			packages: samplePackages(2_700, 450),
			lines: [
				line({ lineNumber: 1, quantity: 2, itemCode: "PUMP-1", description: "Bilge pump" }),
				line({ lineNumber: 3, quantity: 0.5, itemCode: null, description: "Rope" }),
			],
		}),
		shipDate: "2026-11-24",
		state: "label_made",
		packages: [
			{ sequence: 1, trackingNumber: "794600000001", state: "label_made" },
			{ sequence: 2, trackingNumber: "794600000002", state: "label_made" },
		],
		events: [],
	});

	it("tells what went into the boxes, how heavy and where to", () => {
		expect(body).toContain("Order 20001: label made, ship date 2026-11-24.");
		expect(body).toContain("FEDEX_PRIORITY, 2 package(s), 3.15 kg, to Amsterdam (NL).");
		expect(body).toContain("Line 1: 2 x PUMP-1 Bilge pump");
		expect(body).toMatch(/Line 3: 0\.5 x +Rope/);
		expect(body).toContain("Shipment shp_1");
	});

	it("links every package at FedEx", () => {
		for (const number of ["794600000001", "794600000002"]) {
			expect(body).toContain(`https://www.fedex.com/fedextrack/?trknbr=${number}`);
		}
	});

	it("keeps the number inside the link, whatever it is", () => {
		expect(trackingUrl("1&x=2")).toBe("https://www.fedex.com/fedextrack/?trknbr=1%26x%3D2");
	});

	it("tells where each parcel is and what happened to it", () => {
		const told = documentBody({
			shipmentId: "shp_1",
			plan: samplePlan(),
			shipDate: "2026-11-24",
			state: "in_transit",
			packages: [
				{ sequence: 1, trackingNumber: "794600000001", state: "delivered" },
				{ sequence: 2, trackingNumber: "794600000002", state: "in_transit" },
			],
			events: [
				{
					at: Date.parse("2026-11-24T15:30:20Z"),
					packageSequence: 2,
					description: "Picked up",
					location: "ZWOLLE, NL",
				},
				{
					at: Date.parse("2026-11-25T10:13:00Z"),
					packageSequence: 1,
					description: "Delivered",
					location: null,
				},
			],
		});
		expect(told).toContain("Order 20001: in transit, ship date 2026-11-24.");
		expect(told).toContain("Tracking 794600000001 (delivered): https://www.fedex.com/");
		expect(told).toContain("2026-11-24 15:30 UTC: package 2, Picked up (ZWOLLE, NL)");
		expect(told).toContain("2026-11-25 10:13 UTC: package 1, Delivered\n");
	});
});
