import { isAppError } from "../lib/errors.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import type { RawAnswer } from "../shipping/model/shipment.ts";
import type { Carrier, CredentialCheck } from "../shipping/ports/carrier.ts";
import { findTrackingNumbers, toBooking } from "./booking-answer.ts";
import { toShipBody } from "./booking-request.ts";
import { cancelShipment } from "./cancellation.ts";
import { classifyAnswer } from "./errors.ts";
import { type FedexCallDeps, sendFedex } from "./fedex-call.ts";
import { askJob, findJob } from "./ship-job.ts";
import { isBilledToOthers } from "./ship-payment.ts";
import type { TokenSource } from "./token-source.ts";

/**
 * One shipping account at FedEx. A booking is sent once: FedEx makes a second shipment from a second request,
 * whatever its reference. The only repeat follows a 401, which FedEx gives before it looks at the request. A
 * time-out or a lost connection is `uncertain` and left to the caller.
 */
export type FedexCarrierDeps = FedexCallDeps & {
	accountNumber: string;
	shipToken: TokenSource;
	trackToken: TokenSource;
	/** Where bookings go; parcels' by default. */
	path?: string;
	/** False where not every piece has a label of its own. */
	isLabelledByPiece?: boolean;
};

export function createFedexCarrier(deps: FedexCarrierDeps): Carrier {
	let tokenInHand: string | undefined;

	async function sendBooking(request: string, reference: string): Promise<RawAnswer> {
		const token = tokenInHand ?? (await deps.shipToken.get());
		const answer = await postShipment(deps, { request, reference, token });
		if (answer.status !== 401) {
			return answer;
		}
		const newer = await findNewerToken(deps, token);
		if (newer === undefined) {
			return answer;
		}
		tokenInHand = newer;
		return postShipment(deps, { request, reference, token: newer });
	}

	return {
		prepare: async () => {
			tokenInHand = await deps.shipToken.get();
		},
		writeBooking: (request) => {
			if (request.accountNumber !== deps.accountNumber) {
				throw new Error("the booking is for another shipping account");
			}
			return JSON.stringify(toShipBody(request));
		},
		sendBooking,
		readBooking: (answer) => {
			const failure = classifyAnswer("create", answer, {
				isBilledToOthers: isBilledToOthers(answer.request),
			});
			if (failure !== undefined) {
				throw failure;
			}
			return toBooking(answer, { isLabelledByPiece: deps.isLabelledByPiece ?? true });
		},
		findJob,
		askJob: (job) => askJob(job, deps),
		findTrackingNumbers: (answer) => findTrackingNumbers(answer.body),
		cancelBooking: (trackingNumber) => cancelShipment(trackingNumber, deps),
		check: async () => ({
			ship: await checkToken(deps.shipToken),
			track: await checkToken(deps.trackToken),
		}),
	};
}

async function postShipment(
	deps: FedexCarrierDeps,
	{ request, reference, token }: { request: string; reference: string; token: string },
): Promise<RawAnswer> {
	const { status, body } = await sendFedex(
		deps,
		{
			operation: "create-shipment",
			path: deps.path ?? "/ship/v1/shipments",
			headers: { "x-customer-transaction-id": reference },
			body: request,
			timeoutMs: LIMITS.fedexCreateTimeoutMs,
			isRepeatable: false,
			fieldsOf: (answer) => ({ transactionId: findTransactionId(answer.body) }),
		},
		token,
	);
	return { request, status, body, receivedAt: deps.now() };
}

/**
 * Undefined when there is none, whatever the reason: the 401 proves that FedEx did nothing, and is the better
 * answer then.
 */
async function findNewerToken(deps: FedexCarrierDeps, token: string): Promise<string | undefined> {
	try {
		const newer = await deps.shipToken.afterRejection(token);
		return newer === token ? undefined : newer;
	} catch (error) {
		if (isAppError(error)) {
			deps.log.warn("fedex.no_newer_token", { system: "fedex", code: error.code });
		} else {
			deps.log.error("fedex.no_newer_token", error, { system: "fedex" });
		}
		return undefined;
	}
}

async function checkToken(source: TokenSource): Promise<CredentialCheck> {
	try {
		await source.get();
		return { ok: true, problem: null };
	} catch (error) {
		if (!isAppError(error)) {
			throw error;
		}
		return { ok: false, problem: error.message };
	}
}

/** FedEx's own id of the call, without reading megabytes of labels for it. */
function findTransactionId(body: string): string | undefined {
	return /"transactionId"\s*:\s*"([\w-]{1,64})"/.exec(body.slice(0, 2_000))?.[1];
}
