import { vi } from "vitest";

import { DEMO, connect, forgetEarlier, readDivision, startConnected } from "./demo-division.ts";
import { api, until } from "./worker.ts";

/**
 * A live division of the demo with its goods deliveries, for whole flows. One to a file: the FedEx session outlives a
 * test, and the twins do not.
 */

/** Seldom enough that every poll of this test is asked for, or hinted at. */
const YEARLY = "0 0 1 1 *";
export const MINUTE = 60_000;

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

export async function startDeliveries() {
	await forgetEarlier();
	for (const method of ["log", "warn", "error"] as const) {
		vi.spyOn(console, method).mockReturnValue();
	}
	const twins = startConnected({ orders: 12 });

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

	return { twins, aDivision, poll, anOrder, deliver, deliveries, shipmentsOf, labelsAtFedex };
}

export const quantities = (shipments: Shipment[]) =>
	shipments.map(({ orders }) => orders.flatMap(({ lines }) => lines.map((line) => line.quantity)));
