import { describe, expect, it } from "vitest";

import {
	KNOWN_SERVICES,
	mayRunBetween,
	usualService,
} from "../../../../src/shipping/model/facts/service-lanes.ts";
import { findService, isOnLane } from "../../../simulators/fedex/tables/services.ts";

const COUNTRIES = ["NL", "DE", "FR", "GB", "CH", "US"];
const LANES = COUNTRIES.flatMap((from) => COUNTRIES.map((to) => [from, to] as const));

describe("a service", () => {
	it.each([
		["FEDEX_PRIORITY", "NL", "NL", true],
		["FEDEX_PRIORITY", "NL", "DE", false],
		["FEDEX_PRIORITY", "US", "US", false],
		["PRIORITY_OVERNIGHT", "NL", "NL", false],
		["PRIORITY_OVERNIGHT", "US", "US", true],
		["FEDEX_ECONOMY_SELECT", "GB", "GB", true],
		["FEDEX_ECONOMY_SELECT", "NL", "NL", false],
		["FEDEX_PRIORITY_EXPRESS_FREIGHT", "CZ", "CZ", false],
		["FEDEX_REGIONAL_ECONOMY", "NL", "FR", true],
		["FEDEX_REGIONAL_ECONOMY", "NL", "NL", false],
		["FEDEX_REGIONAL_ECONOMY", "NL", "US", false],
		["FEDEX_INTERNATIONAL_PRIORITY", "NL", "US", true],
		["FEDEX_INTERNATIONAL_PRIORITY", "NL", "NL", false],
		["FEDEX_GROUND", "US", "US", true],
		["FEDEX_GROUND", "US", "CA", true],
		["FEDEX_GROUND", "US", "MX", false],
		["FEDEX_GROUND", "NL", "NL", false],
		["FEDEX_GROUND", "US", "PR", true],
	])("%s from %s to %s: %s", (service, from, to, runs) => {
		expect(mayRunBetween(service, from, to)).toBe(runs);
	});

	it("that is not known is taken as it is", () => {
		expect(mayRunBetween("FEDEX_HYPERLOOP", "NL", "NL")).toBe(true);
		expect(mayRunBetween("CHEAPEST", "NL", "US")).toBe(true);
	});

	it("is never called off a lane where the simulator of FedEx has it", () => {
		for (const [from, to] of LANES) {
			const wrong = KNOWN_SERVICES.filter((name) => {
				const service = findService(name);
				return (
					service !== undefined && isOnLane(service, from, to) && !mayRunBetween(name, from, to)
				);
			});
			expect(wrong, `${from}-${to}`).toEqual([]);
		}
	});

	it("that is advised runs where it is advised", () => {
		for (const [from, to] of [...LANES, ["MX", "MX"] as const, ["US", "CA"] as const]) {
			expect(mayRunBetween(usualService(from, to), from, to), `${from}-${to}`).toBe(true);
		}
	});
});
