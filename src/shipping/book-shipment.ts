import { sha256Hex } from "../lib/encoding.ts";
import { isAppError } from "../lib/errors.ts";
import { takeMarker } from "./claim-marker.ts";
import { confirmBooking } from "./confirm-booking.ts";
import type { ShippingDeps } from "./deps.ts";
import type { DivisionSettings } from "./division-settings.ts";
import type { JournalEntry } from "./journal.ts";
import { LIMITS } from "./limits.ts";
import type { Carrier } from "./ports.ts";
import { newReference } from "./references.ts";
import { judgeRowError, plainProblem } from "./row-policy.ts";
import type { RawAnswer, ShipmentPlan } from "./shipment.ts";
import { planShipDate } from "./ship-date.ts";
import type { DueShipment, FedexAccount, SentShipment } from "./stores.ts";

/**
 * One label, bought once: claim in D1, marker in R2 (the permission to call), one call, journal, confirm. What dies
 * on the way is picked up when its lease ran out: from the journal if the answer is there; as never sent if the
 * marker was not taken; else as unknown, which is never sent again blindly.
 */
export type BookingRun = {
	settings: DivisionSettings;
	account: FedexAccount;
	carrier: Carrier;
};

/** Room that a call must still have in its lease when it starts. */
const CALL_MARGIN_MS = LIMITS.fedexCreateTimeoutMs + 20_000;

export async function bookShipment(
	shipment: DueShipment & { plan: ShipmentPlan },
	run: BookingRun,
	deps: ShippingDeps,
): Promise<void> {
	const now = deps.clock.now();
	const reference = newReference(shipment.orderNumber);
	const shipDate = planShipDate(now, run.settings);
	const request = run.carrier.writeBooking({
		plan: shipment.plan,
		accountNumber: run.account.accountNumber,
		reference,
		shipDate,
	});
	const leasedUntil = now + LIMITS.claimLeaseMs;
	const outcome = await deps.shipments.claim({
		shipment,
		reference,
		requestHash: await sha256Hex(request),
		shipDate,
		now,
		leasedUntil,
		maxLabelsPerHour: run.settings.maxLabelsPerHour,
		freshSince: now - LIMITS.freshnessMs,
	});
	if (outcome === "lost") {
		await deps.shipments.postpone(
			shipment.id,
			shipment.version,
			now + LIMITS.earlyDelayMs,
			shipment.failures,
		);
		return;
	}
	const sent: SentShipment = {
		...shipment,
		status: "creating",
		version: shipment.version + 1,
		attemptNumber: shipment.attemptNumber + 1,
		reference,
		shipDate,
	};
	const entry = await deps.journal.begin(sent.orderId, reference);
	const verdict = await takeMarker(
		sent,
		{ reference, shipmentId: sent.id, at: now, isAbandoned: false },
		deps.objects,
	);
	if (verdict.kind === "taken" && verdict.marker.reference !== reference) {
		await followMarker(sent, verdict.marker, run.carrier, deps);
		return;
	}
	const isAbandoned = verdict.kind === "taken" && verdict.marker.isAbandoned;
	if (isAbandoned || deps.clock.now() > leasedUntil - CALL_MARGIN_MS) {
		await giveBackUnsent(sent, deps);
		return;
	}
	await callCarrier(sent, { request, entry, carrier: run.carrier }, deps);
}

async function callCarrier(
	shipment: SentShipment,
	call: { request: string; entry: JournalEntry; carrier: Carrier },
	deps: ShippingDeps,
): Promise<void> {
	let answer: RawAnswer;
	try {
		answer = await call.carrier.sendBooking(call.request, shipment.reference);
	} catch (error) {
		// Only the carrier's token desk can stop it before it goes out; anything else may have happened.
		if (isAppError(error) && error.disposition !== "uncertain" && error.disposition !== "retry") {
			await settleRefusal(shipment, error, deps);
			return;
		}
		await loseShipment(shipment, error, deps);
		return;
	}
	await call.entry.record(answer);
	await settleAnswer(shipment, answer, call.carrier, deps);
}

