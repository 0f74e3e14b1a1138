import type { Hono } from "hono";
import { z } from "zod";

import { type Outcome, refuseOne, succeed } from "./answers.ts";
import { type Caller, findCaller, guard } from "./guard.ts";
import { runOperation } from "./operation.ts";
import type { FedexTwinParts } from "./parts.ts";
import { readJson } from "./read-json.ts";
import { isKnownCountry } from "./tables/countries.ts";
import { isPostalCode } from "./tables/postal-codes.ts";

const MOST_ADDRESSES = 100;

const requestSchema = z.strictObject({
	inEffectAsOfTimestamp: z.string().optional(),
	validateAddressControlParameters: z.unknown().optional(),
	addressesToValidate: z
		.array(
			z.strictObject({
				address: z.strictObject({
					streetLines: z.array(z.string().min(1)).min(1),
					city: z.string().min(1),
					stateOrProvinceCode: z.string().min(1).optional(),
					postalCode: z.string().min(1).optional(),
					countryCode: z.string(),
				}),
				clientReferenceId: z.string().optional(),
			}),
		)
		.min(1)
		.max(MOST_ADDRESSES),
});

type AddressWire = z.infer<typeof requestSchema>["addressesToValidate"][number]["address"];

/** FedEx's data tells homes from offices there; elsewhere it mostly does not know. */
const WELL_KNOWN = new Set(["US", "CA"]);
const HOME = /\b(apt|apartment|home|flat|lane)\b/i;
const OFFICE = /\b(unit|suite|ste|floor|dock)\b/i;

export function addAddressRoute(app: Hono, parts: FedexTwinParts): void {
	app.post("/address/v1/addresses/resolve", async (context) => {
		const request = context.req.raw;
		const body = await readJson(request);
		const sent = await runOperation(parts, {
			name: "address.resolve",
			scope: findCaller(parts, request) ?? "-",
			request,
			work: () => guard(parts, { request, api: "ship", work: (caller) => resolve(caller, body) }),
		});
		return sent.response;
	});
}

function resolve({ ids }: Caller, body: unknown): Outcome {
	const parsed = requestSchema.safeParse(body);
	if (!parsed.success) {
		return refuseOne(ids, {
			status: 400,
			rule: "invalid-request",
			code: "INVALID.INPUT.EXCEPTION",
			message: `Invalid field value: ${parsed.error.issues[0]?.path.join(".")}`,
		});
	}
	const addresses = parsed.data.addressesToValidate.map(({ address }) => address);
	if (addresses.some(({ countryCode }) => !isKnownCountry(countryCode))) {
		return refuseOne(ids, {
			status: 400,
			rule: "invalid-request",
			code: "COUNTRY.CODE.INVALID",
			message: "A country code is not known.",
		});
	}
	return succeed(ids, { resolvedAddresses: addresses.map(toResolved) });
}

function toResolved(address: AddressWire) {
	const { streetLines, city, stateOrProvinceCode, postalCode = "", countryCode } = address;
	const isResolved = postalCode !== "" && isPostalCode(countryCode, postalCode);
	const [base = "", addOn] = postalCode.split("-");
	return {
		streetLinesToken: streetLines.map((line) => line.toUpperCase()),
		city: city.toUpperCase(),
		...(stateOrProvinceCode === undefined ? {} : { stateOrProvinceCode }),
		countryCode,
		customerMessage: [],
		cityToken: [{ changed: false, value: city.toUpperCase() }],
		postalCodeToken: { changed: false, value: postalCode },
		parsedPostalCode: { base, ...(addOn === undefined ? {} : { addOn }) },
		classification: isResolved ? classify(streetLines.join(" "), countryCode) : "UNKNOWN",
		postOfficeBox: false,
		attributes: {
			Resolved: isResolved,
			CountrySupported: WELL_KNOWN.has(countryCode),
			POBox: false,
		},
	};
}

function classify(street: string, countryCode: string): string {
	if (HOME.test(street)) {
		return "RESIDENTIAL";
	}
	return OFFICE.test(street) || WELL_KNOWN.has(countryCode) ? "BUSINESS" : "UNKNOWN";
}
