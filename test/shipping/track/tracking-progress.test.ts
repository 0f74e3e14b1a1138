import { describe, expect, it } from "vitest";

import {
	TRACKING_STATES,
	type TrackingState,
} from "../../../src/shipping/model/tracking-states.ts";
import {
	advance,
	hasArrived,
	stateOfShipment,
} from "../../../src/shipping/track/tracking-progress.ts";
import { wantsUpdate } from "../../../src/shipping/write-back/document-policy.ts";

describe("a parcel", () => {
	const moves: [TrackingState, TrackingState | null, TrackingState][] = [
		["label_made", "in_transit", "in_transit"],
		["label_made", "delivered", "delivered"],
		["in_transit", "label_made", "in_transit"],
		["in_transit", "out_for_delivery", "out_for_delivery"],
		["out_for_delivery", "in_transit", "out_for_delivery"],
		["in_transit", null, "in_transit"],
		["label_made", "exception", "exception"],
		["out_for_delivery", "exception", "exception"],
		["exception", "in_transit", "in_transit"],
		["exception", "out_for_delivery", "out_for_delivery"],
		["exception", "label_made", "exception"],
		["exception", "delivered", "delivered"],
		["exception", "returned", "returned"],
		["delivered", "exception", "delivered"],
		["delivered", "in_transit", "delivered"],
		["returned", "in_transit", "returned"],
		["returned", "delivered", "returned"],
	];
	it.each(moves)("that is %s and is seen %s is %s", (from, seen, to) => {
		expect(advance(from, seen)).toBe(to);
	});

	it("needs no more looks once it is delivered, to the customer or back at its shipper", () => {
		expect(hasArrived("delivered", null)).toBe(true);
		expect(hasArrived("returned", "delivered")).toBe(true);
		expect(hasArrived("returned", "in_transit")).toBe(false);
		expect(hasArrived("out_for_delivery", null)).toBe(false);
	});
});

describe("a shipment", () => {
	const shown: [TrackingState[], TrackingState][] = [
		[["delivered", "delivered"], "delivered"],
		[["delivered", "in_transit"], "in_transit"],
		[["label_made", "out_for_delivery"], "label_made"],
		[["exception", "label_made"], "exception"],
		[["delivered", "returned"], "returned"],
	];
	it.each(shown)("of parcels that are %j is %s", (parcels, state) => {
		expect(stateOfShipment(parcels)).toBe(state);
	});
});

describe("a Document is updated", () => {
	const changed = TRACKING_STATES.map(
		(to) => ({ from: "exception", to, hasNewEvents: true }) as const,
	);
	const told = (policy: "end-state" | "milestones" | "every-scan") =>
		changed.filter((news) => wantsUpdate(policy, news)).map((news) => news.to);

	it("by its end-state policy when it is delivered or returned", () => {
		expect(told("end-state")).toEqual(["returned", "delivered"]);
	});

	it("by milestones when the state changes", () => {
		expect(told("milestones")).toEqual(TRACKING_STATES.filter((state) => state !== "exception"));
	});

	it("with every scan when there is one", () => {
		expect(told("every-scan")).toEqual([...TRACKING_STATES]);
		const same = { from: "in_transit", to: "in_transit" } as const;
		expect(wantsUpdate("every-scan", { ...same, hasNewEvents: true })).toBe(true);
		expect(wantsUpdate("every-scan", { ...same, hasNewEvents: false })).toBe(false);
		expect(wantsUpdate("milestones", { ...same, hasNewEvents: true })).toBe(false);
	});
});
