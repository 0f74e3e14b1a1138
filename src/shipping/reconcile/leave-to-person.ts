import { AppError } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import { canMove } from "../model/shipment-states.ts";
import type { LostAttempt } from "../ports/reconciles.ts";
import { noteWish } from "../void-wishes.ts";
import { labelNotCancelled, labelNotVoided, toDecision } from "./lost-reasons.ts";
import { isBeingVoided, logOf, lookAfresh, markedBy } from "./reconciliation.ts";

/** The label is there and can't be cancelled from here: somebody must see to it, and no other is made until then. */
export async function leaveToPerson(
	attempt: LostAttempt,
	why: "moving" | "too-late" | "not-cancelled",
	deps: ShippingDeps,
): Promise<void> {
	const now = deps.clock.now();
	const { shipment, trackingNumbers } = attempt;
	const reason = labelNotCancelled(attempt, why);
	if (isBeingVoided(attempt)) {
		await noteWish(markedBy(attempt), "kept", { objects: deps.objects, now });
	}
	const outcome = await deps.reconciles.move(attempt, {
		to: isBeingVoided(attempt) ? "confirmed" : "surfaced",
		action: "shipment.label_not_cancelled",
		details: { trackingNumbers, why },
		set: { lookDueAt: null, trackingNumbers },
		shipment: isBeingVoided(attempt)
			? {
					to: "labelled",
					decision: toDecision(labelNotVoided(attempt, why), now),
					// A parcel that moves has its label on it: another one would go on another box.
					isStillToPrint: why !== "moving",
				}
			: canMove(shipment.status, "blocked")
				? { to: "blocked", reason }
				: { decision: toDecision(reason, now) },
		now,
	});
	if (outcome === "lost") {
		await lookAfresh(attempt, deps);
		return;
	}
	if (isBeingVoided(attempt)) {
		await deps.printing.labelReady(shipment.id);
	}
	const alert = new AppError({
		code: reason.code,
		disposition: "refuse",
		message: reason.message,
	});
	logOf(attempt, deps).error("shipment.label_not_cancelled", alert, {
		trackingNumbers: trackingNumbers.join(" "),
		why,
	});
}
