import type { ShippingDeps } from "../deps.ts";
import { LIMITS } from "../model/limits.ts";
import { afterCancelled } from "../model/next-attempt.ts";
import type { AttemptGlance, AttemptMove, LostAttempt } from "../ports/reconciles.ts";
import { findWish } from "../void-wishes.ts";
import { answersUnusable, attemptsLost } from "./lost-reasons.ts";
import {
	isAwaited,
	isBeingVoided,
	logOf,
	lookAfresh,
	markedBy,
	type Reconciliation,
	wake,
} from "./reconciliation.ts";
import { voidedDocument } from "./voided-document.ts";

/** No label of the attempt is left: what waited for that goes on. */
export async function settleCancelled(
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

/** What it means for the shipment, in the order's words. */
async function whatFollows(
	attempt: LostAttempt,
	deps: ShippingDeps,
): Promise<AttemptMove["shipment"]> {
	const { shipment, trackingNumbers } = attempt;
	if (isBeingVoided(attempt)) {
		const document = await voidedDocument(shipment, trackingNumbers);
		return { to: shipment.isRelabelWanted ? "planned" : "voided", document };
	}
	const next = afterCancelled({
		...shipment,
		isAwaited: isAwaited(attempt),
		isTakenBack:
			attempt.number === shipment.attemptNumber &&
			(await findWish(markedBy(attempt), deps.objects)) === "void",
		others: attempt.others,
	});
	switch (next.kind) {
		case "buy":
			return { to: "planned" };
		case "none":
			return { to: "voided", document: await voidedDocument(shipment, trackingNumbers) };
		case "ask":
			return { to: "blocked", reason: attemptsLost(next.lost) };
		case "ask-carrier":
			return { to: "blocked", reason: answersUnusable(next.cancelled) };
		case "leave":
			return undefined;
	}
}
