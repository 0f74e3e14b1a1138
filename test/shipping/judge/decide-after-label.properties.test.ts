import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { restCause } from "../../../src/shipping/judge/changes-after-label.ts";
import { decideAfterLabel } from "../../../src/shipping/judge/decide-after-label.ts";
import { type OrderCase, toOrderCase } from "../../../src/shipping/judge/order-case.ts";
import type { SettledDecision } from "../../../src/shipping/model/decision.ts";
import type { OrderDossier } from "../../../src/shipping/model/order.ts";
import { SHIPMENT_STATUSES } from "../../../src/shipping/model/shipment-states.ts";
import { TRACKING_STATES } from "../../../src/shipping/model/tracking-states.ts";
import { restLines } from "../../../src/shipping/plan/plan-lines.ts";
import type { Division } from "../../../src/shipping/ports/divisions.ts";
import type { ReservedShipment, StoredOrder } from "../../../src/shipping/ports/orders.ts";
import { runs } from "../../property-runs.ts";
import { samplePlan } from "../samples.ts";
import { dossiers, reservations, settings } from "./arbitrary-orders.ts";

const NOW = Date.parse("2026-11-23T09:00:00Z");

const shipment: fc.Arbitrary<ReservedShipment> = fc.record({
	id: fc.constant("shp_1"),
	orderId: fc.constant("ord_1"),
	sequence: fc.integer({ min: 1, max: 3 }),
	status: fc.constantFrom("labelled" as const, ...SHIPMENT_STATUSES),
	trackingState: fc.option(fc.constantFrom(...TRACKING_STATES), { nil: null }),
	version: fc.constant(1),
	plan: fc.option(fc.constant(samplePlan()), { nil: null }),
	reason: fc.constant(null),
	fedexAccountId: fc.constant("fda_1"),
	exactDeliveryId: fc.constant(null),
	costCentre: fc.constant(null),
	attemptNumber: fc.integer({ min: 0, max: 3 }),
});

const worlds = fc
	.record({
		dossier: dossiers,
		isDossierRead: fc.boolean(),
		settings,
		mode: fc.constantFrom("live" as const, "hold" as const),
		status: fc.constantFrom(12, 20, 45),
		deletedAt: fc.constantFrom(null, null, NOW - 1),
		shipments: fc.array(shipment, { maxLength: 3 }),
		reserved: reservations,
		isReady: fc.boolean(),
	})
	.map((given) => {
		const { dossier, reserved, status, deletedAt, mode } = given;
		const order = {
			...dossier.header,
			id: "ord_1",
			status,
			deletedAt,
			decision: null,
			settledDecisions: [] as SettledDecision[],
		} as unknown as StoredOrder;
		const against = given.isReady
			? []
			: [{ code: "order.not_approved", field: "Status", message: "no", remedy: "approve" }];
		const orderCase: OrderCase = {
			...toOrderCase(order, { lines: dossier.lines, shipments: given.shipments, taken: [] }),
			reserved,
			against,
		};
		return {
			order: orderCase,
			dossier: given.isDossierRead ? dossier : undefined,
			world: { division: { mode } as Division, settings: given.settings, now: NOW },
		};
	});

type Given = { order: OrderCase; dossier: OrderDossier | undefined };

/** The same order after a person answered. */
function answered(given: OrderCase, settled: readonly SettledDecision[]): OrderCase {
	return { ...given, order: { ...given.order, settledDecisions: [...settled] } };
}

function restOf({ order, dossier }: Given) {
	return dossier === undefined ? [] : restLines(dossier, order.reserved);
}

describe("whatever changed after a label", () => {
	it("is never both settled and open, and an answer to it is remembered until it is no more", async () => {
		await fc.assert(
			fc.asyncProperty(worlds, fc.array(fc.nat(), { maxLength: 8 }), async (given, picks) => {
				const settled: SettledDecision[] = [];
				for (const pick of picks) {
					const known = answered(given.order, settled);
					const { decision, settled: kept } = await decideAfterLabel(
						known,
						given.dossier,
						given.world,
					);
					expect(settled).toEqual(expect.arrayContaining(kept));
					if (decision === null) {
						return;
					}
					expect(settled.map((one) => one.cause)).not.toContain(decision.cause);
					expect(decision.choices).not.toEqual([]);
					const choice = decision.choices[pick % decision.choices.length] ?? "keep";
					settled.push({ cause: decision.cause, choice });
				}
			}),
			runs(300),
		);
	});

	it("is asked at most four times, so a person who answers comes to an end", async () => {
		await fc.assert(
			fc.asyncProperty(worlds, async (given) => {
				let known = given.order;
				for (let asked = 0; asked <= 4; asked += 1) {
					const { decision, settled } = await decideAfterLabel(known, given.dossier, given.world);
					if (decision === null) {
						return;
					}
					known = answered(known, [...settled, { cause: decision.cause, choice: "keep" }]);
				}
				throw new Error("there is always one more decision");
			}),
			runs(300),
		);
	});

	it("ships a rest only of a live order that has labels, that is ready, and of which something is left", async () => {
		await fc.assert(
			fc.asyncProperty(worlds, fc.boolean(), async (given, isAsked) => {
				const rest = restOf(given);
				const known = isAsked
					? answered(given.order, [{ cause: restCause(rest), choice: "ship-rest" }])
					: given.order;
				const { decision, isRestToShip, isRestWanted } = await decideAfterLabel(
					known,
					given.dossier,
					given.world,
				);
				if (!isRestToShip) {
					return;
				}
				expect(isRestWanted).toBe(true);
				expect(rest).not.toEqual([]);
				expect(given.world.division.mode).toBe("live");
				expect(known.against).toEqual([]);
				expect(known.labelled).not.toEqual([]);
				expect(known.unsent).toEqual([]);
				expect(decision?.choices ?? []).not.toContain("ship-rest");
			}),
			runs(300),
		);
	});

	it("ships nothing by itself where a person decides about backorders", async () => {
		await fc.assert(
			fc.asyncProperty(worlds, async (given) => {
				fc.pre(given.world.settings.backorders === "person");
				const { isRestWanted } = await decideAfterLabel(given.order, given.dossier, given.world);
				expect(isRestWanted).toBe(false);
			}),
			runs(100),
		);
	});
});
