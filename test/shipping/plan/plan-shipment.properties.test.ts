import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { OrderDossier } from "../../../src/shipping/model/order.ts";
import {
	type Reserved,
	restToShip,
	roundQuantity,
} from "../../../src/shipping/model/quantities.ts";
import type { ShipmentPlan } from "../../../src/shipping/model/shipment-plan.ts";
import { planShipment } from "../../../src/shipping/plan/plan-shipment.ts";
import { runs } from "../../property-runs.ts";
import { dossiers, quantity, reservations, settings } from "../judge/arbitrary-orders.ts";
import { sampleAddress, sampleHeader, sampleItem, sampleLine, sampleSettings } from "../samples.ts";

const sum = (parts: readonly { weightGrams: number }[]) =>
	parts.reduce((total, part) => total + part.weightGrams, 0);

describe("whatever an order holds", () => {
	it("it is planned, not ready, or has problems that name field and remedy", () => {
		fc.assert(
			fc.property(dossiers, settings, reservations, (dossier, division, reserved) => {
				const result = planShipment(dossier, division, reserved);
				if ("plan" in result) {
					return;
				}
				const against = "problems" in result ? result.problems : result.notReady;
				expect(against).not.toEqual([]);
				for (const problem of against) {
					expect(problem.code).toMatch(/^[a-z_]+\.[a-z_]+$/);
					expect(problem.field).not.toBe("");
					expect(problem.message).not.toBe("");
					expect(problem.remedy).not.toBe("");
				}
			}),
			runs(500),
		);
	});

	it("no more of a line is planned than is left of it, and the packages weigh what the lines do", () => {
		fc.assert(
			fc.property(dossiers, settings, reservations, (dossier, division, reserved) => {
				const result = planShipment(dossier, division, reserved);
				if (!("plan" in result)) {
					return;
				}
				const { lines, packages } = result.plan;
				const known = new Map(dossier.lines.map((line) => [line.exactLineId, line]));
				expect(new Set(lines.map((line) => line.exactLineId)).size).toBe(lines.length);
				for (const planned of lines) {
					const line = known.get(planned.exactLineId) ?? sampleLine("", { quantity: 0 });
					expect(planned.quantity).toBeGreaterThan(0);
					expect(planned.quantity).toBe(restToShip(line, reserved.get(planned.exactLineId)));
					expect(planned.weightGrams).toBeGreaterThan(0);
					expect(Number.isSafeInteger(planned.weightGrams)).toBe(true);
				}
				expect(sum(packages)).toBe(sum(lines));
				for (const piece of packages) {
					expect(piece.weightGrams).toBeLessThanOrEqual(68_000);
				}
			}),
			runs(500),
		);
	});
});

describe("an order that ships in parts", () => {
	// As Exact keeps them: six places at most.
	const kept = quantity.map(roundQuantity);
	const steps = fc.array(fc.record({ quantity: kept, delivered: kept, isPlanned: fc.boolean() }), {
		maxLength: 12,
	});

	it("never has more on its labels than it asked for when the last one was planned", () => {
		fc.assert(
			fc.property(steps, (given) => {
				const reserved = new Map<string, Reserved>();
				for (const step of given) {
					const plan = step.isPlanned ? planOf(step, reserved) : undefined;
					take(plan, reserved);
					const taken = reserved.get("line-1");
					if (plan !== undefined && taken !== undefined) {
						const covered = roundQuantity(taken.quantity + taken.deliveredBefore);
						expect(covered).toBeLessThanOrEqual(roundQuantity(step.quantity));
					}
				}
			}),
			runs(300),
		);
	});

	it("has nothing left right after a part was planned, whoever delivered what before", () => {
		fc.assert(
			fc.property(steps, (given) => {
				const reserved = new Map<string, Reserved>();
				for (const step of given) {
					take(planOf(step, reserved), reserved);
					expect(planOf(step, reserved)).toBeUndefined();
				}
			}),
			runs(300),
		);
	});

	function take(plan: ShipmentPlan | undefined, reserved: Map<string, Reserved>): void {
		for (const { exactLineId, quantity: taken, deliveredBefore } of plan?.lines ?? []) {
			const before = reserved.get(exactLineId);
			reserved.set(exactLineId, {
				quantity: (before?.quantity ?? 0) + taken,
				deliveredBefore: Math.max(before?.deliveredBefore ?? 0, deliveredBefore),
			});
		}
	}

	function planOf(
		step: { quantity: number; delivered: number },
		reserved: ReadonlyMap<string, Reserved>,
	): ShipmentPlan | undefined {
		const header = sampleHeader();
		const line = sampleLine(header.exactOrderId, {
			exactLineId: "line-1",
			quantity: step.quantity,
			quantityDelivered: Math.max(0, step.delivered),
		});
		const item = sampleItem({ grossWeight: 0.001 });
		const dossier: OrderDossier = {
			header,
			lines: [line],
			address: sampleAddress(),
			account: undefined,
			contact: undefined,
			items: new Map([[item.id, item]]),
		};
		const result = planShipment(dossier, sampleSettings(), reserved);
		return "plan" in result ? result.plan : undefined;
	}
});
