import { expect, it } from "vitest";

import { seedDemo } from "../simulators/demo/seed.ts";
import { demoSettings } from "../simulators/demo/settings.ts";
import { Store } from "../simulators/twin/store.ts";
import { START, startTwin, truths } from "./twin-under-test.ts";

const MOST_KG = 30;

it("spreads the orders evenly, most of them ready", async () => {
	const twin = startTwin();
	const kinds: Record<string, number> = {};
	for (const region of ["nl", "de", "fr", "com"]) {
		const orders = await truths(twin, `region=${region}`);
		expect(orders).toHaveLength(50);
		for (const { expected } of orders) {
			kinds[expected.kind] = (kinds[expected.kind] ?? 0) + 1;
		}
	}
	expect(kinds).toEqual({ ready: 162, "not-ready": 28, blocked: 10 });
});

it("has an order of every kind", async () => {
	const found = new Set((await truths(startTwin(), "")).map(({ expected }) => expected.why));
	expect([...found].toSorted()).toEqual([
		"awaiting-approval",
		"cancelled",
		"complete",
		"complete-only",
		"delivery-date",
		"mixed-drop-shipment",
		"mixed-services",
		"no-phone",
		"no-postal-code",
		"no-street",
		"no-weight",
		"only-drop-shipment",
		"only-services",
		"partly-delivered",
		"plain",
		"postal-code-country",
		"return-line",
		"shipping-method",
	]);
});

it("gives every ready order one parcel's weight, at home or within the union", async () => {
	const response = await startTwin().control("orders");
	const { orders } = (await response.json()) as { orders: Full[] };
	for (const order of orders.filter(({ expected }) => expected.kind === "ready")) {
		const shipped = order.lines.filter(({ lineNumber }) =>
			order.expected.lineNumbers.includes(lineNumber),
		);
		const kg = shipped.reduce((sum, line) => sum + line.grossWeightKg * line.quantity, 0);
		expect(kg).toBeGreaterThan(0);
		expect(kg).toBeLessThan(MOST_KG);
		const home = order.region === "com" ? "US" : order.region.toUpperCase();
		const isAbroad = order.address.country !== home;
		expect(order.shippingMethod === "FDX-ECO").toBe(isAbroad);
	}
});

type Full = {
	region: string;
	shippingMethod: string;
	address: { country: string };
	lines: { lineNumber: number; quantity: number; grossWeightKg: number }[];
	expected: { kind: string; lineNumbers: number[] };
};

it("is the same for the same seed, and another for another", () => {
	const [one, same, other] = [1, 1, 2].map((seed) => {
		const store = new Store();
		seedDemo(store, { orders: 40, seed, now: START });
		return JSON.stringify(store.snapshot());
	});
	expect(one === same).toBe(true);
	expect(one === other).toBe(false);
});

it("has settings for every division", () => {
	expect(Object.keys(demoSettings)).toEqual([
		"nl/102673",
		"de/204417",
		"fr/310952",
		"com/415830",
		"be/508214",
	]);
});
