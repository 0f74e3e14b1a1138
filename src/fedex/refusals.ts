import { toAscii } from "../lib/ascii.ts";
import type { Problem } from "../lib/errors.ts";
import { REFUSAL_RULES, type RefusalRule } from "./refusal-rules.ts";
import type { ErrorWire } from "./schemas.ts";

/** FedEx's refusals as problems that a person can mend: where, and how. One problem a place. */

const MESSAGE_LIMIT = 160;
const SHIPPER = /\b(SHIPPER|ORIGIN)\b|SHIPPERPHONE/;
const SHIPPER_FIELD = "Division settings › Ship-from address";

export function toProblems(errors: readonly ErrorWire[]): Problem[] {
	const byPlace = new Map<string, Problem>();
	for (const problem of errors.map(toProblem)) {
		const place = `${problem.code} ${problem.field}`;
		if (!byPlace.has(place)) {
			byPlace.set(place, problem);
		}
	}
	return [...byPlace.values()];
}

function toProblem(error: ErrorWire): Problem {
	const subject = subjectOf(error);
	const rule = REFUSAL_RULES.find(({ pattern }) => pattern.test(subject));
	if (rule === undefined) {
		return unknownRefusal(error);
	}
	return rule.isOfParty === true && SHIPPER.test(subject)
		? shipperProblem(rule, error.code)
		: {
				code: rule.code,
				field: rule.field,
				message: `${rule.says} (FedEx: ${error.code}).`,
				remedy: rule.remedy,
			};
}

/** A malformed field has one code for all fields; which one it is stands in the parameters. */
function subjectOf({ code, parameterList }: ErrorWire): string {
	return code === "INVALID.INPUT.EXCEPTION"
		? [code, ...parameterList.map((parameter) => parameter.value)].join(" ").toUpperCase()
		: code.toUpperCase();
}

function shipperProblem(rule: RefusalRule, code: string): Problem {
	return {
		code: "fedex.ship_from_refused",
		field: `${SHIPPER_FIELD} › ${rule.field.split(" › ").at(-1)}`,
		message: `FedEx does not accept the address that you ship from (FedEx: ${code}).`,
		remedy: "Correct the ship-from address in the settings of the division.",
	};
}

function unknownRefusal({ code, message }: ErrorWire): Problem {
	const text = toAscii(message);
	const shortened = text.length > MESSAGE_LIMIT ? `${text.slice(0, MESSAGE_LIMIT - 3)}...` : text;
	return {
		code: "fedex.refused",
		field: "Sales order",
		message: `FedEx refuses the shipment: ${code}${shortened === "" ? "" : ` ("${shortened}")`}.`,
		remedy:
			"Correct in Exact Online what FedEx names, and the order is tried again by itself. If nothing there is wrong, ask FedEx support and give them the code.",
	};
}
