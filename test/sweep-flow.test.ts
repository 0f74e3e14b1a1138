import { beforeEach, describe, expect, it, vi } from "vitest";

import {
	DEMO,
	connect,
	forgetEarlier,
	readDivision,
	reads,
	startConnected,
} from "./demo-division.ts";
import type { Twins } from "./twins.ts";
import { api, until } from "./worker.ts";

/** Seldom enough that every poll of this test is asked for. */
const YEARLY = "0 0 1 1 *";
const DAY_MS = 86_400_000;
const FEEDS = ["read.SalesOrderHeaders", "read.SyncSalesOrderLines", "read.Deleted"];

type Order = { orderId: string; orderNumber: number };

let twins: Twins;
beforeEach(async () => {
	await forgetEarlier();
	for (const method of ["log", "warn", "error"] as const) {
		vi.spyOn(console, method).mockReturnValue();
	}
	twins = startConnected({ orders: 8 });
});

async function newOrder(isUncommitted: boolean): Promise<Order> {
	const { orders } = await twins.control<{ orders: Order[] }>("exact", "orders", {
		method: "POST",
		body: { region: DEMO.connection.region, division: DEMO.code, isUncommitted },
	});
	const [order] = orders;
	if (order === undefined) {
		throw new Error("no order was made");
	}
	return order;
}

async function poll(divisionId: string): Promise<void> {
	const { lastPollAt: before } = await readDivision(divisionId);
	await api("POST", `/divisions/${divisionId}/poll`);
	await until(async () => (await readDivision(divisionId)).lastPollAt !== before);
}

async function labelsOf({ orderNumber }: Order): Promise<number> {
	const { items } = await api<{ items: { status: string }[] }>(
		"GET",
		`/shipments?q=${orderNumber}&limit=200`,
	);
	return items.filter(({ status }) => status === "labelled").length;
}

describe("an order whose transaction commits after a younger one was read", () => {
	it("is hidden from every poll of the day, and ships once after the sweep of the night", async () => {
		const { divisionId } = await connect(twins, YEARLY);
		await until(async () => (await readDivision(divisionId)).lastPollAt !== null);
		await api("POST", `/divisions/${divisionId}/release`, { mode: "live", orders: "all" });
		const late = await newOrder(true);
		const next = await newOrder(false);
		await poll(divisionId);
		await until(async () => (await labelsOf(next)) === 1);
		await twins.control("exact", `orders/${late.orderId}/commit`, { method: "POST" });
		await poll(divisionId);
		await poll(divisionId);
		const { items } = await api<{ items: unknown[] }>("GET", `/orders?q=${late.orderNumber}`);
		expect(items).toEqual([]);

		twins.clock.advance(DAY_MS);
		const before = FEEDS.map((feed) => reads(twins, feed));
		await poll(divisionId);
		await until(async () => (await labelsOf(late)) === 1);
		expect(FEEDS.map((feed, at) => reads(twins, feed) - (before[at] ?? 0))).toEqual([1, 1, 1]);
		const { shipments } = await twins.control<{ shipments: { reference: string }[] }>(
			"fedex",
			"shipments",
		);
		for (const { orderNumber } of [late, next]) {
			const made = shipments.filter(({ reference }) => reference.startsWith(`${orderNumber}-`));
			expect(made).toHaveLength(1);
		}
	}, 60_000);
});
