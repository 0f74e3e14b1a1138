import type { ShippingDeps } from "./deps.ts";
import { findWish } from "./void-wishes.ts";

export type RecallDeps = Pick<ShippingDeps, "voids" | "objects" | "wakeUps" | "clock" | "log">;

/**
 * Whether a label that counts was taken back by a person all the same: then the database was put back to a time before
 * that. What the person wished lies in R2, where it is asked for whenever a label is handed out and when FedEx reports
 * trouble with its parcel, so that an ordinary look costs nothing. Such a label is taken back once more, and what the
 * person wished goes on from there.
 */
export async function recallLabel(
	of: { shipmentId: string; /** The last one, unless told. */ attemptNumber?: number },
	deps: RecallDeps,
): Promise<boolean> {
	const shipment = await deps.voids.find(of.shipmentId);
	if (shipment === undefined) {
		return false;
	}
	const attemptNumber = of.attemptNumber ?? shipment.attemptNumber;
	const wish = await findWish({ ...shipment, attemptNumber }, deps.objects);
	if (wish === undefined || wish === "kept") {
		return false;
	}
	if (shipment.status === "labelled" && shipment.attemptNumber === attemptNumber) {
		const change = {
			now: deps.clock.now(),
			actor: "system",
			correlationId: shipment.correlationId,
		};
		const then = { isRelabelWanted: wish === "relabel" };
		const outcome = await deps.voids.begin(shipment, then, change);
		deps.log.warn("shipment.label_recalled", {
			shipmentId: shipment.id,
			attempt: attemptNumber,
			outcome,
		});
		await deps.wakeUps.send("reconcile", shipment.fedexAccountId);
	}
	return true;
}
