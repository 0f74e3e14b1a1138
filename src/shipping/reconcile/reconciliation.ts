import { type Log, logPostponed } from "../../lib/log.ts";
import type { ShippingDeps } from "../deps.ts";
import { LIMITS } from "../model/limits.ts";
import type { BookingFinder, Carrier } from "../ports/carrier.ts";
import type { FedexAccount } from "../ports/fedex-accounts.ts";
import type { AttemptFacts, LostAttempt } from "../ports/reconciles.ts";
import { retryAt } from "../row-policy.ts";
import type { MarkedAttempt } from "../void-wishes.ts";

/** One run that looks up lost answers of an account, and what its steps share. */
export type Reconciliation = {
	account: FedexAccount;
	carrier: Carrier;
	finder: BookingFinder;
	trackCalls: number;
	/** Whom the run made work for. */
	woken: Map<string, { kind: "ship" | "write-back"; divisionId: string }>;
};

/** True while the shipment rests because nobody knows what came of this attempt. */
export function isAwaited({ number, shipment }: LostAttempt): boolean {
	return shipment.status === "unknown" && shipment.attemptNumber === number;
}

/** True while the shipment is being voided, and this is the attempt whose label was handed out. */
export function isBeingVoided({ number, shipment }: LostAttempt): boolean {
	return shipment.status === "voiding" && shipment.attemptNumber === number;
}

/** What its objects in R2 are named after. */
export function markedBy({ shipment, number }: LostAttempt): MarkedAttempt {
	return { ...shipment, attemptNumber: number };
}

export function logOf({ shipmentId, shipment, number }: LostAttempt, deps: ShippingDeps): Log {
	return deps.log.with({ shipmentId, correlationId: shipment.correlationId, attempt: number });
}

export function wake(
	{ shipment: { divisionId } }: LostAttempt,
	kind: "ship" | "write-back",
	run: Reconciliation,
): void {
	run.woken.set(`${kind} ${divisionId}`, { kind, divisionId });
}

/** Somebody was faster: what is true now is read anew. */
export async function lookAfresh(attempt: LostAttempt, deps: ShippingDeps): Promise<void> {
	const lookDueAt = deps.clock.now() + LIMITS.earlyDelayMs;
	await deps.reconciles.arm(attempt, { lookDueAt });
}

/** A look that failed is repeated, later and later; it never fails for good, so the last wait repeats. */
export async function lookLater(
	attempt: LostAttempt,
	error: unknown,
	facts: Partial<AttemptFacts>,
	deps: ShippingDeps,
): Promise<void> {
	const now = deps.clock.now();
	const lookFailures = attempt.lookFailures + 1;
	logPostponed(deps.log, "reconcile.look_failed", error, {
		shipmentId: attempt.shipmentId,
		attempt: attempt.number,
		failures: lookFailures,
	});
	const lookDueAt = retryAt(error, attempt.lookFailures, now);
	await deps.reconciles.arm(attempt, { ...facts, lookDueAt, lookFailures });
}
