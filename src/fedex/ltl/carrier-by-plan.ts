import { refusal } from "../../lib/errors.ts";
import { isLtlPlan } from "../../shipping/model/ltl.ts";
import type { Carrier } from "../../shipping/ports/carrier.ts";

/**
 * One carrier for an account's parcels and its freight: the plan says which of the two a shipment goes with, and the
 * request that was written says it later. A freight desk that does not open holds up freight only.
 */
export function createCarrierByPlan(parcels: Carrier, freight: Carrier | undefined): Carrier {
	let freightFailure: unknown;

	function openFreight(): Carrier {
		if (freight === undefined) {
			throw NO_CREDENTIALS;
		}
		if (freightFailure !== undefined) {
			throw freightFailure;
		}
		return freight;
	}

	/** By what was written: an answer is read after the plan may have changed. */
	const carrierOf = (request: string) =>
		isFreightRequest(request) && freight !== undefined ? freight : parcels;

	return {
		...parcels,
		prepare: async () => {
			await parcels.prepare();
			try {
				await freight?.prepare();
				freightFailure = undefined;
			} catch (error) {
				freightFailure = error;
			}
		},
		writeBooking: (request) =>
			(isLtlPlan(request.plan) ? openFreight() : parcels).writeBooking(request),
		sendBooking: (request, reference) => carrierOf(request).sendBooking(request, reference),
		readBooking: (answer) => carrierOf(answer.request).readBooking(answer),
		check: async () => {
			const { ship, track } = await parcels.check();
			// Its booking project is all that FedEx Freight has.
			return freight === undefined
				? { ship, track }
				: { ship, track, freight: (await freight.check()).ship };
		},
	};
}

/** As a key of the body: within a text its quotes would be escaped. */
function isFreightRequest(request: string): boolean {
	return request.includes('"freightRequestedShipment":');
}

const NO_CREDENTIALS = refusal(
	"freight.no_credentials",
	"The FedEx account has no credentials for FedEx Freight.",
	[
		{
			code: "freight.no_credentials",
			field: "Sales order › Shipping method",
			message:
				"The order's shipping method means FedEx Freight, and the FedEx account has no credentials for it.",
			remedy:
				"Add a FedEx account with freight credentials and choose it for the division, or choose another shipping method on the order.",
		},
	],
);
