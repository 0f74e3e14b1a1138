import { AppError, isAppError } from "../../lib/errors.ts";
import { findWish, type MarkedAttempt, noteWish } from "../book/void-wishes.ts";
import type { ShippingDeps } from "../deps.ts";
import { LIMITS } from "../model/limits.ts";
import { LOST_REASONS } from "../model/lost-states.ts";
import { type AttemptState, canMove } from "../model/shipment-states.ts";
import type { CancelOutcome, FoundParcel } from "../ports/carrier.ts";
import type { AttemptGlance, AttemptMove, LostAttempt } from "../ports/reconciles.ts";
import { stopsAll } from "../row-policy.ts";
import {
	answersUnusable,
	attemptsLost,
	labelNotCancelled,
	labelNotVoided,
	toDecision,
} from "./lost-reasons.ts";
import {
	isAwaited,
	isBeingVoided,
	lookAfresh,
	lookLater,
	mayBuyByItself,
	type Reconciliation,
	wake,
} from "./reconciliation.ts";
import { voidedDocument } from "./voided-document.ts";

/**
 * A label was found that nobody can print. It is asked to be cancelled, once a look, until a look sees it cancelled:
 * only that frees the shipment. What the carrier has in its hands, or will not cancel, is a person's matter, and no
 * other label is made until then. That the cancellation was asked for is written down before it is, so that a run
 * that dies in between is repeated, which does no harm.
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
		await noteWish(marked(found), found.shipment.isRelabelWanted ? "relabel" : "void", {
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
		await endCancelled(found, run, deps);
		return;
	}
	const waitMs = LIMITS.cancelLooksMs[found.cancelTries];
	if (waitMs === undefined) {
		await leaveToPerson(found, "not-cancelled", deps);
		return;
	}
	const begun = await beginCancelling(found, deps.clock.now() + waitMs, deps);
	if (begun !== undefined) {
		await cancel(begun, left, run, deps);
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
		const set = {
			lookDueAt,
			trackingNumbers,
			cancelTries: attempt.cancelTries + (to === "cancelling" ? 1 : 0),
		};
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
	parcels: readonly FoundParcel[],
	run: Reconciliation,
	deps: ShippingDeps,
): Promise<void> {
	const lookDueAt = deps.clock.now() + (LIMITS.cancelLooksMs[attempt.cancelTries - 1] ?? 0);
	const outcomes = new Set<CancelOutcome>();
	try {
		for (const { trackingNumber } of parcels) {
			outcomes.add(await run.carrier.cancelBooking(trackingNumber));
		}
	} catch (error) {
		if (isAppError(error) && error.disposition === "refuse") {
			logOf(attempt, deps).warn("shipment.cancel_refused", { code: error.code });
			await deps.reconciles.arm(attempt, { lookDueAt });
			return;
		}
		// The carrier could not be asked, so the try is not spent.
		await lookLater(attempt, error, { cancelTries: attempt.cancelTries - 1 }, deps);
		if (stopsAll(error)) {
			throw error;
		}
		return;
	}
	if (outcomes.has("too-late")) {
		await leaveToPerson(attempt, "too-late", deps);
	} else if (outcomes.has("asked")) {
		await deps.reconciles.arm(attempt, { lookDueAt, lookFailures: 0 });
	} else {
		await endCancelled(attempt, run, deps);
	}
}

/** No label of the attempt is left: what waited for that goes on. */
async function endCancelled(
	attempt: LostAttempt,
	run: Reconciliation,
	deps: ShippingDeps,
): Promise<void> {
	const now = deps.clock.now();
	const { shipment, trackingNumbers } = attempt;
	if (shipment.status === "blocked" && attempt.others.some(isStillLookedFor)) {
		// Its label may be there too, so nothing goes on before the looks at it are over.
		const [, lookDueMs] = LIMITS.reconcileLooksMs;
		await deps.reconciles.arm(attempt, { lookDueAt: now + lookDueMs, trackingNumbers });
		return;
	}
	const isOneTooMany = shipment.status === "labelled" && shipment.labelledAt !== null;
	const overlapMs = isOneTooMany ? Math.max(0, now - (shipment.labelledAt ?? now)) : 0;
	const next = await whatFollows(attempt, deps);
	const outcome = await deps.reconciles.move(attempt, {
		to: "cancelled",
		action: "shipment.label_cancelled",
		details: { trackingNumbers, overlapMs },
		set: { lookDueAt: null, trackingNumbers, cancelledAt: now, overlapMs },
		...(next === undefined ? {} : { shipment: next }),
		now,
	});
	if (outcome === "lost") {
		await lookAfresh(attempt, deps);
		return;
	}
	if (next !== undefined) {
		wake(attempt, "ship", run);
	}
	if (isBeingVoided(attempt)) {
		wake(attempt, "write-back", run);
	}
	logOf(attempt, deps).warn("shipment.label_cancelled", {
		trackingNumbers: trackingNumbers.join(" "),
		overlapMs,
	});
}

