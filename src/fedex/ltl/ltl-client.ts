import { AppError, isAppError, refusal } from "../../lib/errors.ts";
import type { Carrier, CredentialCheck } from "../../shipping/ports/carrier.ts";
import { createFedexCarrier, type FedexCarrierDeps } from "../client.ts";
import { toLtlBody } from "./ltl-request.ts";

export const LTL_PATH = "/ship/v1/freight/shipments";

/**
 * Less-than-truckload freight of FedEx Freight, a company of its own with a project, an account and maybe a host of
 * its own. What it refuses never stops the parcels of the account: it blocks the one shipment. It knows no
 * cancellation, and nothing is found there by reference.
 */
export function createLtlCarrier(deps: FedexCarrierDeps): Carrier {
	const carrier = createFedexCarrier({ ...deps, path: LTL_PATH, isLabelledByPiece: false });
	return {
		...carrier,
		writeBooking: (request) => JSON.stringify(toLtlBody(request)),
		readBooking: (answer) => {
			try {
				return carrier.readBooking(answer);
			} catch (error) {
				throw isAppError(error) && error.disposition === "suspend" ? toRefusal(error) : error;
			}
		},
		check: async () => {
			const { ship, track } = await carrier.check();
			return { ship: ofFreight(ship), track };
		},
		cancelBooking: () =>
			Promise.reject(
				refusal(
					"shipment.freight_not_voidable",
					"FedEx Freight takes no cancellation over its API. Call FedEx Freight.",
				),
			),
	};
}

/** FedEx's own words name the portal of the parcels. */
function ofFreight({ ok, problem }: CredentialCheck): CredentialCheck {
	return {
		ok,
		problem:
			problem === null
				? null
				: `${problem} These are the freight credentials: those of FedEx Freight's own project, not of Ship or Track.`,
	};
}

function toRefusal(error: AppError): AppError {
	return new AppError({
		code: "fedex.freight_refused",
		disposition: "refuse",
		message: "FedEx Freight refuses the account or the project.",
		problems: [
			{
				code: "fedex.freight_refused",
				field: "Division settings › Freight",
				message: `FedEx Freight refuses the account or the project (${error.context["vendorCode"] ?? error.code}).`,
				remedy:
					"Check the freight account number in the division's settings and the freight credentials of the FedEx account, then replay the shipment.",
			},
		],
		context: error.context,
		cause: error,
	});
}
