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

/** A parcel's is looked up by its reference. */
export function outcomeUnknown(code: string): Problem {
	return {
		code,
		field: "",
		message: "FedEx's answer was lost, so it is not known whether a label was made.",
		remedy:
			"Nothing yet: the reference is looked up at FedEx after one and after five minutes, and a label that is found is cancelled before another is made.",
	};
}
