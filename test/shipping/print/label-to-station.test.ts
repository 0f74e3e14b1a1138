import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";

import { createObjectStore } from "../../../src/db/object-store.ts";
import { createPrintStore } from "../../../src/db/print-jobs.ts";
import { createStationStore } from "../../../src/db/print-stations.ts";
import { printJobs, printStations } from "../../../src/db/schema.ts";
import { createVoidStore } from "../../../src/db/voids.ts";
import type { PrintStation } from "../../../src/durable-objects/print-station.ts";
import { PRINT_LIMITS } from "../../../src/shipping/model/printing/print-limits.ts";
import { voidShipment } from "../../../src/shipping/operate/void-shipment.ts";
import type { Carrier } from "../../../src/shipping/ports/carrier.ts";
import type { StationDesk } from "../../../src/shipping/ports/printing.ts";
import {
	deliverPrints,
	type PrintDeps,
	printDue,
} from "../../../src/shipping/print/deliver-prints.ts";
import { deleteStation } from "../../../src/shipping/print/pair-station.ts";
import { createPrinting } from "../../../src/shipping/print/printing.ts";
import { aDivisionAtFedex } from "../reconcile/lost-calls.ts";
import { sampleId } from "../samples.ts";

const objects = env.PRINT_STATIONS as unknown as DurableObjectNamespace<PrintStation>;
const change = (now: number) => ({ now, actor: "operator:test", correlationId: "req_1" });