function isStillLookedFor({ state, looks, lookDueAt }: AttemptGlance): boolean {
	return state === "lost" && looks < LIMITS.reconcileLooksMs.length && lookDueAt !== null;
}

async function whatFollows(
	attempt: LostAttempt,
	deps: ShippingDeps,
): Promise<AttemptMove["shipment"]> {
	const { shipment, others } = attempt;
	if (isBeingVoided(attempt)) {
		const document = await voidedDocument(shipment, attempt.trackingNumbers);
		return { to: shipment.isRelabelWanted ? "planned" : "voided", document };
	}
	if (isAwaited(attempt) && (await findWish(marked(attempt), deps.objects)) === "void") {
		return { to: "voided", document: await voidedDocument(shipment, attempt.trackingNumbers) };
	}
	const left = (...states: AttemptState[]) =>
		others.filter((other) => states.includes(other.state));
	const cancelled = left("cancelled").filter(({ wasHandedOut }) => !wasHandedOut).length + 1;
	if (isAwaited(attempt)) {
		return cancelled >= LIMITS.cancelledAttemptsBeforeBlocked
			? { to: "blocked", reason: answersUnusable(cancelled) }
			: { to: "planned" };
	}
	if (shipment.status !== "blocked" || left("surfaced", "cancelling").length > 0) {
		return undefined;
	}
	const lost = left("lost").map(({ reference }) => reference);
	if (shipment.reasonCode === LOST_REASONS.attemptsLost) {
		return lost.length === 0 && mayBuyByItself(attempt) ? { to: "planned" } : undefined;
	}
	if (shipment.reasonCode !== LOST_REASONS.notCancelled) {
		return undefined;
	}
	if (mayBuyByItself(attempt)) {
		return { to: "planned" };
	}
	// A replay would look for a label that is not there any more: from here on it makes a new one.
	return {
		to: "blocked",
		reason: lost.length > 0 ? attemptsLost(lost) : answersUnusable(cancelled),
	};
}

async function leaveToPerson(
	attempt: LostAttempt,
	why: "moving" | "too-late" | "not-cancelled",
	deps: ShippingDeps,
): Promise<void> {
	const now = deps.clock.now();
	const { shipment, trackingNumbers } = attempt;
	const reason = labelNotCancelled(attempt, why);
	if (isBeingVoided(attempt)) {
		await noteWish(marked(attempt), "kept", { objects: deps.objects, now });
	}
	const outcome = await deps.reconciles.move(attempt, {
		to: isBeingVoided(attempt) ? "confirmed" : "surfaced",
		action: "shipment.label_not_cancelled",
		details: { trackingNumbers, why },
		set: { lookDueAt: null, trackingNumbers },
		shipment: isBeingVoided(attempt)
			? { to: "labelled", decision: toDecision(labelNotVoided(attempt, why), now) }
			: canMove(shipment.status, "blocked")
				? { to: "blocked", reason }
				: { decision: toDecision(reason, now) },
		now,
	});
	if (outcome === "lost") {
		await lookAfresh(attempt, deps);
		return;
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

function marked({ shipment, number }: LostAttempt): MarkedAttempt {
	return { ...shipment, attemptNumber: number };
}

function logOf({ shipmentId, shipment, number }: LostAttempt, deps: ShippingDeps) {
	return deps.log.with({ shipmentId, correlationId: shipment.correlationId, attempt: number });
}