/** A run died while this attempt was out: what is left of it decides. */
export async function recoverShipment(
	shipment: SentShipment,
	carrier: Carrier,
	deps: ShippingDeps,
): Promise<void> {
	const answer = await deps.journal.read(shipment.orderId, shipment.reference);
	if (answer !== undefined) {
		await settleAnswer(shipment, answer, carrier, deps);
		return;
	}
	const verdict = await takeMarker(
		shipment,
		{
			reference: shipment.reference,
			shipmentId: shipment.id,
			at: deps.clock.now(),
			isAbandoned: true,
		},
		deps.objects,
	);
	if (verdict.kind === "mine" || verdict.marker.isAbandoned) {
		await giveBackUnsent(shipment, deps);
		return;
	}
	await followMarker(shipment, verdict.marker, carrier, deps);
}

/**
 * The marker says that the carrier may have been called under its reference: confirmed from the journal where the
 * answer is there, else unknown.
 */
async function followMarker(
	shipment: SentShipment,
	marker: { reference: string; isAbandoned: boolean },
	carrier: Carrier,
	deps: ShippingDeps,
): Promise<void> {
	if (marker.isAbandoned) {
		await giveBackUnsent(shipment, deps);
		return;
	}
	let found = shipment;
	if (marker.reference !== shipment.reference) {
		const outcome = await deps.shipments.adoptReference(
			shipment,
			marker.reference,
			deps.clock.now(),
		);
		if (outcome === "lost") {
			return;
		}
		found = { ...shipment, reference: marker.reference, version: shipment.version + 1 };
	}
	const answer = await deps.journal.read(found.orderId, found.reference);
	if (answer === undefined) {
		await loseShipment(found, undefined, deps);
		return;
	}
	await settleAnswer(found, answer, carrier, deps);
}

async function settleAnswer(
	shipment: SentShipment,
	answer: RawAnswer,
	carrier: Carrier,
	deps: ShippingDeps,
): Promise<void> {
	let booking: ReturnType<Carrier["readBooking"]>;
	try {
		booking = carrier.readBooking(answer);
	} catch (error) {
		await settleRefusal(shipment, error, deps);
		return;
	}
	await confirmBooking(shipment, booking, deps);
}

/** A complete answer that made no label, or a door that was closed. */
async function settleRefusal(
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

async function loseShipment(
	shipment: SentShipment,
	error: unknown,
	deps: ShippingDeps,
): Promise<void> {
	const code = isAppError(error) ? error.code : "shipment.answer_lost";
	await deps.shipments.lose(shipment, code, deps.clock.now());
	logOf(shipment, deps).warn("shipment.outcome_unknown", { code });
}

async function giveBackUnsent(shipment: SentShipment, deps: ShippingDeps): Promise<void> {
	const now = deps.clock.now();
	await deps.shipments.giveBack(shipment, {
		attempt: "abandoned",
		code: "shipment.never_sent",
		dueAt: now,
		failures: shipment.failures,
		now,
	});
	logOf(shipment, deps).info("shipment.never_sent", {});
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

/** Something failed before the attempt began: due again, or given up after too many tries. */
export async function postponeUnsent(
	shipment: DueShipment,
	error: unknown,
	deps: ShippingDeps,
): Promise<void> {
	const now = deps.clock.now();
	const verdict = judgeRowError(error, shipment, now);
	deps.log.error("shipment.postponed", error, {
		shipmentId: shipment.id,
		correlationId: shipment.correlationId,
		verdict: verdict.kind,
	});
	if (verdict.kind === "failed") {
		await deps.shipments.fail(shipment, verdict.reason, now);
	} else if (verdict.kind === "refused") {
		await deps.shipments.replan(shipment, { reason: verdict.reason }, { now, actor: "system" });
	} else if ("dueAt" in verdict) {
		const failures = verdict.kind === "again" ? verdict.failures : shipment.failures;
		await deps.shipments.postpone(shipment.id, shipment.version, verdict.dueAt, failures);
	} else {
		await deps.shipments.fail(
			shipment,
			plainProblem(verdict.code, "An unexpected outcome before the call."),
			now,
		);
	}
}
