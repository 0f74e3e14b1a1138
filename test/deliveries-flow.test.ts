import { beforeEach, describe, expect, it, vi } from "vitest";

import { api, connect, DEMO, forgetEarlier, readDivision, startConnected, until } from "./connected.ts";
import type { Twins } from "./twins.ts";

/** Seldom enough that every poll of this test is asked for, or hinted at. */
const YEARLY = "0 0 1 1 *";
const MINUTE = 60_000;

type Order = {
	orderId: string;
	orderNumber: number;
	lines: { lineNumber: number; quantity: number; quantityDelivered: number }[];
	expected: { kind: string; why: string; lineNumbers: number[] };
};
type Delivery = { EntryID: string; DeliveryNumber: number; TrackingNumber: string | null };
type Shipment = {
	id: string;
	status: string;
	masterTrackingNumber: string | null;
	reason: { code: string } | null;
	orders: { lines: { lineNumber: number; quantity: number }[] }[];
};

let twins: Twins;
beforeEach(async () => {
	await forgetEarlier();
	for (const method of ["log", "warn", "error"] as const) {
		vi.spyOn(console, method).mockReturnValue();
	}
	twins = startConnected({ orders: 24 });
});

/** A live division whose shipments are made of goods deliveries, with nothing booked yet. */
async function aDivision(settings: object) {
	const { divisionId } = await connect(twins, YEARLY);
	const { settings: mapped } = await api<{ settings: { fedexAccountId: string } }>(
		"GET",
		`/divisions/${divisionId}`,
	);
	await api("PUT", `/divisions/${divisionId}/settings`, { ...mapped, ...settings });
	await until(async () => (await readDivision(divisionId)).lastPollAt !== null);
	await until(async () => {
		const { webhooks } = await readDivision(divisionId);
		return webhooks.every(({ state }) => state === "subscribed");
	});
	await api("POST", `/divisions/${divisionId}/release`, { mode: "live", orders: "all" });
	await poll(divisionId);
	return { divisionId, fedexAccountId: mapped.fedexAccountId };
}

async function poll(divisionId: string): Promise<void> {
	const { lastPollAt: before } = await readDivision(divisionId);
	twins.clock.advance(MINUTE);
	await api("POST", `/divisions/${divisionId}/poll`);
	await until(async () => (await readDivision(divisionId)).lastPollAt !== before);
}

/** An order that is ready, with a line of which two parts can be delivered. */
async function anOrder() {
	const { orders } = await twins.control<{ orders: Order[] }>(
		"exact",
		`orders?region=${DEMO.connection.region}&division=${DEMO.code}`,
	);
	for (const order of orders) {
		const line = order.lines.find(
			(one) =>
				order.expected.kind === "ready" &&
				order.expected.why === "plain" &&
				order.expected.lineNumbers.includes(one.lineNumber) &&
				one.quantity - one.quantityDelivered >= 2,
		);
		if (line !== undefined) {
			return { order, line };
		}
	}
	throw new Error("no order has a line for two parcels");
}

async function deliver(order: Order, lineNumber: number, quantity: number): Promise<Delivery> {
	const before = await deliveries();
	await twins.control("exact", `orders/${order.orderId}`, {
		method: "PATCH",
		body: { deliver: { lines: [{ lineNumber, quantity }] } },
	});
	const made = (await deliveries()).find(
		({ EntryID }) => !before.some((other) => other.EntryID === EntryID),
	);
	if (made === undefined) {
		throw new Error("nothing was booked");
	}
	return made;
}

async function deliveries(): Promise<Delivery[]> {
	return (await twins.control<{ deliveries: Delivery[] }>("exact", "deliveries")).deliveries;
}

async function shipmentsOf({ orderNumber }: Order): Promise<Shipment[]> {
	const { items } = await api<{ items: { id: string }[] }>(
		"GET",
		`/shipments?q=${orderNumber}&limit=200`,
	);
	const all: Shipment[] = [];
	for (const { id } of items.toReversed()) {
		all.push(await api<Shipment>("GET", `/shipments/${id}`));
	}
	return all;
}

async function labelsAtFedex({ orderNumber }: Order): Promise<number> {
	const { shipments } = await twins.control<{ shipments: { reference: string }[] }>(
		"fedex",
		"shipments",
	);
	return shipments.filter(({ reference }) => reference.startsWith(`${orderNumber}-`)).length;
}

