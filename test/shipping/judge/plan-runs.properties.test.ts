import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { toOrderCase } from "../../../src/shipping/judge/order-case.ts";
import { planRuns } from "../../../src/shipping/judge/plan-runs.ts";
import { SHIPMENT_STATUSES } from "../../../src/shipping/model/shipment-states.ts";
import { costCentreOf } from "../../../src/shipping/plan/plan-billing.ts";
import { restLines } from "../../../src/shipping/plan/plan-lines.ts";
import type { ReservedShipment, StoredOrder } from "../../../src/shipping/ports/orders.ts";
import { runs as numberOfRuns } from "../../property-runs.ts";
import { sampleItem, sampleLine, sampleSettings } from "../samples.ts";
import { dossiers } from "./arbitrary-orders.ts";

const COST_CENTRES = [null, "SALES", "RENT", "IT"];

const shipment = fc.record({
	status: fc.constantFrom("planned" as const, "blocked" as const, ...SHIPMENT_STATUSES),
	costCentre: fc.constantFrom(...COST_CENTRES),
});

const worlds = fc
	.record({
		dossier: dossiers,
		shipments: fc.array(shipment, { maxLength: 4 }),
		lines: fc.array(
			fc.record({
				costCentre: fc.constantFrom(...COST_CENTRES),
				quantity: fc.integer({ min: 0, max: 9 }),
				hasWeight: fc.boolean(),
				/** Which of the shipments took how much of it. */
				takenBy: fc.integer({ min: 0, max: 3 }),
				taken: fc.integer({ min: 0, max: 9 }),
			}),
			{ maxLength: 6 },
		),
		costCentre: fc.constantFrom("split", "split", "single"),
	})
	.map(({ dossier, shipments, lines, costCentre }) => {
		const reserved: ReservedShipment[] = shipments.map((given, at) => ({
			id: `shp_${at}`,
			orderId: "ord_1",
			sequence: at + 1,
			trackingState: null,
			version: 1,
			plan: null,
			reason: null,
			fedexAccountId: "fda_1",
			attemptNumber: 0,
			exactDeliveryId: null,
			...given,
		}));
		const orderLines = lines.map((line, at) =>
			sampleLine("order", {
				exactLineId: `line-${at}`,
				lineNumber: at + 1,
				quantity: line.quantity,
				costCentre: line.costCentre,
				itemId: line.hasWeight ? "item-1" : "item-light",
			}),
		);
		const light = sampleItem({ id: "item-light", grossWeight: null, netWeight: null });
		const items = new Map([
			["item-1", sampleItem()],
			["item-light", light],
		]);
		const taken = lines.flatMap((line, at) => {
			const by = reserved[line.takenBy];
			return by === undefined || line.taken === 0 || by.status === "voided"
				? []
				: [
						{
							orderId: "ord_1",
							shipmentId: by.id,
							exactLineId: `line-${at}`,
							quantity: Math.min(line.taken, line.quantity),
							deliveredBefore: 0,
						},
					];
		});
		return {
			given: {
				...toOrderCase({} as StoredOrder, { lines: orderLines, shipments: reserved, taken }),
				against: [],
			},
			dossier: { ...dossier, lines: orderLines, items },
			settings: sampleSettings({ billing: { costCentre } }),
		};
	});

type World = typeof worlds extends fc.Arbitrary<infer One> ? One : never;

function run({ given, dossier, settings }: World) {
	return planRuns(given, dossier, { settings, today: "2026-11-23" });
}

describe("the shipments that an order is split into", () => {
	it("never take a line twice, nor more than is left of it", () => {
		fc.assert(
			fc.property(worlds, (world) => {
				const rest = new Map(
					restLines(world.dossier, world.given.reserved).map(({ line, quantity }) => [
						line.exactLineId,
						quantity,
					]),
				);
				const planned = run(world).flatMap(({ result }) =>
					"plan" in result ? result.plan.lines : [],
				);
				expect(new Set(planned.map((line) => line.exactLineId)).size).toBe(planned.length);
				for (const { exactLineId, quantity } of planned) {
					expect(quantity).toBe(rest.get(exactLineId));
				}
			}),
			numberOfRuns(500),
		);
	});

	it("leave no goods without a shipment that takes them or says what stands in the way", () => {
		fc.assert(
			fc.property(worlds, (world) => {
				const runs = run(world);
				const groups = new Set(
					restLines(world.dossier, world.given.reserved).map(({ line }) => costCentreOf(line)),
				);
				const isSplit = world.settings.billing.costCentre === "split";
				const wanted = isSplit ? groups.size : Math.min(1, groups.size);
				expect(runs.filter(({ result }) => !("notReady" in result))).toHaveLength(wanted);
			}),
			numberOfRuns(500),
		);
	});

	it("bear one cost centre each, and keep the one they were reserved for while it has goods", () => {
		fc.assert(
			fc.property(worlds, (world) => {
				fc.pre(world.settings.billing.costCentre === "split");
				const runs = run(world);
				const groups = new Set(
					restLines(world.dossier, world.given.reserved).map(({ line }) => costCentreOf(line)),
				);
				for (const { shipment: own, costCentre, result } of runs) {
					const lines = "plan" in result ? result.plan.lines : [];
					expect(new Set(lines.map(costCentreOf)).size).toBeLessThanOrEqual(1);
					const mates = world.given.unsent.filter((one) => one.costCentre === own?.costCentre);
					if (own !== undefined && mates.length === 1 && groups.has(own.costCentre)) {
						expect(costCentre).toBe(own.costCentre);
					}
				}
			}),
			numberOfRuns(500),
		);
	});
});
