import { z } from "zod";

import { findStateCode } from "../shipping/model/facts/states.ts";
import type { Address } from "../shipping/model/order.ts";
import type { AddressAnswer, AddressChecker } from "../shipping/ports/carrier.ts";
import { unreadableAnswer } from "./errors.ts";
import type { FedexCallDeps } from "./fedex-call.ts";
import { toPostalCode } from "./postal-codes.ts";
import { askFedex } from "./read-call.ts";
import { parseAnswer } from "./schemas.ts";
import { fit, wrapStreetLines } from "./text.ts";
import type { TokenSource } from "./token-source.ts";

const CITY_LIMIT = 35;
const RESOLVED = "true";

type FedexAddressCheckerDeps = FedexCallDeps & {
	/** The project that makes labels has this API, too. */
	shipToken: TokenSource;
};

const resolvedSchema = z.object({
	classification: z.string().default("UNKNOWN").catch("UNKNOWN"),
	attributes: z.record(z.string(), z.unknown()).default({}).catch({}),
});

const answerSchema = z.object({
	output: z.object({ resolvedAddresses: z.array(resolvedSchema) }),
});

/**
 * Asks FedEx what kind of addresses they are.
 * @throws AppError `fedex.answer_unreadable` (`retry`), and what `askFedex` throws
 */
export function createFedexAddressChecker(deps: FedexAddressCheckerDeps): AddressChecker {
	return {
		async check(addresses) {
			const answer = await askFedex(
				{ ...deps, token: deps.shipToken },
				{
					operation: "resolve-addresses",
					path: "/address/v1/addresses/resolve",
					body: {
						addressesToValidate: addresses.map((address) => ({ address: toAddressBody(address) })),
					},
				},
			);
			const parsed = parseAnswer(answerSchema, answer.body);
			if (!parsed.ok) {
				throw unreadableAnswer("read", { status: answer.status, path: parsed.path });
			}
			const resolved = parsed.value.output.resolvedAddresses;
			if (resolved.length !== addresses.length) {
				// They are told apart by their places only.
				const path = "output.resolvedAddresses";
				throw unreadableAnswer("read", { status: answer.status, path });
			}
			return resolved.map(toAnswer);
		},
	};
}

function toAnswer({ classification, attributes }: z.infer<typeof resolvedSchema>): AddressAnswer {
	return {
		isResidential:
			classification === "RESIDENTIAL" ? true : classification === "BUSINESS" ? false : null,
		// A boolean in the contract, and a text in answers that were seen.
		isResolved: String(attributes["Resolved"]) === RESOLVED,
	};
}

function toAddressBody(address: Address) {
	const country = address.country ?? "";
	const city = fit(address.city, CITY_LIMIT);
	const postalCode = toPostalCode(address.postalCode ?? "", country);
	const state = findStateCode(country, address.state ?? "");
	return {
		streetLines: wrapStreetLines([address.street ?? "", ...address.streetExtra]),
		...(city === undefined ? {} : { city }),
		...(state === undefined ? {} : { stateOrProvinceCode: state }),
		...(postalCode === "" ? {} : { postalCode }),
		countryCode: country,
	};
}
