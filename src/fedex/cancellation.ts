import type { CancelOutcome } from "../shipping/ports/carrier.ts";
import { classifyAnswer, findErrorCodes } from "./errors.ts";
import { callFedex, type FedexCallDeps } from "./fedex-call.ts";
import type { TokenSource } from "./token-source.ts";

type CancellationDeps = FedexCallDeps & { accountNumber: string; shipToken: TokenSource };

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
	const answer = await callFedex(
		{ ...deps, token: deps.shipToken },
		{
			operation: "cancel-shipment",
			method: "PUT",
			path: "/ship/v1/shipments/cancel",
			body: {
				accountNumber: { value: deps.accountNumber },
				trackingNumber,
				deletionControl: "DELETE_ALL_PACKAGES",
			},
			isRepeatable: true,
		},
	);
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
