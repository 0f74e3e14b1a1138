import { describe, expect, it } from "vitest";

import type { Problem } from "../../../src/lib/errors.ts";
import { chooseService, type ServiceQuestion } from "../../../src/shipping/plan/choose-service.ts";
import { sampleHeader, sampleSettings } from "../samples.ts";

/** By contract, so it runs wherever. */
const SERVICE = { shippingMethod: "FDX-PRIO", service: "FEDEX_CONTRACT" };

function choose(rules: object[], change: Partial<ServiceQuestion> = {}) {
	const problems: Problem[] = [];
	const question: ServiceQuestion = {
		header: sampleHeader(),
		from: "NL",
		to: "DE",
		isResidential: null,
		weightGrams: 5_000,
		value: 250,
		...change,
	};
	const services = rules.map((rule) => ({ ...SERVICE, ...rule }));
	const chosen = chooseService(question, sampleSettings({ services }), problems);
	return { service: chosen?.rule.service, choice: chosen?.choice, problems };
}

describe("the rules of a division", () => {
	it("are tried in their order, and the first that fits wins and says why", () => {
		const found = choose([
			{ service: "FEDEX_GROUND", zones: ["domestic"] },
			{ service: "FEDEX_REGIONAL_ECONOMY", zones: ["european-union"], maxWeightGrams: 10_000 },
			{},
		]);
		expect(found.service).toBe("FEDEX_REGIONAL_ECONOMY");
		expect(found.choice).toEqual({
			rule: 2,
			because: ["method FDX-PRIO", "european-union", "5 kg"],
		});
	});

	it.each<[condition: object, fits: Partial<ServiceQuestion>, not: Partial<ServiceQuestion>]>([
		[{ zones: ["domestic"] }, { to: "NL" }, { to: "CH" }],
		[{ zones: ["international"] }, { to: "CH" }, { to: "BE" }],
		[{ countries: ["CH", "NO"] }, { to: "NO" }, { to: "SE" }],
		[{ minWeightGrams: 5_001 }, { weightGrams: 5_001 }, { weightGrams: 5_000 }],
		[{ maxWeightGrams: 4_999 }, { weightGrams: 4_999 }, { weightGrams: 5_000 }],
		[{ minValue: "250.01" }, { value: 250.01 }, { value: 250 }],
		[{ maxValue: "249.99" }, { value: 249.99 }, { value: 250 }],
		[{ residential: true }, { isResidential: true }, { isResidential: null }],
		[{ residential: false }, { isResidential: false }, { isResidential: true }],
		[
			{ warehouses: ["2"] },
			{ header: sampleHeader({ warehouseCode: "2" }) },
			{ header: sampleHeader({ warehouseCode: "1" }) },
		],
	])("hold only where their condition %j does", (condition, fits, not) => {
		expect(choose([condition], fits).service).toBe(SERVICE.service);
		expect(choose([condition], not).problems).toMatchObject([{ code: "order.no_service_rule" }]);
	});

	it("are wrong where they name a service that does not run there, and say how to mend it", () => {
		const found = choose([{ zones: ["domestic"] }, { service: "FEDEX_GROUND" }]);
		expect(found.problems).toEqual([
			{
				code: "service.not_on_lane",
				field: "Division settings › Services › Rule 2",
				message: "FEDEX_GROUND does not run from NL to DE.",
				remedy:
					"Give the rule another service, such as FEDEX_REGIONAL_ECONOMY, or conditions that leave DE out.",
			},
		]);
		expect(choose([{ service: "FEDEX_GROUND" }], { from: "US", to: "US" }).problems).toEqual([]);
	});

	it("that ask for the cheapest service say how many days it may take", () => {
		expect(choose([{ service: "CHEAPEST", arriveWithinDays: 2 }])).toMatchObject({
			service: "CHEAPEST",
			choice: { arriveWithinDays: 2 },
			problems: [],
		});
	});

	it("leave an order whose method none of them names to a person", () => {
		const header = sampleHeader({ shippingMethodCode: "POSTNL" });
		expect(choose([{}], { header }).problems).toMatchObject([
			{ code: "order.shipping_method_unmapped", field: "Sales order › Shipping method" },
		]);
	});

	it("say nothing about an address without a country, which is a problem of its own", () => {
		expect(choose([{ zones: ["domestic"] }], { to: null })).toMatchObject({
			service: undefined,
			problems: [],
		});
	});
});
