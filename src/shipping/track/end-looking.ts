import type { ShippingDeps } from "../deps.ts";
import type { Decision } from "../model/decision.ts";
import { LIMITS } from "../model/limits.ts";
import type { TrackedParcel, TrackedShipment } from "../ports/tracking.ts";

const DAYS_UNSCANNED = LIMITS.neverScannedMs / LIMITS.day;
const DAYS_UNENDED = LIMITS.neverEndedMs / LIMITS.day;

/**
 * Whether it is time to stop looking at a parcel that never came to an end, which a person is told once a shipment.
 * Where somebody else changed the shipment just now, the next look decides.
 */
export async function endLooking(
	shipment: TrackedShipment,
	parcel: TrackedParcel,
	{ tracking, clock, log }: Pick<ShippingDeps, "tracking" | "clock" | "log">,
): Promise<boolean> {
	if (shipment.isReturn && parcel.state === "label_made") {
		// Most labels for the way back are never used, which is nobody's matter.
		return clock.now() - shipment.labelledAt >= LIMITS.neverEndedMs;
	}
	const decision = decisionOn(shipment, parcel, clock.now());
	if (decision === undefined) {
		return false;
	}
	if (!shipment.hasDecision) {
		if ((await tracking.ask(shipment, decision)) === "lost") {
			return false;
		}
		shipment.version += 1;
		shipment.hasDecision = true;
	}
	log.warn("tracking.given_up", { shipmentId: shipment.id, code: decision.code });
	return true;
}

function decisionOn(
	{ labelledAt }: TrackedShipment,
	{ state, trackingNumber }: TrackedParcel,
	now: number,
): Decision | undefined {
	const age = now - labelledAt;
	if (state === "label_made" && age >= LIMITS.neverScannedMs) {
		return {
			code: "tracking.never_scanned",
			message: `FedEx has not scanned parcel ${trackingNumber} in ${DAYS_UNSCANNED} days since its label was made.`,
			remedy:
				"Look for the parcel: ask FedEx where it is, or cancel it there if it was never used.",
			choices: ["keep"],
			cause: `never scanned ${trackingNumber}`,
			at: now,
		};
	}
	if (age >= LIMITS.neverEndedMs) {
		return {
			code: "tracking.never_ended",
			message: `Parcel ${trackingNumber} was neither delivered nor returned in ${DAYS_UNENDED} days.`,
			remedy: "Ask FedEx where it is, and file a claim if it is lost.",
			choices: ["keep"],
			cause: `never ended ${trackingNumber}`,
			at: now,
		};
	}
	return undefined;
}
