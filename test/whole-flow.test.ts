import { exports } from "cloudflare:workers";
import { PDFDocument } from "pdf-lib";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { connectAll } from "./demo-divisions.ts";
import { startTwins, type Twins } from "./twins.ts";
import { api, type Items, until } from "./worker.ts";

type Truth = { orderNumber: number; region: string; expected: { kind: string; why: string } };
type Shipment = {
	id: string;
	status: string;
	orders: { orderNumber: number }[];
	reason: { field: string; remedy: string } | null;
	documents: { id: string; kind: string }[];
	masterTrackingNumber: string;
	writeBack: { state: string } | null;
};

let twins: Twins;

beforeEach(() => {
	twins = startTwins({ orders: 40, seed: 4 });
	for (const method of ["log", "warn", "error"] as const) {
		vi.spyOn(console, method).mockReturnValue();
	}
});

describe("the whole way", () => {
	it("turns every ready order into one label and one Document, and says why of every other", async () => {
		await connectAll(twins);
		await until(async () => {
			const { items } = await api<Items<{ lastPollAt: string | null }>>("GET", "/divisions");
			return items.every((division) => division.lastPollAt !== null);
		});
		expect((await api<Items<Shipment>>("GET", "/shipments")).items).toEqual([]);
		for (const { id } of (await api<Items<{ id: string }>>("GET", "/divisions")).items) {
			await api("POST", `/divisions/${id}/release`, { mode: "live", orders: "all" });
		}
		const { orders } = await twins.control<{ orders: Truth[] }>("exact", "orders");
		const ready = orders.filter((order) => order.expected.kind === "ready");
		await until(async () => {
			const status = await api<{ writeBacks: { written: number }; due: { now: number } }>(
				"GET",
				"/status",
			);
			return status.writeBacks.written === ready.length && status.due.now === 0;
		});

		const { items: shipments } = await api<Items<Shipment>>("GET", "/shipments?limit=200");
		const labelled = shipments.filter((shipment) => shipment.status === "labelled");
		const numbers = (list: { orderNumber: number }[]) =>
			list.map((one) => one.orderNumber).toSorted();
		expect(numbers(labelled.flatMap((shipment) => shipment.orders))).toEqual(numbers(ready));
		const blocked = shipments.filter((shipment) => shipment.status === "blocked");
		expect(numbers(blocked.flatMap((shipment) => shipment.orders))).toEqual(
			numbers(orders.filter((order) => order.expected.kind === "blocked")),
		);
		expect(blocked.every((shipment) => shipment.reason?.field && shipment.reason.remedy)).toBe(
			true,
		);

		const { shipments: made } = await twins.control<{ shipments: { reference: string }[] }>(
			"fedex",
			"shipments",
		);
		expect(made).toHaveLength(ready.length);
		const { documents } = await twins.control<{ documents: { salesOrderNumber: number }[] }>(
			"exact",
			"documents",
		);
		expect(documents.map((document) => document.salesOrderNumber).toSorted()).toEqual(
			numbers(ready),
		);
		expect(twins.exactLog.summary().broken).toEqual({});
		expect(twins.fedexLog.summary().broken).toEqual({});

		await expectLabelOpens(labelled[0]?.id ?? "");
	}, 60_000);
});

async function expectLabelOpens(shipmentId: string): Promise<void> {
	const shipment = await api<Shipment>("GET", `/shipments/${shipmentId}`);
	const label = shipment.documents.find((document) => document.kind === "label");
	const { url } = await api<{ url: string }>("POST", `/documents/${label?.id}/link`, {
		expiresInSeconds: 900,
	});
	const response = await exports.default.fetch(url);
	expect(response.headers.get("content-type")).toBe("application/pdf");
	const [page] = (await PDFDocument.load(await response.arrayBuffer())).getPages();
	expect(page?.getSize()).toEqual({ width: 288, height: 432 });
}