const quantities = (shipments: Shipment[]) =>
	shipments.map(({ orders }) => orders.flatMap(({ lines }) => lines.map((line) => line.quantity)));

describe("an order that is delivered in two parts", () => {
	it("ships each part once, of exactly its quantity, and gets its tracking numbers", async () => {
		const { divisionId } = await aDivision({
			trigger: "goods-delivery",
			writeBack: { goodsDelivery: "tracking-number" },
		});
		const { order, line } = await anOrder();
		const rest = line.quantity - line.quantityDelivered - 1;
		expect(await shipmentsOf(order)).toEqual([]);

		await deliver(order, line.lineNumber, 1);
		twins.clock.advance(MINUTE);
		await until(async () => (await shipmentsOf(order)).some(({ status }) => status === "labelled"));
		expect(quantities(await shipmentsOf(order))).toEqual([[1]]);

		await deliver(order, line.lineNumber, rest);
		twins.clock.advance(MINUTE);
		await until(async () => {
			const made = await shipmentsOf(order);
			return made.length === 2 && made.every(({ status }) => status === "labelled");
		});
		const shipments = await shipmentsOf(order);
		expect(quantities(shipments)).toEqual([[1], [rest]]);

		await until(async () => (await deliveries()).every((one) => one.TrackingNumber !== null));
		expect((await deliveries()).map((one) => one.TrackingNumber).toSorted()).toEqual(
			shipments.map((one) => one.masterTrackingNumber).toSorted(),
		);
		const puts = () =>
			twins.exactLog.calls().filter(({ operation }) => operation === "update.GoodsDeliveries");
		const written = puts().length;

		await poll(divisionId);
		twins.clock.advance(24 * 60 * MINUTE);
		await poll(divisionId);
		expect(quantities(await shipmentsOf(order))).toEqual([[1], [rest]]);
		expect(await labelsAtFedex(order)).toBe(2);
		expect(puts()).toHaveLength(written);
		expect(twins.exactLog.summary().broken).toEqual({});
	}, 90_000);
});

describe("a goods delivery that is deleted before it ships", () => {
	it("is withdrawn, and what is booked instead ships", async () => {
		const { divisionId, fedexAccountId } = await aDivision({ trigger: "goods-delivery" });
		const { order, line } = await anOrder();
		await api("POST", `/fedex-accounts/${fedexAccountId}/pause`);
		const wrong = await deliver(order, line.lineNumber, 2);
		await poll(divisionId);
		expect(await shipmentsOf(order)).toMatchObject([{ status: "planned" }]);
		await twins.control("exact", `deliveries/${wrong.EntryID}`, { method: "DELETE" });
		await poll(divisionId);
		expect(await shipmentsOf(order)).toMatchObject([
			{ status: "voided", reason: { code: "delivery.deleted" } },
		]);
		await api("POST", `/fedex-accounts/${fedexAccountId}/resume`);
		await deliver(order, line.lineNumber, 1);
		await poll(divisionId);
		await until(async () => (await shipmentsOf(order)).some(({ status }) => status === "labelled"));
		expect(await labelsAtFedex(order)).toBe(1);
		expect(quantities(await shipmentsOf(order)).at(-1)).toEqual([1]);
	}, 90_000);
});

describe("a division that ships orders and puts tracking numbers on deliveries", () => {
	it("puts the number on the one delivery that was booked for the shipment", async () => {
		const { divisionId } = await aDivision({ writeBack: { goodsDelivery: "tracking-number" } });
		const { order } = await anOrder();
		await until(async () => (await shipmentsOf(order)).some(({ status }) => status === "labelled"));
		await twins.control("exact", `orders/${order.orderId}`, {
			method: "PATCH",
			body: { deliver: true },
		});
		await poll(divisionId);
		const [shipment] = await shipmentsOf(order);
		await until(async () => {
			const [delivery] = await deliveries();
			return delivery?.TrackingNumber === shipment?.masterTrackingNumber;
		});
		expect(await shipmentsOf(order)).toHaveLength(1);
		expect(await labelsAtFedex(order)).toBe(1);
	}, 90_000);
});
