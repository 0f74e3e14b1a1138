import type { Problem } from "../../lib/errors.ts";
import { LOST_REASONS } from "../model/lost-states.ts";

/** FedEx Freight is asked nothing after the call: it finds no shipment by reference and cancels none. */
export function freightUnknown(reference: string): Problem {
	return {
		code: LOST_REASONS.freightUnknown,
		field: "",
		message: `FedEx Freight's answer was lost, so it is not known whether it made a shipment with the invoice number ${reference}.`,
		remedy:
			"Call FedEx Freight and have a shipment with this number cancelled, then replay it for a new one.",
	};
}
