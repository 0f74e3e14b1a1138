import { type HttpAnswer, call } from "../lib/http.ts";
import type { Log } from "../lib/log.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import type { CancelOutcome } from "../shipping/ports/carrier.ts";
import { classifyAnswer, findErrorCodes } from "./errors.ts";
import type { TokenSource } from "./token-source.ts";

export type CancellationDeps = {
	baseUrl: string;
	accountNumber: string;
	shipToken: TokenSource;
	fetch: typeof fetch;
	log: Log;
	now: () => number;
};

const OUTCOMES: ReadonlyMap<string, CancelOutcome> = new Map([
	["CANCELSHIPMENT.TRACKINGNUMBER.DELETED", "gone"],
	["MASTERTRACKINGID.TRACKINGNUMBER.CANCELLED", "gone"],
	["TRACKINGIDS.TRACKINGNUMBER.CLOSED", "too-late"],
	["TRACKINGIDS.TRACKINGNUMBER.EXPIRED", "too-late"],
	["SHIPMENT.CANCELEDWITHOUTPICKUP.FAILURE", "too-late"],
]);

/**
 * Asks FedEx to cancel a shipment. Its "true" is said of any well-formed number, so a 2xx is never read: tracking
 * tells. Cancelling twice does no harm, so a lost answer is `retry`, and after a 401 it is asked again, once.
 */
export async function cancelShipment(
	trackingNumber: string,
	deps: CancellationDeps,
): Promise<CancelOutcome> {
	const token = await deps.shipToken.get();
	const first = await put(deps, trackingNumber, token);
	const answer =
		first.status === 401
			? await put(deps, trackingNumber, await deps.shipToken.afterRejection(token))
			: first;
	for (const code of findErrorCodes(answer.body)) {
		const outcome = OUTCOMES.get(code);
		if (outcome !== undefined) {
			return outcome;
		}
	}
	const failure = classifyAnswer("cancel", { ...answer, receivedAt: deps.now() });
	if (failure !== undefined) {
		throw failure;
	}
	return "asked";
}

async function put(
	deps: CancellationDeps,
	trackingNumber: string,
	token: string,
): Promise<HttpAnswer> {
	const line = { system: "fedex", operation: "cancel-shipment" } as const;
	const startedAt = deps.now();
	try {
		const answer = await call(
			{
				...line,
				method: "PUT",
				url: `${deps.baseUrl}/ship/v1/shipments/cancel`,
				headers: {
					authorization: `Bearer ${token}`,
					"content-type": "application/json",
					accept: "application/json",
					"x-locale": "en_US",
				},
				body: JSON.stringify({
					accountNumber: { value: deps.accountNumber },
					trackingNumber,
					deletionControl: "DELETE_ALL_PACKAGES",
				}),
				timeoutMs: LIMITS.fedexTimeoutMs,
				isRepeatable: true,
			},
			deps,
		);
		deps.log.info("fedex.call", {
			...line,
			status: answer.status,
			durationMs: answer.durationMs,
		});
		return answer;
	} catch (error) {
		deps.log.info("fedex.call", { ...line, status: null, durationMs: deps.now() - startedAt });
		throw error;
	}
}
