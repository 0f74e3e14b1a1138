import { chunk } from "../../lib/concurrency.ts";
import type { ShippingDeps } from "../deps.ts";
import { LIMITS } from "../model/limits.ts";
import { afterNotFound } from "../model/next-attempt.ts";
import type { FoundParcel } from "../ports/carrier.ts";
import type { LostAttempt } from "../ports/reconciles.ts";
import { attemptsLost } from "./lost-reasons.ts";
import { readLateAnswer } from "./read-late-answer.ts";
import { isAwaited, lookAfresh, type Reconciliation, wake } from "./reconciliation.ts";
import { settleFound } from "./settle-found.ts";

/**
 * One look for an attempt whose answer was lost: in the journal, then at the carrier by its reference. A label that is
 * found was never in our hands, so it is cancelled. Not found at both looks, the attempt is given up for lost and its
 * shipment may go out anew, while the old reference is watched for two weeks. Each change is fenced on attempt, state
 * and the shipment's version: a run that was overtaken changes nothing, and looks again.
 */
export async function reconcileShipment(
	attempt: LostAttempt,
	run: Reconciliation,
	deps: ShippingDeps,
): Promise<void> {
	const numbers = await readLateAnswer(attempt, run, deps);
	if (numbers === "settled") {
		return;
	}
	const known = { ...attempt, trackingNumbers: unite(attempt.trackingNumbers, numbers) };
	const parcels = await withoutHandedOut(await findParcels(known, run), known, deps);
	await (parcels.length === 0
		? settleNotFound(known, run, deps)
		: settleFound(known, parcels, run, deps));
}

/** What the carrier knows of it. A number that we know of and it does not (yet) counts as made. */
async function findParcels(
	{ reference, shipDate, trackingNumbers }: LostAttempt,
	run: Reconciliation,
): Promise<FoundParcel[]> {
	run.trackCalls += 1;
	const parcels = [...(await run.finder.findByReference({ reference, shipDate }))];
	const others = trackingNumbers.filter((number) => !includes(parcels, number));
	for (const numbers of chunk(others, LIMITS.trackNumbersPerCall)) {
		run.trackCalls += 1;
		const asked = numbers.map((trackingNumber) => ({ trackingNumber, uniqueId: null, shipDate }));
		parcels.push(...(await run.finder.findByNumber(asked)));
	}
	const unseen = others.filter((number) => !includes(parcels, number));
	return [
		...parcels,
		...unseen.map((trackingNumber) => ({ trackingNumber, fate: "made" as const })),
	];
}

/**
 * A label that we handed out may be on a box, so it is never cancelled here, whatever reference the carrier says it
 * bears.
 */
async function withoutHandedOut(
	parcels: readonly FoundParcel[],
	attempt: LostAttempt,
	deps: ShippingDeps,
): Promise<FoundParcel[]> {
	const numbers = parcels.map((parcel) => parcel.trackingNumber);
	const since = deps.clock.now() - LIMITS.neverEndedMs;
	const ours =
		numbers.length === 0
			? []
			: await deps.reconciles.listHandedOut(attempt.fedexAccountId, numbers, since);
	if (ours.length > 0) {
		deps.log.warn("shipment.found_label_is_ours", {
			shipmentId: attempt.shipmentId,
			attempt: attempt.number,
			trackingNumbers: ours.join(" "),
		});
	}
	return parcels.filter((parcel) => !ours.includes(parcel.trackingNumber));
}

function includes(parcels: readonly FoundParcel[], trackingNumber: string): boolean {
	return parcels.some((parcel) => parcel.trackingNumber === trackingNumber);
}

async function settleNotFound(
	attempt: LostAttempt,
	run: Reconciliation,
	deps: ShippingDeps,
): Promise<void> {
	const now = deps.clock.now();
	const looks = attempt.looks + 1;
	const nextLook = LIMITS.reconcileLooksMs[looks];
	const since = { looks, lookFailures: 0 };
	if (!isAwaited(attempt)) {
		await deps.reconciles.arm(attempt, { ...since, lookDueAt: nextWatchAt(attempt, now) });
	} else if (nextLook !== undefined) {
		const lookDueAt = Math.max(now, attempt.lostAt + nextLook);
		await deps.reconciles.arm(attempt, { ...since, lookDueAt });
	} else {
		await giveUp(attempt, since, run, deps);
	}
}

async function giveUp(
	attempt: LostAttempt,
	since: { looks: number; lookFailures: number },
	run: Reconciliation,
	deps: ShippingDeps,
): Promise<void> {
	const now = deps.clock.now();
	const next = afterNotFound(attempt.reference, attempt.others);
	const isAsked = next.kind === "ask";
	const outcome = await deps.reconciles.move(attempt, {
		to: "lost",
		action: "shipment.attempt_lost",
		details: { looks: since.looks, ...(isAsked ? { references: next.lost } : {}) },
		set: { ...since, lookDueAt: nextWatchAt(attempt, now) },
		shipment: isAsked ? { to: "blocked", reason: attemptsLost(next.lost) } : { to: "planned" },
		now,
	});
	if (outcome === "lost") {
		await lookAfresh(attempt, deps);
		return;
	}
	if (!isAsked) {
		wake(attempt, "ship", run);
	}
	deps.log.warn("shipment.attempt_lost", {
		shipmentId: attempt.shipmentId,
		correlationId: attempt.shipment.correlationId,
		attempt: attempt.number,
		isBlocked: isAsked,
	});
}

/** The first watch that is still ahead; null when the last one is over. */
function nextWatchAt({ lostAt }: LostAttempt, now: number): number | null {
	const ahead = LIMITS.reconcileWatchesMs.find((wait) => lostAt + wait > now);
	return ahead === undefined ? null : lostAt + ahead;
}

function unite(left: readonly string[], right: readonly string[]): string[] {
	return [...new Set([...left, ...right])];
}
