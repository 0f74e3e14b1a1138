import { isAppError } from "../../lib/errors.ts";
import { isOver } from "../book/claim-marker.ts";
import { confirmBooking } from "../book/confirm-booking.ts";
import { pickUpOf } from "../book/pick-up-of.ts";
import { readJobResult } from "../book/read-job-result.ts";
import { writesBackFrom } from "../book/writes-back.ts";
import type { ShippingDeps } from "../deps.ts";
import type { Booking, RawAnswer } from "../model/shipment.ts";
import type { LostAttempt } from "../ports/reconciles.ts";
import type { SentShipment } from "../ports/shipments.ts";
import { judgeRowError } from "../row-policy.ts";
import { isAwaited, lookAfresh, type Reconciliation, wake } from "./reconciliation.ts";

/**
 * The answer of a lost attempt may have reached the journal after all. Where its shipment still waits for it, it is
 * what it always was: a label, or a refusal. Where the shipment went on without it, its label is one too many.
 * Answers the tracking numbers that are to be cancelled, or "settled".
 */
export async function readLateAnswer(
	attempt: LostAttempt,
	run: Reconciliation,
	deps: ShippingDeps,
): Promise<string[] | "settled"> {
	const answer = attempt.state === "lost" ? await readAnswer(attempt, run, deps) : undefined;
	if (answer === undefined) {
		return [];
	}
	let booking: Booking;
	try {
		booking = run.carrier.readBooking(answer);
	} catch (error) {
		if (isAppError(error) && error.disposition !== "uncertain") {
			await settleLateRefusal(attempt, error, run, deps);
			return "settled";
		}
		return run.carrier.findTrackingNumbers(answer);
	}
	const { number: attemptNumber, shipment } = attempt;
	if (!isAwaited(attempt) || (await isOver({ ...shipment, attemptNumber }, deps.objects))) {
		return booking.packages.map((piece) => piece.trackingNumber);
	}
	await confirmLate(attempt, booking, run, deps);
	return "settled";
}

/** Where the answer names a job, what counts is what came of that. */
async function readAnswer(
	attempt: LostAttempt,
	{ carrier }: Reconciliation,
	deps: ShippingDeps,
): Promise<RawAnswer | undefined> {
	const answer = await readJournal(attempt, deps);
	const id = answer === undefined ? undefined : carrier.findJob(answer);
	if (answer === undefined || id === undefined) {
		return answer;
	}
	const { exactOrderId } = attempt.shipment;
	return readJobResult(
		{ exactOrderId, reference: attempt.reference },
		{ id, answer },
		carrier,
		deps,
	);
}

/** An order whose key was destroyed has no answer any more; what is at the carrier can still be found there. */
async function readJournal(
	{ shipment, reference }: LostAttempt,
	deps: ShippingDeps,
): Promise<RawAnswer | undefined> {
	try {
		return await deps.journal.read(shipment.exactOrderId, reference);
	} catch (error) {
		if (isAppError(error) && error.code === "journal.erased") {
			return undefined;
		}
		throw error;
	}
}

async function confirmLate(
	attempt: LostAttempt,
	booking: Booking,
	run: Reconciliation,
	deps: ShippingDeps,
): Promise<void> {
	const { shipment, reference, shipDate } = attempt;
	if (shipment.plan === null) {
		throw new Error("an attempt was made without a plan");
	}
	const sent: SentShipment = { ...shipment, plan: shipment.plan, reference, shipDate };
	const division = await deps.divisions.find(shipment.divisionId);
	const writesBack = writesBackFrom(run.account, division);
	const billing = division?.settings?.billing ?? null;
	const pickUp = pickUpOf(division);
	if ((await confirmBooking(sent, booking, { writesBack, billing, pickUp }, deps)) === "lost") {
		await lookAfresh(attempt, deps);
		return;
	}
	wake(attempt, "write-back", run);
}

/** The carrier said no, and only we did not hear it. */
async function settleLateRefusal(
	attempt: LostAttempt,
	error: unknown,
	run: Reconciliation,
	deps: ShippingDeps,
): Promise<void> {
	const now = deps.clock.now();
	const verdict = judgeRowError(error, { failures: 0 }, now);
	const code = isAppError(error) ? error.code : "internal.unexpected";
	const outcome = await deps.reconciles.move(attempt, {
		to: "refused",
		action: "shipment.refused",
		details: { code },
		set: { lookDueAt: null, outcomeCode: code },
		...(isAwaited(attempt)
			? {
					shipment:
						verdict.kind === "refused"
							? ({ to: "blocked", reason: verdict.reason, isMendedInErp: true } as const)
							: ({ to: "planned" } as const),
				}
			: {}),
		now,
	});
	if (outcome === "lost") {
		await lookAfresh(attempt, deps);
		return;
	}
	wake(attempt, "ship", run);
}
