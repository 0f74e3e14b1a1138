import { createScheduledController } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";

import worker from "../src/index.ts";
import { connectAll, releaseAll } from "./demo-divisions.ts";
import { startTwins, type Twins } from "./twins.ts";
import { api, type Items } from "./worker.ts";

const MINUTE = 60_000;

type Status = {
	shipments: { planned: number; creating: number; labelled: number; unknown: number };
	writeBacks: { pending: number };
	due: { now: number; leasedUntil: string | null };
};
type Shipment = { id: string; status: string; attempts: { state: string; reference: string }[] };

let twins: Twins;

beforeEach(() => {
	twins = startTwins({ orders: 12, seed: 2 });
	for (const method of ["log", "warn", "error"] as const) {
		vi.spyOn(console, method).mockImplementation(() => undefined);
	}
});

/**
 * Until nothing is due at this instant and nobody is at work: only then may the clock jump. Ticks come slowly enough
 * for the queues to follow, which hold a wake-up for each.
 */
async function settle(): Promise<Status> {
	let status: Status | undefined;
	await vi.waitUntil(
		async () => {
			status = await api<Status>("GET", "/status");
			const isQuiet = status.due.now === 0 && status.due.leasedUntil === null;
			if (!isQuiet) {
				await worker.scheduled(createScheduledController(), env);
			}
			return isQuiet;
		},
		{ timeout: 60_000, interval: 500 },
	);
	if (status === undefined) {
		throw new Error("there is no status");
	}
	return status;
}

describe("answers of FedEx that get lost", () => {
	it("end in one uncancelled shipment and one Document an order, through the whole Worker", async () => {
		await connectAll(twins);
		await twins.control("fedex", "faults", {
			method: "PUT",
			body: {
				faults: [
					{ operation: "ship.create", kind: "cut-after", rate: 1, times: 2 },
					{ operation: "ship.create", kind: "status-after", status: 500, rate: 1, times: 1 },
					{ operation: "ship.create", kind: "cut-before", rate: 1, times: 1 },
				],
			},
		});
		await releaseAll();
		const { orders } = await twins.control<{ orders: { expected: { kind: string } }[] }>(
			"exact",
			"orders",
		);
		const ready = orders.filter((order) => order.expected.kind === "ready").length;
		let status = await settle();
		expect(status.shipments.unknown).toBe(4);
		for (let minutes = 0; minutes < 15 && status.shipments.labelled < ready; minutes += 1) {
			twins.clock.advance(MINUTE);
			status = await settle();
		}
		expect(status.shipments).toMatchObject({ labelled: ready, unknown: 0, planned: 0 });
		const { shipments: made } = await twins.control<{
			shipments: { reference: string; cancelledAt: string | null }[];
		}>("fedex", "shipments");
		const kept = made.filter((shipment) => shipment.cancelledAt === null);
		expect(made).toHaveLength(ready + 3);
		const { items } = await api<Items<Shipment>>("GET", "/shipments?status=labelled&limit=200");
		const confirmed = items.flatMap((shipment) =>
			shipment.attempts.filter((attempt) => attempt.state === "confirmed"),
		);
		expect(kept.map((shipment) => shipment.reference).toSorted()).toEqual(
			confirmed.map((attempt) => attempt.reference).toSorted(),
		);
		expect(confirmed).toHaveLength(ready);
		const { documents } = await twins.control<{ documents: unknown[] }>("exact", "documents");
		expect(documents).toHaveLength(ready);
		expect(twins.fedexLog.summary().broken).toEqual({});
	}, 120_000);
});