/** A division whose labels come out of a station of its own. */
async function aPrintingDivision(
	desk?: (real: StationDesk) => Partial<StationDesk>,
	carrier: Partial<Carrier> = {},
) {
	// An object asks for the time by itself.
	vi.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json({ offsetMs: 0 }));
	const division = await aDivisionAtFedex({ carrier: () => carrier });
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
		objects: createObjectStore(env.DOCUMENTS),
		stationDesk: (id) =>
			id === stationId
				? new Proxy(real as StationDesk, {
						get: (target, key) =>
							Reflect.get(changed, key) ?? (Reflect.get(target, key) as unknown),
					})
				: objects.getByName(id),
	};
	division.deps.printing = createPrinting(deps);
	const waiting = async (desk: StationDesk = real) =>
		(await desk.list({ states: null, before: null, limit: 50 })).map((job) => ({
			shipmentId: job.shipmentId,
			state: job.state,
		}));
	return {
		division,
		deps,
		stationId,
		waiting,
		/** Another one, for the very same papers. */
		async otherStation() {
			const id = sampleId("prs");
			await stations.create(id, { ...input, divisionIds }, change(division.clock.now()));
			return { id, desk: objects.getByName(id) };
		},
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

	it("goes to the station that had it before, whatever the database that was put back says", async () => {
		const { division, deps, stationId, waiting, otherStation } = await aPrintingDivision();
		const { id } = await division.due();
		await division.ship();
		await division.db.delete(printStations).where(eq(printStations.id, stationId));
		const other = await otherStation();
		await division.db.insert(printStations).values({
			id: stationId,
			name: "Table 1",
			formats: ["ZPL"],
			prints: "labels",
			createdAt: 1,
			updatedAt: 1,
		});
		await division.db
			.update(printJobs)
			.set({ id: sampleId("prj"), stationId: null, dueAt: division.clock.now() })
			.where(eq(printJobs.divisionId, division.divisionId));
		await deliverPrints({ shipmentId: id }, deps);
		expect(await waiting(other.desk)).toEqual([]);
		expect(await waiting()).toHaveLength(1);
	});

	it("comes out of no other station although its shipment has another id in a database begun anew", async () => {
		const { division, deps, stationId, waiting, otherStation } = await aPrintingDivision();
		const { id } = await division.due();
		await division.ship();
		const other = await otherStation();
		await division.db.delete(printStations).where(eq(printStations.id, stationId));
		const anew = { shipmentId: sampleId("shp"), documentId: sampleId("doc") };
		const [row] = await deps.prints.listDue(
			{ shipmentId: id },
			{ now: division.clock.now(), limit: 1 },
		);
		expect(row).toBeUndefined();
		await division.db
			.update(printJobs)
			.set({ stationId: null, dueAt: division.clock.now() })
			.where(eq(printJobs.divisionId, division.divisionId));
		const prints = {
			...deps.prints,
			listDue: async (...which: Parameters<typeof deps.prints.listDue>) =>
				(await deps.prints.listDue(...which)).map((found) => ({
					...found,
					...anew,
					id: sampleId("prj"),
					key: `${anew.shipmentId}/${found.key.split("/").slice(1).join("/")}`,
				})),
		};
		await deliverPrints({ shipmentId: id }, { ...deps, prints });
		expect(await waiting(other.desk)).toEqual([]);
	});

	it("that was on its way while its station was deleted goes to another", async () => {
		const { division, deps, stationId, waiting, rows, otherStation } = await aPrintingDivision(
			(real) => ({
				enqueue: async (jobs) => {
					const station = await deps.stations.find(stationId);
					if (station !== undefined) {
						await deleteStation(stationId, change(division.clock.now()), {
							...deps,
							stationDesk: () => real,
						});
					}
					return real.enqueue(jobs);
				},
			}),
		);
		const other = await otherStation();
		const { id } = await division.due();
		await division.ship();
		expect(await waiting()).toEqual([]);
		expect(await waiting(other.desk)).toEqual([{ shipmentId: id, state: "queued" }]);
		expect(await rows()).toMatchObject([{ stationId: other.id, dueAt: null }]);
	});

	it("waits for a station where the only one was deleted while it was on its way", async () => {
		const { division, deps, stationId, waiting, rows, otherStation } = await aPrintingDivision(
			(real) => ({
				enqueue: async (jobs) => {
					await real.close();
					return real.enqueue(jobs);
				},
			}),
		);
		const { id } = await division.due();
		await division.ship();
		expect(await waiting()).toEqual([]);
		const [{ dueAt = null } = {}] = await rows();
		expect(dueAt).toBeGreaterThan(division.clock.now());
		await division.db.delete(printStations).where(eq(printStations.id, stationId));
		const other = await otherStation();
		division.clock.advance(PRINT_LIMITS.retryMs);
		await printDue(division.divisionId, deps);
		expect(await waiting(other.desk)).toEqual([{ shipmentId: id, state: "queued" }]);
	});

	it("that its station had before it was deleted goes to no other", async () => {
		const { division, deps, stationId, waiting, rows, otherStation } = await aPrintingDivision();
		const { id } = await division.due();
		await division.ship();
		const desk = deps.stationDesk(stationId);
		const [{ id: jobId = "" } = {}] = await rows();
		await desk.decide({ jobId, run: 1, decision: "cancel", actor: "operator:test" });
		await deleteStation(stationId, change(division.clock.now()), deps);
		const other = await otherStation();
		await division.db.update(printJobs).set({ dueAt: division.clock.now() });
		await deliverPrints({ shipmentId: id }, deps);
		expect(await waiting(other.desk)).toEqual([]);
		expect(await rows()).toMatchObject([{ dueAt: null }]);
	});

	it("whose void FedEx refuses waits at its station again", async () => {
		const { division, deps, stationId, waiting, rows } = await aPrintingDivision(undefined, {
			cancelBooking: () => Promise.resolve("too-late"),
		});
		const { id } = await division.due();
		await division.ship();
		await voidShipment(id, change(division.clock.now()), {
			voids: createVoidStore(division.db),
			wakeUps: division.deps.wakeUps,
		});
		const [{ id: jobId = "" } = {}] = await rows();
		await deps.stationDesk(stationId).withdraw({ shipmentId: id, attemptNumber: 1 });
		expect(await waiting()).toEqual([{ shipmentId: id, state: "cancelled" }]);
		await division.after(0);
		expect(await division.shipment(id)).toMatchObject({ status: "labelled" });
		expect(await deps.stationDesk(stationId).find(jobId)).toMatchObject({ run: 1 });
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
