import { beforeEach, describe, expect, it, vi } from "vitest";

import { connectAll, releaseAll } from "./demo-divisions.ts";
import { demoDivisions } from "./simulators/demo/connect.ts";
import { startTwins, type Twins } from "./twins.ts";
import { api, type Items, until } from "./worker.ts";

const DAY_MS = 86_400_000;
const DAYS_MAX = 14;
/** Each day begins with a token for each account, and those are asked for two seconds apart: two accounts will do. */
const DIVISIONS = demoDivisions.slice(0, 2);

type Status = {
	shipments: { labelled: number };
	tracking: Record<string, number>;
	writeBacks: { pending: number };
	due: { now: number; leasedUntil: string | null };
};
type Shipment = {
	id: string;
	trackingState: string;
	packages: { trackingState: string }[];
	events: { at: string; code: string; description: string; location: string | null }[];
};

let twins: Twins;

beforeEach(() => {
	twins = startTwins({ orders: 24, seed: 3 });
	for (const method of ["log", "warn", "error"] as const) {
		vi.spyOn(console, method).mockImplementation(() => undefined);
	}
});

/** Until nothing is due at this instant and every Document is written. */
async function settle(): Promise<Status> {
	let status: Status | undefined;
	await until(async () => {
		status = await api<Status>("GET", "/status");
		// The clock may only jump while nobody is at work: a run keeps the instant that it began with.
		const { due, writeBacks } = status;
		return due.now === 0 && writeBacks.pending === 0 && due.leasedUntil === null;
	});
	if (status === undefined) {
		throw new Error("there is no status");
	}
	return status;
}

async function countAudit(action: string): Promise<number> {
	const path = `/audit?limit=200&action=${action}`;
	return (await api<Items<unknown>>("GET", path)).items.length;
}

describe("parcels on their way", () => {
	it("are followed to their ends, and each Document tells it with one call a milestone", async () => {
		await twins.control("fedex", "settings", { method: "PUT", body: { exceptionShare: 0 } });
		await connectAll(twins, { writeBack: { policy: "milestones" } }, DIVISIONS);
		await releaseAll();
		const { orders } = await twins.control<{
			orders: { region: string; expected: { kind: string } }[];
		}>("exact", "orders");
		const regions: string[] = DIVISIONS.map((entry) => entry.connection.region);
		const ready = orders.filter(
			(order) => order.expected.kind === "ready" && regions.includes(order.region),
		).length;
		await until(async () => {
			const { shipments } = await api<Status>("GET", "/status");
			return shipments.labelled === ready;
		});
		const { shipments: made } = await settle();
		for (let day = 0; day < DAYS_MAX; day += 1) {
			twins.clock.advance(DAY_MS);
			const { tracking } = await settle();
			if (tracking["delivered"] === made.labelled) {
				break;
			}
		}

		const { items } = await api<Items<Shipment>>("GET", "/shipments?status=labelled&limit=200");
		expect(items.map((shipment) => shipment.trackingState)).toEqual(items.map(() => "delivered"));
		const [first] = items;
		const shipment = await api<Shipment>("GET", `/shipments/${first?.id}`);
		expect(shipment.packages.every((piece) => piece.trackingState === "delivered")).toBe(true);
		expect(shipment.events[0]).toMatchObject({ code: "OC" });
		expect(shipment.events.at(-1)).toMatchObject({ code: "DL", description: "Delivered" });

		const { documents } = await twins.control<{ documents: { body: string }[] }>(
			"exact",
			"documents",
		);
		expect(documents).toHaveLength(made.labelled);
		for (const { body } of documents) {
			expect(body).toMatch(/^Order \d+: delivered, ship date/);
			expect(body).toMatch(/UTC: Delivered \(/);
		}
		const sent = (method: string) =>
			twins.exactLog
				.calls()
				.filter((call) => call.method === method && call.path.includes("/documents/Documents"));
		expect(sent("POST")).toHaveLength(made.labelled);
		expect(sent("PUT")).toHaveLength(await countAudit("shipment.tracked"));
		expect(await countAudit("write_back.updated")).toBe(sent("PUT").length);
		// The days that this test jumps can end a token under a call that is on its way; nothing else may be broken.
		const { "expired-token": _jumped, ...broken } = twins.exactLog.summary().broken;
		expect(broken).toEqual({});
		expect(twins.fedexLog.summary().broken).toEqual({});
	}, 300_000);
});
