import type { Problem } from "../lib/errors.ts";
import { kindOfCode } from "./error-codes.ts";
import type { ErrorWire } from "./schemas.ts";

/** What FedEx says of an account that is to pay and is not ours. It has few codes of its own for that. */

/** Codes that name no account: with a payor of somebody else's, it is the one that FedEx does not know yet. */
const OF_ANY_ACCOUNT: ReadonlySet<string> = new Set([
	"ACCOUNT.NUMBER.INVALID",
	"ACCOUNT.NUMBER.NOTFOUND",
	"ACCOUNT.VALIDATION.ERROR",
	"ACCOUNT.VALIDATION.FAILED",
	"ACCOUNTNO.TYPE.NOTMATCHED",
	"ACCOUNTNUMBER.VALUE.NOTVALID",
	"REQUESTEDSHIPMENT.ACCOUNTNUMBER.NOTFOUND",
	"SHIPMENT.ACCOUNT.INVALID",
	"SHIPMENTCHARGESPAYMENT.ACCOUNTNUMBER.MISSING",
]);

const OF_PAYOR = /THIRDPARTYPAYER|PAYOR|RESPONSIBLEPARTY|SHIPPINGCHARGESPAYMENT|PAYMENT\.TYPE/;

export function isOfPayor({ code }: ErrorWire): boolean {
	return OF_ANY_ACCOUNT.has(code) || OF_PAYOR.test(code);
}

/** Whether the payor, and nothing about our own account or project, stands against a shipment. */
export function isPayorRefused(errors: readonly ErrorWire[]): boolean {
	return (
		errors.some(isOfPayor) &&
		errors.every((error) => isOfPayor(error) || kindOfCode(error.code) === "order")
	);
}

export function toPayorProblem(errors: readonly ErrorWire[]): Problem {
	const code = errors.find(isOfPayor)?.code ?? "";
	return {
		code: "fedex.payor_refused",
		field: "Sales order line › Cost center",
		message: `FedEx refuses the account that is to pay for the shipment (FedEx: ${code}).`,
		remedy:
			"Correct the payor in the division's billing settings, where the order's cost center or the whole division has one, or choose another cost center on the order's lines.",
	};
}
