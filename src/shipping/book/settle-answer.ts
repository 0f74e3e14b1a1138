import { isAppError } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import { LIMITS } from "../model/limits.ts";
import { isLtlPlan } from "../model/ltl.ts";
import type { Booking, RawAnswer } from "../model/shipment.ts";
import type { Carrier } from "../ports/carrier.ts";
import type { SentShipment } from "../ports/shipments.ts";
import { judgeRowError } from "../row-policy.ts";
import { confirmBooking, type Confirming } from "./confirm-booking.ts";
import { freightUnknown, outcomeUnknown } from "./outcome-unknown.ts";
import { suspendAccount } from "./suspend-account.ts";

/**
 * What an attempt comes to once the carrier answered, or did not. A complete refusal blocks the shipment or stops
 * the account; a closed door gives it back; whatever leaves a doubt makes it unknown. Each move is fenced on the
 * row's version, so a run that was superseded changes nothing. What is settled answers until when the whole account
 * has to wait; 0 where it has not.
 */
export type Settlement = Confirming & { carrier: Carrier };

export async function settleAnswer(
	shipment: SentShipment,
	answer: RawAnswer,
	settlement: Settlement,
	deps: ShippingDeps,
): Promise<number> {
	let booking: Booking;
	try {
		booking = settlement.carrier.readBooking(answer);
	} catch (error) {
		return settleFailure(shipment, error, deps);
	}
	const outcome = await confirmBooking(shipment, booking, settlement, deps);
	if (outcome === "lost") {
		await confirmUnknown(shipment, booking, settlement, deps);
	}
	return 0;
}

/**
 * Another run took the attempt for lost while its answer was on the way. Where nothing was decided yet, here the
 * answer is; else its label is one too many, which the look that is due now finds in the journal and cancels.
 */
async function confirmUnknown(
	shipment: SentShipment,
	booking: Booking,
	settlement: Settlement,
	deps: ShippingDeps,
): Promise<void> {
	if (isLtlPlan(shipment.plan)) {
		// It can neither be looked up nor cancelled; the person who was asked to call finds it.
		logOf(shipment, deps).warn("shipment.freight_answered_late");
		return;
	}
	const now = await deps.shipments.find(shipment.id);
	if (now?.status === "unknown" && now.reference === shipment.reference) {
		const found = { ...shipment, status: now.status, version: now.version };
		if ((await confirmBooking(found, booking, settlement, deps)) === "done") {
			return;
		}
	}
	await deps.reconciles.hurry(shipment, deps.clock.now());
	await deps.wakeUps.send("reconcile", shipment.fedexAccountId);
}

/** A complete answer that made no label, a door that was closed, or a call of which nothing can be told. */
export async function settleFailure(
	shipment: SentShipment,
	error: unknown,
	deps: ShippingDeps,
): Promise<number> {
	const now = deps.clock.now();
	const verdict = judgeRowError(error, shipment, now);
	const log = logOf(shipment, deps);
	if (verdict.kind === "refused") {
		await deps.shipments.refuse(shipment, verdict.reason, now);
		log.info("shipment.refused", { code: verdict.reason.code });
	} else if (verdict.kind === "suspended") {
		await suspendAccount(shipment.fedexAccountId, verdict, { ...deps, log });
		await giveBack(shipment, verdict.code, verdict.dueAt, deps);
		return verdict.dueAt;
	} else if (verdict.kind === "wait") {
		await giveBack(shipment, verdict.code, verdict.dueAt, deps);
		log.info("shipment.waits", { code: verdict.code });
		return verdict.dueAt;
	} else {
		await loseShipment(shipment, error, deps);
	}
	return 0;
}

/** The carrier was called and it can't be told what came of it. */
export async function loseShipment(
	shipment: SentShipment,
	error: unknown,
	deps: ShippingDeps,
): Promise<void> {
	const now = deps.clock.now();
	const code = isAppError(error) ? error.code : "shipment.answer_lost";
	if (isLtlPlan(shipment.plan)) {
		await deps.shipments.leaveToPerson(shipment, code, freightUnknown(shipment.reference), now);
	} else {
		await deps.shipments.lose(shipment, outcomeUnknown(code), now);
	}
	logOf(shipment, deps).warn("shipment.outcome_unknown", { code });
	if (error !== undefined) {
		await countUncertain(shipment, deps);
	}
}

/** When nothing that FedEx answers can be relied on, the next orders are better not tried. */
async function countUncertain(shipment: SentShipment, deps: ShippingDeps): Promise<void> {
	const inARow = await deps.accounts.countUncertain(shipment.fedexAccountId);
	if (inARow >= LIMITS.uncertainInARowBeforeSuspended) {
		const why = {
			code: "fedex.outcomes_unknown",
			message: `${inARow} calls in a row ended without an answer that can be relied on.`,
		};
		await suspendAccount(shipment.fedexAccountId, why, { ...deps, log: logOf(shipment, deps) });
	}
}

/** It is proven that the carrier never heard of this attempt. */
export async function giveBackUnsent(shipment: SentShipment, deps: ShippingDeps): Promise<void> {
	const now = deps.clock.now();
	await deps.shipments.giveBack(shipment, {
		attempt: "abandoned",
		code: "shipment.never_sent",
		dueAt: now,
		failures: shipment.failures,
		now,
	});
	logOf(shipment, deps).info("shipment.never_sent");
}

async function giveBack(
	shipment: SentShipment,
	code: string,
	dueAt: number,
	deps: ShippingDeps,
): Promise<void> {
	await deps.shipments.giveBack(shipment, {
		attempt: "refused",
		code,
		dueAt,
		failures: shipment.failures,
		now: deps.clock.now(),
	});
}

function logOf(shipment: SentShipment, deps: ShippingDeps) {
	return deps.log.with({
		divisionId: shipment.divisionId,
		accountId: shipment.fedexAccountId,
		shipmentId: shipment.id,
		correlationId: shipment.correlationId,
		attempt: shipment.attemptNumber,
	});
}
