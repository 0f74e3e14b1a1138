import { refusal } from "../../lib/errors.ts";
import { isLtlService } from "../model/ltl.ts";
import type { TrackingState } from "../model/tracking-states.ts";
import type { Change } from "../ports/changes.ts";
import type { WakeUps } from "../ports/platform.ts";
import type { VoidableShipment, VoidStore } from "../ports/voids.ts";
import { requireDone, requireFound, returnExists } from "../refusals.ts";

type Deps = { voids: VoidStore; wakeUps: WakeUps };

/**
 * Takes a label back: links to it are worthless at once, then FedEx is asked to cancel it, and it counts as void when
 * that was seen. Asking again changes nothing. What FedEx has already can't be taken back.
 */
export async function voidShipment(id: string, change: Change, deps: Deps): Promise<void> {
	const shipment = requireFound("shipment", id, await deps.voids.find(id));
	if (shipment.status === "voided") {
		return;
	}
	if (shipment.status === "voiding") {
		if (shipment.isRelabelWanted) {
			requireDone(await deps.voids.wantRelabel(shipment, false, change));
		}
		return;
	}
	await begin(shipment, { isRelabelWanted: false }, change, deps);
}

/** The same, and then another label with what the order says by then; also for one that is void already. */
export async function relabelShipment(id: string, change: Change, deps: Deps): Promise<void> {
	const shipment = requireFound("shipment", id, await deps.voids.find(id));
	if (shipment.status === "voided") {
		if (shipment.attemptNumber === 0) {
			throw refusal(
				"shipment.withdrawn",
				"The shipment was withdrawn before it was sent. Its order is in the preview of the next release.",
			);
		}
		const outcome = await deps.voids.planAgain(shipment, change);
		if (outcome === "lost" && shipment.kind === "return") {
			throw returnExists();
		}
		requireDone(outcome);
		await deps.wakeUps.send("ship", shipment.divisionId);
		return;
	}
	if (shipment.status === "voiding") {
		if (!shipment.isRelabelWanted) {
			requireDone(await deps.voids.wantRelabel(shipment, true, change));
		}
		return;
	}
	await begin(shipment, { isRelabelWanted: true }, change, deps);
}

async function begin(
	shipment: VoidableShipment,
	then: { isRelabelWanted: boolean },
	change: Change,
	deps: Deps,
): Promise<void> {
	if (shipment.status !== "labelled") {
		throw refusal(
			"shipment.no_label",
			`The shipment is ${shipment.status}, so there is no label to take back. Its page says what it waits for and what can be done.`,
		);
	}
	if (isLtlService(shipment.service)) {
		throw refusal(
			"shipment.freight_not_voidable",
			"FedEx Freight takes no cancellation over its API. Call FedEx Freight with the tracking number, and keep the pallet back until it confirms.",
		);
	}
	if (HAS_LEFT.has(shipment.trackingState ?? "label_made")) {
		throw refusal(
			"shipment.has_left",
			"FedEx has the parcel already, so its label can't be taken back. Have FedEx return it.",
		);
	}
	requireDone(await deps.voids.begin(shipment, then, change));
	await deps.wakeUps.send("reconcile", shipment.fedexAccountId);
}

const HAS_LEFT: ReadonlySet<TrackingState> = new Set([
	"in_transit",
	"out_for_delivery",
	"delivered",
	"returned",
]);
