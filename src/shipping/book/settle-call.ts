import { AppError, isAppError } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import { LIMITS } from "../model/limits.ts";
import type { RawAnswer } from "../model/shipment.ts";
import type { SentShipment } from "../ports/shipments.ts";
import { judgeRowError } from "../row-policy.ts";
import { readJobResult } from "./read-job-result.ts";
import { loseShipment, settleAnswer, type Settlement } from "./settle-answer.ts";

/**
 * What an attempt comes to once its call was answered and the answer is in the journal. An answer that only names a
 * job keeps the attempt running: the row is due again later and later, each run goes on from the journal, and what
 * the job came to is settled as if it had been the answer. What can't be learnt in an hour counts as lost, and is
 * looked for by its reference like any lost answer.
 */
export async function settleCall(
	shipment: SentShipment,
	answer: RawAnswer,
	settlement: Settlement,
	deps: ShippingDeps,
): Promise<number> {
	const id = settlement.carrier.findJob(answer);
	if (id === undefined) {
		return settleAnswer(shipment, answer, settlement, deps);
	}
	if (deps.clock.now() - answer.receivedAt < LIMITS.jobFirstLookMs) {
		return lookLater(shipment, answer, undefined, deps);
	}
	let result: RawAnswer | undefined;
	try {
		result = await readJobResult(shipment, { id, answer }, settlement.carrier, deps);
	} catch (error) {
		if (!isAppError(error)) {
			throw error;
		}
		return lookLater(shipment, answer, error, deps);
	}
	if (result === undefined) {
		return lookLater(shipment, answer, undefined, deps);
	}
	const stoppedUntil = await settleAnswer(shipment, result, settlement, deps);
	await deps.wakeUps.send("write-back", shipment.divisionId);
	return stoppedUntil;
}

async function lookLater(
	shipment: SentShipment,
	{ receivedAt }: RawAnswer,
	error: AppError | undefined,
	deps: ShippingDeps,
): Promise<number> {
	const now = deps.clock.now();
	const elapsedMs = now - receivedAt;
	if (elapsedMs >= LIMITS.jobLostMs) {
		await loseShipment(shipment, error ?? neverEnded(), deps);
		return 0;
	}
	const pace = Math.max(LIMITS.jobFirstLookMs, Math.min(LIMITS.jobLastLookMs, elapsedMs / 2));
	const verdict = error === undefined ? undefined : judgeRowError(error, { failures: 0 }, now);
	const asked = verdict !== undefined && "dueAt" in verdict ? verdict.dueAt - now : 0;
	const waitMs = Math.max(pace, asked);
	await deps.shipments.postpone(
		shipment.id,
		shipment.version,
		Math.round(now + waitMs),
		shipment.failures,
	);
	deps.log.info("shipment.job_awaited", {
		shipmentId: shipment.id,
		correlationId: shipment.correlationId,
		attempt: shipment.attemptNumber,
		dueInMs: Math.round(waitMs),
		...(error === undefined ? {} : { code: error.code }),
	});
	return 0;
}

function neverEnded(): AppError {
	return new AppError({
		code: "fedex.job_unfinished",
		disposition: "uncertain",
		message: "FedEx took the shipment and did not say within an hour what came of it.",
	});
}
