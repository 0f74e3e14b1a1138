import type { ShippingDeps } from "../deps.ts";
import { LIMITS } from "../model/limits.ts";
import type { FoundParcel } from "../ports/carrier.ts";
import type { LostAttempt } from "../ports/reconciles.ts";
import { noteWish } from "../void-wishes.ts";
import { cancelLabel } from "./cancel-label.ts";
import { leaveToPerson } from "./leave-to-person.ts";
import { isBeingVoided, markedBy, type Reconciliation } from "./reconciliation.ts";
import { settleCancelled } from "./settle-cancelled.ts";

/**
 * A label was found that nobody can print. It is asked to be cancelled, once a look, until a look sees it cancelled:
 * only that frees the shipment. What the carrier has in its hands, or will not cancel, is a person's matter, and no
 * other label is made until then.
 */
export async function settleFound(
	attempt: LostAttempt,
	parcels: readonly FoundParcel[],
	run: Reconciliation,
	deps: ShippingDeps,
): Promise<void> {
	const trackingNumbers = parcels.map((parcel) => parcel.trackingNumber);
	const found = { ...attempt, trackingNumbers };
	if (isBeingVoided(found)) {
		await noteWish(markedBy(found), found.shipment.isRelabelWanted ? "relabel" : "void", {
			objects: deps.objects,
			now: deps.clock.now(),
		});
	}
	if (parcels.some((parcel) => parcel.fate === "moving")) {
		await leaveToPerson(found, "moving", deps);
		return;
	}
	const left = parcels.filter((parcel) => parcel.fate !== "cancelled");
	if (left.length === 0) {
		await settleCancelled(found, run, deps);
		return;
	}
	const waitMs = LIMITS.cancelLooksMs[found.cancelTries];
	if (waitMs === undefined) {
		await leaveToPerson(found, "not-cancelled", deps);
		return;
	}
	const lookDueAt = deps.clock.now() + waitMs;
	await cancelLabel(found, { parcels: left, lookDueAt }, run, deps);
}
