import { isAppError } from "../lib/errors.ts";
import { confirmBooking } from "./confirm-booking.ts";
import type { ShippingDeps } from "./deps.ts";
import type { Carrier } from "./ports.ts";
import { judgeRowError } from "./row-policy.ts";
import type { Booking, RawAnswer } from "./shipment.ts";
import type { SentShipment } from "./stores.ts";

/**
 * What an attempt comes to once the carrier answered, or did not. A complete refusal blocks the shipment or stops
 * the account; a closed door gives it back; whatever leaves a doubt makes it unknown. Each move is fenced on the
 * row's version, so a run that was superseded changes nothing.
 */
export type Settlement = { carrier: Carrier; writesBack: boolean };

export async function settleAnswer(
	shipment: SentShipment,
	answer: RawAnswer,
	settlement: Settlement,
	deps: ShippingDeps,
): Promise<void> {
	let booking: Booking;
	try {
		booking = settlement.carrier.readBooking(answer);
	} catch (error) {
		await settleRefusal(shipment, error, deps);
		return;
	}
	await confirmBooking(shipment, booking, settlement.writesBack, deps);
}

/** A complete answer that made no label, or a door that was closed. */
export async function settleRefusal(
	shipment: SentShipment,
	error: unknown,
	deps: ShippingDeps,
): Promise<void> {
	const now = deps.clock.now();
	const verdict = judgeRowError(error, shipment, now);
	const log = logOf(shipment, deps);
	if (verdict.kind === "refused") {
		await deps.shipments.refuse(shipment, verdict.reason, now);
		log.info("shipment.refused", { code: verdict.reason.code });
	} else if (verdict.kind === "suspended") {
		await deps.accounts.suspend(shipment.fedexAccountId, {
			code: verdict.code,
			message: verdict.message,
			now,
			probeAt: verdict.dueAt,
		});
		await giveBack(shipment, verdict.code, verdict.dueAt, deps);
		log.warn("account.suspended", { accountId: shipment.fedexAccountId, code: verdict.code });
	} else if (verdict.kind === "again" && isAppError(error) && error.disposition === "wait") {
		await giveBack(shipment, verdict.code, verdict.dueAt, deps);
		log.info("shipment.waits", { code: verdict.code });
	} else {
		await loseShipment(shipment, error, deps);
	}
}

export async function loseShipment(
	shipment: SentShipment,
	error: unknown,
	deps: ShippingDeps,
): Promise<void> {
	const code = isAppError(error) ? error.code : "shipment.answer_lost";
	await deps.shipments.lose(shipment, code, deps.clock.now());
	logOf(shipment, deps).warn("shipment.outcome_unknown", { code });
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
		shipmentId: shipment.id,
		correlationId: shipment.correlationId,
		attempt: shipment.attemptNumber,
	});
}
