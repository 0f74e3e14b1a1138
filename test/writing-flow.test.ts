import { beforeEach, describe, expect, it, vi } from "vitest";

import { connectAll, releaseAll } from "./demo-divisions.ts";
import { demoDivisions } from "./simulators/demo/connect.ts";
import { startTwins, type Twins } from "./twins.ts";
import { api, type Items, until } from "./worker.ts";

const DAY_MS = 86_400_000;
const DAYS_MAX = 14;
const DIVISIONS = demoDivisions.slice(0, 1);

type Status = {
	shipments: { labelled: number };
	tracking: Record<string, number>;
	writeBacks: { pending: number; failed: number };
	due: { now: number; leasedUntil: string | null };
};
type Shipment = {
	id: string;
	masterTrackingNumber: string;
	orders: { lines: { exactLineId: string; quantity: number }[] }[];
	documents: { kind: string }[];
};
type Document = { subject: string; attachments: { fileName: string }[] };
type Delivery = { EntryID: string; TrackingNumber: string | null };

let twins: Twins;

beforeEach(() => {
	twins = startTwins({ orders: 16, seed: 5 });
	for (const method of ["log", "warn", "error"] as const) {
		vi.spyOn(console, method).mockImplementation(() => undefined);
	}
});

/** Until nothing is due at this instant and everything is written. */
async function settle(): Promise<Status> {
	let status: Status | undefined;
	await until(async () => {
		status = await api<Status>("GET", "/status");
		const { due, writeBacks } = status;
		return due.now === 0 && writeBacks.pending === 0 && due.leasedUntil === null;
	});
	if (status === undefined) {
		throw new Error("there is no status");
	}
	return status;
}

describe("a division that has all of it written to Exact", () => {
	it("finds each label on its Document, each parcel booked, and a proof where it was asked for", async () => {
		await twins.control("fedex", "settings", { method: "PUT", body: { exceptionShare: 0 } });
		const writeBack = { policy: "end-state", attachLabel: true, goodsDelivery: "post" };
		await connectAll(twins, { writeBack }, DIVISIONS);
		await releaseAll();
		await until(async () => (await api<Status>("GET", "/status")).shipments.labelled > 0);
		const { shipments: made } = await settle();
		const inExact = async () =>
			(await twins.control<{ documents: Document[] }>("exact", "documents")).documents;
		for (const { subject, attachments } of await inExact()) {
			const name = subject.replace("FedEx ", "FedEx label ");
			expect(attachments.map(({ fileName }) => fileName)).toEqual([`${name}.pdf`]);
		}
		expect(await inExact()).toHaveLength(made.labelled);

		for (let day = 0; day < DAYS_MAX; day += 1) {
			twins.clock.advance(DAY_MS);
			const { tracking } = await settle();
			if (tracking["delivered"] === made.labelled) {
				break;
			}
		}
		const { items } = await api<Items<Shipment>>("GET", "/shipments?status=labelled&limit=200");
		const { deliveries } = await twins.control<{ deliveries: Delivery[] }>("exact", "deliveries");
		const numbers = deliveries.map(({ TrackingNumber }) => TrackingNumber).filter(Boolean);
		expect(numbers.toSorted()).toEqual(
			items.map(({ masterTrackingNumber }) => masterTrackingNumber).toSorted(),
		);

		const [first] = items;
		const proved = await api<Shipment>("POST", `/shipments/${first?.id}/proof-of-delivery`);
		expect(proved.documents.map(({ kind }) => kind)).toContain("proof-of-delivery");
		await settle();
		const names = (await inExact()).flatMap(({ attachments }) =>
			attachments.map(({ fileName }) => fileName),
		);
		expect(names.filter((name) => name.startsWith("FedEx proof "))).toHaveLength(1);
		expect((await settle()).writeBacks.failed).toBe(0);
		const { "expired-token": _jumped, ...broken } = twins.exactLog.summary().broken;
		expect(broken).toEqual({});
		expect(twins.fedexLog.summary().broken).toEqual({});
	}, 300_000);
});
