import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";

import { createPrintStore } from "../../../src/db/print-jobs.ts";
import { createStationStore } from "../../../src/db/print-stations.ts";
import { printJobs } from "../../../src/db/schema.ts";
import { createVoidStore } from "../../../src/db/voids.ts";
import type { PrintStation } from "../../../src/durable-objects/print-station.ts";
import { voidShipment } from "../../../src/shipping/operate/void-shipment.ts";
import type { StationDesk } from "../../../src/shipping/ports/printing.ts";
import {
	deliverPrints,
	type PrintDeps,
	printDue,
} from "../../../src/shipping/print/deliver-prints.ts";
import { createPrinting } from "../../../src/shipping/print/printing.ts";
import { aDivisionAtFedex } from "../reconcile/lost-calls.ts";
import { sampleId } from "../samples.ts";

const objects = env.PRINT_STATIONS as unknown as DurableObjectNamespace<PrintStation>;
const change = (now: number) => ({ now, actor: "operator:test", correlationId: "req_1" });

/** A division whose labels come out of a station of its own. */
async function aPrintingDivision(desk?: (real: StationDesk) => Partial<StationDesk>) {
	// An object asks for the time by itself.
	vi.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json({ offsetMs: 0 }));
	const division = await aDivisionAtFedex({});
	const stationId = sampleId("prs");
	const stations = createStationStore(division.db);
	const input = { name: "Table 1", formats: ["PDF"], prints: "labels", warehouses: null } as const;
	const divisionIds = [division.divisionId];
	await stations.create(stationId, { ...input, divisionIds }, change(division.clock.now()));
	const real = objects.getByName(stationId);
	const changed = desk?.(real) ?? {};
	const deps: PrintDeps = {
		clock: division.clock,
		log: division.deps.log,
		prints: createPrintStore(division.db),
		stations,
		stationDesk: () =>
			new Proxy(real as StationDesk, {
				get: (target, key) => Reflect.get(changed, key) ?? (Reflect.get(target, key) as unknown),
			}),
	};
	division.deps.printing = createPrinting(deps);
	const waiting = async () =>
		(await real.list({ states: null, before: null, limit: 50 })).map((job) => ({
			shipmentId: job.shipmentId,
			state: job.state,
		}));
	return {
		division,
		deps,
		waiting,
		rows: () =>
			division.db.select().from(printJobs).where(eq(printJobs.divisionId, division.divisionId)),
	};
}

describe("a label that is made", () => {
	it("waits at its station at once, without a tick", async () => {
		const { division, waiting, rows } = await aPrintingDivision();
		const { id } = await division.due();
		await division.ship();
		expect(await waiting()).toEqual([{ shipmentId: id, state: "queued" }]);
		expect(await rows()).toMatchObject([{ shipmentId: id, copy: 1, dueAt: null }]);
	});

	it("is brought once, however often a run dies before it has noted that it was", async () => {
		const { division, deps, waiting, rows } = await aPrintingDivision();
		const { id } = await division.due();
		await division.ship();
		for (let run = 0; run < 3; run += 1) {
			await division.db.update(printJobs).set({ dueAt: division.clock.now() });
			await deliverPrints({ shipmentId: id }, deps);
		}
		expect(await waiting()).toHaveLength(1);
		expect(await rows()).toHaveLength(1);
	});

	it("comes out once although the database was put back to before it was brought there", async () => {
		const { division, deps, waiting } = await aPrintingDivision();
		const { id } = await division.due();
		await division.ship();
		await division.db
			.update(printJobs)
			.set({ id: sampleId("prj"), stationId: null, dueAt: division.clock.now() })
			.where(eq(printJobs.divisionId, division.divisionId));
		await deliverPrints({ shipmentId: id }, deps);
		expect(await waiting()).toHaveLength(1);
	});

	it("whose station can't be reached is labelled all the same, and brought when its row is due", async () => {
		let isDown = true;
		const { division, deps, waiting } = await aPrintingDivision((real) => ({
			enqueue: (jobs) =>
				isDown ? Promise.reject(new Error("Network connection lost.")) : real.enqueue(jobs),
		}));
		const { id } = await division.due();
		await division.ship();
		expect(await division.shipment(id)).toMatchObject({ status: "labelled" });
		expect(await waiting()).toEqual([]);
		isDown = false;
		await division.db.update(printJobs).set({ dueAt: division.clock.now() });
		await printDue(division.divisionId, deps);
		expect(await waiting()).toEqual([{ shipmentId: id, state: "queued" }]);
	});

	it("that is voided is cancelled at its station before FedEx is asked", async () => {
		let cancelsBefore: number | undefined;
		const { division, waiting } = await aPrintingDivision((real) => ({
			withdraw: async (of) => {
				cancelsBefore = division.calls("ship.cancel");
				await real.withdraw(of);
			},
		}));
		const { id } = await division.due();
		await division.ship();
		await voidShipment(id, change(division.clock.now()), {
			voids: createVoidStore(division.db),
			wakeUps: division.deps.wakeUps,
		});
		await division.after(0);
		expect(cancelsBefore).toBe(0);
		expect(division.calls("ship.cancel")).toBe(1);
		expect(await waiting()).toEqual([{ shipmentId: id, state: "cancelled" }]);
	});

	it("whose station can't be told is not cancelled at FedEx yet", async () => {
		const { division } = await aPrintingDivision(() => ({
			withdraw: () => Promise.reject(new Error("Network connection lost.")),
		}));
		const { id } = await division.due();
		await division.ship();
		await voidShipment(id, change(division.clock.now()), {
			voids: createVoidStore(division.db),
			wakeUps: division.deps.wakeUps,
		});
		await division.after(0);
		expect(division.calls("ship.cancel")).toBe(0);
		expect(await division.shipment(id)).toMatchObject({ status: "voiding" });
	});
});
