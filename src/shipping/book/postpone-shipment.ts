import { logPostponed } from "../../lib/log.ts";
import type { ShippingDeps } from "../deps.ts";
import type { DueShipment } from "../ports/shipments.ts";
import { judgeRowError, plainProblem } from "../row-policy.ts";

/**
 * Something failed before the attempt began: due again, or given up after too many tries. Where the attempt had begun
 * after all, the row's version has moved on and nothing is changed: its lease brings it back.
 */
export async function postponeShipment(
	shipment: DueShipment,
	error: unknown,
	deps: ShippingDeps,
): Promise<void> {
	const now = deps.clock.now();
	const verdict = judgeRowError(error, shipment, now);
	logPostponed(deps.log, "shipment.postponed", error, {
		divisionId: shipment.divisionId,
		accountId: shipment.fedexAccountId,
		shipmentId: shipment.id,
		correlationId: shipment.correlationId,
		verdict: verdict.kind,
	});
	if (verdict.kind === "failed") {
		await deps.shipments.fail(shipment, verdict.reason, now);
	} else if (verdict.kind === "refused") {
		await deps.shipments.replan(shipment, { reason: verdict.reason }, { now, actor: "system" });
	} else if ("dueAt" in verdict) {
		const failures = verdict.kind === "again" ? verdict.failures : shipment.failures;
		await deps.shipments.postpone(shipment.id, shipment.version, verdict.dueAt, failures);
	} else {
		const reason = plainProblem(verdict.code, "An unexpected outcome before the call.");
		await deps.shipments.fail(shipment, reason, now);
	}
}
