import type { Change } from "../ports/changes.ts";
import type { TrackingLinkStore } from "../ports/tracking-links.ts";
import { requireDone, requireFound } from "../refusals.ts";

/** Withdraws the link that the customer follows the shipment by: it answers "gone", and another one takes its place. */
export async function renewTrackingLink(
	shipmentId: string,
	change: Change,
	deps: { trackingLinks: TrackingLinkStore },
): Promise<void> {
	const shipment = requireFound("shipment", shipmentId, await deps.trackingLinks.find(shipmentId));
	requireDone(await deps.trackingLinks.renew(shipment, change));
}
