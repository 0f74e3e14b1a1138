import { z } from "zod";

import { call } from "../lib/http.ts";
import type { Log } from "../lib/log.ts";
import { findStateCode } from "../shipping/model/facts/states.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import type { Address } from "../shipping/model/order.ts";
import type { AddressAnswer, AddressChecker } from "../shipping/ports/carrier.ts";
import { classifyAnswer, unreadableAnswer } from "./errors.ts";
import { toPostalCode } from "./postal-codes.ts";
import { parseAnswer } from "./schemas.ts";
import { fit, wrapStreetLines } from "./text.ts";
import type { TokenSource } from "./token-source.ts";

const OPERATION = "resolve-addresses";
const CITY_LIMIT = 35;
const RESOLVED = "true";

export type FedexAddressCheckerDeps = {
	baseUrl: string;
	/** The project that makes labels has this API, too. */
	shipToken: TokenSource;
	fetch: typeof fetch;
	log: Log;
	now: () => number;
};

const resolvedSchema = z.object({
	classification: z.string().default("UNKNOWN").catch("UNKNOWN"),
	attributes: z.record(z.string(), z.unknown()).default({}).catch({}),
});

const answerSchema = z.object({
	output: z.object({ resolvedAddresses: z.array(resolvedSchema) }),
});

/**
 * Asks FedEx what kind of addresses they are. Asking changes nothing, so a lost answer is `retry`; after a 401 it
 * is asked again, once.
 * @throws AppError `fedex.answer_unreadable` (`retry`), and as classified in errors.ts
 */
export function createFedexAddressChecker(deps: FedexAddressCheckerDeps): AddressChecker {
	return {
		async check(addresses) {
			const body = JSON.stringify({
				addressesToValidate: addresses.map((address) => ({ address: toAddressBody(address) })),
			});
			const token = await deps.shipToken.get();
			const first = await post(deps, body, token);
			const answer =
				first.status === 401
					? await post(deps, body, await deps.shipToken.afterRejection(token))
					: first;
			const failure = classifyAnswer("read", { ...answer, receivedAt: deps.now() });
			if (failure !== undefined) {
				throw failure;
			}
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

async function post(deps: FedexAddressCheckerDeps, body: string, token: string) {
	const line = { system: "fedex", operation: OPERATION } as const;
	const startedAt = deps.now();
	try {
		const answer = await call(
			{
				...line,
				method: "POST",
				url: `${deps.baseUrl}/address/v1/addresses/resolve`,
				headers: {
					authorization: `Bearer ${token}`,
					"content-type": "application/json",
					accept: "application/json",
					"x-locale": "en_US",
				},
				body,
				timeoutMs: LIMITS.fedexTimeoutMs,
				isRepeatable: true,
			},
			deps,
		);
		deps.log.info("fedex.call", { ...line, status: answer.status, durationMs: answer.durationMs });
		return answer;
	} catch (error) {
		deps.log.info("fedex.call", { ...line, status: null, durationMs: deps.now() - startedAt });
		throw error;
	}
}
