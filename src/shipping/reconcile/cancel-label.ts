import { isAppError } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import { LIMITS } from "../model/limits.ts";
import type { AttemptState } from "../model/shipment-states.ts";
import type { CancelOutcome, FoundParcel } from "../ports/carrier.ts";
import type { LostAttempt } from "../ports/reconciles.ts";
import { stopsAll } from "../row-policy.ts";
import { leaveToPerson } from "./leave-to-person.ts";
import { isAwaited, logOf, lookAfresh, lookLater, type Reconciliation } from "./reconciliation.ts";
import { settleCancelled } from "./settle-cancelled.ts";

/**
 * Asks the carrier to cancel what was found, once a look. That it was asked for is written down before it is, so that
 * a run that dies in between is repeated, which does no harm.
 */
export async function cancelLabel(
	attempt: LostAttempt,
	{ parcels, lookDueAt }: { parcels: readonly FoundParcel[]; lookDueAt: number },
	run: Reconciliation,
	deps: ShippingDeps,
): Promise<void> {
	const begun = await beginCancelling(attempt, lookDueAt, deps);
	if (begun !== undefined) {
		await cancel(begun, { parcels, lookDueAt }, run, deps);
	}
}

/** Undefined when somebody else was faster. */
async function beginCancelling(
	attempt: LostAttempt,
	lookDueAt: number,
	deps: ShippingDeps,
): Promise<LostAttempt | undefined> {
	// An attempt that its shipment went on without shows so in its states.
	const isLate = attempt.state === "lost" && !isAwaited(attempt);
	const way: AttemptState[] = isLate ? ["surfaced", "cancelling"] : ["cancelling"];
	let current = attempt;
	for (const to of way) {
		const { trackingNumbers } = current;
		const set = { lookDueAt, trackingNumbers };
		const outcome = await deps.reconciles.move(current, {
			to,
			action: to === "surfaced" ? "shipment.label_surfaced" : "shipment.cancel_asked",
			details: { trackingNumbers, afterMs: deps.clock.now() - current.lostAt },
			set,
			keepsLease: true,
			now: deps.clock.now(),
		});
		if (outcome === "lost") {
			await lookAfresh(current, deps);
			return undefined;
		}
		logOf(current, deps).warn(
			to === "surfaced" ? "shipment.label_surfaced" : "shipment.cancel_asked",
			{ trackingNumbers: trackingNumbers.join(" ") },
		);
		const { shipment } = current;
		current = {
			...current,
			...set,
			state: to,
			shipment: { ...shipment, version: shipment.version + 1 },
		};
	}
	return current;
}

async function cancel(
	attempt: LostAttempt,
	{ parcels, lookDueAt }: { parcels: readonly FoundParcel[]; lookDueAt: number },
	run: Reconciliation,
	deps: ShippingDeps,
): Promise<void> {
	const outcomes = new Set<CancelOutcome>();
	let held = attempt;
	// Spent only by an answer: a run that died, or a carrier that could not be asked, says nothing of the label.
	const cancelTries = attempt.cancelTries + 1;
	try {
		// From here on no printer gets it either.
		await deps.printing.withdraw({
			shipmentId: attempt.shipmentId,
			attemptNumber: attempt.number,
		});
		for (const { trackingNumber } of parcels) {
			const renewed = await holdOn(held, deps);
			if (renewed === undefined) {
				return;
			}
			held = renewed;
			outcomes.add(await run.carrier.cancelBooking(trackingNumber));
		}
	} catch (error) {
		if (isAppError(error) && error.disposition === "refuse") {
			logOf(held, deps).warn("shipment.cancel_refused", { code: error.code });
			await deps.reconciles.arm(held, { lookDueAt, cancelTries });
			return;
		}
		await lookLater(held, error, {}, deps);
		if (stopsAll(error)) {
			throw error;
		}
		return;
	}
	if (outcomes.has("too-late")) {
		await leaveToPerson(held, "too-late", deps);
	} else if (outcomes.has("asked")) {
		await deps.reconciles.arm(held, { lookDueAt, lookFailures: 0, cancelTries });
	} else {
		await settleCancelled(held, run, deps);
	}
}

/**
 * Right before each call: whether the label is still this run's to cancel, and for longer than the call can take. A run
 * that stalled may wake when another has found that the label stays, and a call can't be fenced.
 */
async function holdOn(attempt: LostAttempt, deps: ShippingDeps): Promise<LostAttempt | undefined> {
	const now = deps.clock.now();
	const until = now + LIMITS.reconcileLeaseMs;
	if (await deps.reconciles.holdOn(attempt, { now, until })) {
		return { ...attempt, leasedUntil: until };
	}
	logOf(attempt, deps).warn("shipment.cancel_overtaken", {});
	return undefined;
}
