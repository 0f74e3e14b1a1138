import { beforeEach, describe, expect, it, vi } from "vitest";

import { DEMO, connect, forgetEarlier, readDivision, startConnected } from "./demo-division.ts";
import type { OrderTruth } from "./simulators/exact/state/order-truth.ts";
import type { Twins } from "./twins.ts";
import { api, until } from "./worker.ts";

/** What the twin was told to get wrong about an order, and how the same is put right again. */
type Flaw = { why: string; field: string; spoil: object; mend: (order: OrderTruth) => object };

type Shipment = {
	status: string;
	orders: { orderNumber: number }[];
	reason: { field: string; message: string; remedy: string } | null;
};

const MINUTE = 60_000;
const QUARTER_MS = 15 * MINUTE;

const addressFlaw = (why: string, label: string, key: "postcode" | "street" | "city"): Flaw => ({
	why,
	field: `Delivery address › ${label}`,
	spoil: { address: { [key]: null } },
	mend: ({ address }) => ({ address: { [key]: address?.[key] } }),
});

const FLAWS: Flaw[] = [
	addressFlaw("no-postal-code", "Postcode", "postcode"),
	addressFlaw("no-street", "Address", "street"),
	addressFlaw("no-city", "City", "city"),
	{
		why: "postal-code-country",
		field: "Delivery address › Postcode",
		spoil: { address: { postcode: "SW1A 1AA" } },
		mend: ({ address }) => ({ address: { postcode: address?.postcode } }),
	},
	{
		why: "no-weight",
		field: "Item › Gross weight",
		spoil: { lines: [{ lineNumber: 1, weightKg: null }] },
		mend: () => ({ lines: [{ lineNumber: 1, weightKg: 0.7 }] }),
	},
];

let twins: Twins;
beforeEach(async () => {
	await forgetEarlier();
	for (const method of ["log", "warn", "error"] as const) {
		vi.spyOn(console, method).mockReturnValue();
	}
	twins = startConnected({ orders: 8 });
});

async function change(order: OrderTruth, body: object): Promise<void> {
	await twins.control("exact", `orders/${order.orderId}`, { method: "PATCH", body });
}

/** Numbers of the division's orders that Exact's side expects to come out so. */
async function expected(kind: string): Promise<number[]> {
	const { region } = DEMO.connection;
	const { orders } = await twins.control<{ orders: OrderTruth[] }>("exact", "orders");
	return orders
		.filter((order) => order.region === region && order.division === DEMO.code)
		.filter((order) => order.expected.kind === kind)
		.map(({ orderNumber }) => orderNumber)
		.toSorted();
}

async function shipments(status: string): Promise<Shipment[]> {
	return (await api<{ items: Shipment[] }>("GET", `/shipments?status=${status}&limit=200`)).items;
}

async function numbers(status: string): Promise<number[]> {
	return (await shipments(status))
		.flatMap(({ orders }) => orders.map(({ orderNumber }) => orderNumber))
		.toSorted();
}

const same = async (status: string, kind: string) =>
	JSON.stringify(await numbers(status)) === JSON.stringify(await expected(kind));

/** Whether nothing is due at this instant and nobody is at work: only then may the clock jump. */
async function isQuiet(): Promise<boolean> {
	type Status = { due: { now: number; leasedUntil: string | null } };
	const { due } = await api<Status>("GET", "/status");
	return due.now === 0 && due.leasedUntil === null;
}

describe("a batch with orders that are refused", () => {
	it("goes on with the others, and each ships by itself at the poll after it was mended", async () => {
		const { orders } = await twins.control<{ orders: OrderTruth[] }>("exact", "orders", {
			method: "POST",
			body: { region: DEMO.connection.region, division: DEMO.code, count: FLAWS.length + 3 },
		});
		const spoilt = FLAWS.flatMap((flaw, at) => {
			const order = orders[at];
			return order === undefined ? [] : [{ flaw, order }];
		});
		for (const { order, flaw } of spoilt) {
			await change(order, flaw.spoil);
		}
		const { divisionId } = await connect(twins, "*/15 * * * *");
		await until(async () => (await readDivision(divisionId)).lastPollAt !== null);
		await api("POST", `/divisions/${divisionId}/release`, { mode: "live", orders: "all" });
		await until(async () => (await same("labelled", "ready")) && same("blocked", "blocked"));

		const blocked = await shipments("blocked");
		expect(blocked.length).toBeGreaterThanOrEqual(FLAWS.length);
		for (const { order, flaw } of spoilt) {
			const { orderNumber } = order;
			const found = blocked.find((one) => one.orders[0]?.orderNumber === orderNumber);
			expect(found?.reason, flaw.why).toMatchObject({ field: flaw.field });
			expect(found?.reason?.remedy).toMatch(/^[A-Z].*\.$/);
		}

		for (const { order, flaw } of spoilt) {
			await change(order, flaw.mend(order));
		}
		const mended = await expected("ready");
		expect(mended).toEqual(expect.arrayContaining(spoilt.map(({ order }) => order.orderNumber)));
		twins.clock.advance(QUARTER_MS);
		await until(async () => (await isQuiet()) && same("blocked", "blocked"));
		// One that came to its turn while it was still being judged waits a little.
		twins.clock.advance(MINUTE);
		await until(async () => (await same("labelled", "ready")) && same("blocked", "blocked"));
		const { shipments: made } = await twins.control<{ shipments: { reference: string }[] }>(
			"fedex",
			"shipments",
		);
		const labelled = made.map(({ reference }) => Number(reference.split("-")[0])).toSorted();
		expect(labelled).toEqual(mended);
		expect(twins.fedexLog.summary().broken).toEqual({});
	}, 90_000);
});
