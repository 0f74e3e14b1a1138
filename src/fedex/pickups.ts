import { z } from "zod";

import { type AppError, refusal } from "../lib/errors.ts";
import { type HttpAnswer, call } from "../lib/http.ts";
import type { Log } from "../lib/log.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import type { PickupAsked, PickupDesk } from "../shipping/ports/carrier.ts";
import { classifyAnswer, type FedexOperation, unreadableAnswer } from "./errors.ts";
import { toPartyBody } from "./parties.ts";
import { parseAnswer } from "./schemas.ts";
import type { TokenSource } from "./token-source.ts";
import { toHundredths, toWeightBody, weightUnitOf } from "./weights.ts";

export type PickupDeps = {
	baseUrl: string;
	accountNumber: string;
	/** Pickup is an API of the project that makes labels. */
	shipToken: TokenSource;
	fetch: typeof fetch;
	log: Log;
	now: () => number;
};

const optionsSchema = z.object({
	output: z.object({
		options: z
			.array(z.object({ carrier: z.string().optional(), available: z.boolean().default(false) }))
			.default([]),
	}),
});

const confirmationSchema = z.object({
	output: z.object({
		pickupConfirmationCode: z.union([z.string().min(1), z.number()]).transform(String),
		location: z.string().nullish(),
	}),
});

const CARRIERS = { express: "FDXE", ground: "FDXG" } as const;

/** Asks FedEx for couriers. A request that was not answered is never repeated: two couriers would come. */
export function createPickupDesk(deps: PickupDeps): PickupDesk {
	return {
		async isAvailable(asked) {
			const answer = await post(deps, "read", "/pickup/v1/pickups/availabilities", {
				pickupAddress: toPartyBody(asked.from).address,
				pickupRequestType: [asked.isToday ? "SAME_DAY" : "FUTURE_DAY"],
				dispatchDate: asked.day,
				packageReadyTime: `${asked.readyTime}:00`,
				customerCloseTime: `${asked.closeTime}:00`,
				carriers: [CARRIERS[asked.carrier]],
				countryRelationship: "DOMESTIC",
			});
			const parsed = parseAnswer(optionsSchema, answer.body);
			if (!parsed.ok) {
				throw unreadableAnswer("read", { status: answer.status, path: parsed.path });
			}
			return parsed.value.output.options.some(({ available }) => available);
		},

		async request(asked) {
			const answer = await post(deps, "create", "/pickup/v1/pickups", toPickupBody(asked, deps));
			const parsed = parseAnswer(confirmationSchema, answer.body);
			if (!parsed.ok) {
				throw unreadableAnswer("create", { status: answer.status, path: parsed.path });
			}
			const { pickupConfirmationCode, location } = parsed.value.output;
			return { confirmationCode: pickupConfirmationCode, location: location ?? null };
		},
	};
}

function toPickupBody(asked: PickupAsked, { accountNumber }: PickupDeps) {
	const units = weightUnitOf(asked.from.country);
	const account = { value: accountNumber };
	return {
		associatedAccountNumber: account,
		originDetail: {
			pickupAddressType: "OTHER",
			pickupLocation: { ...toPartyBody(asked.from), accountNumber: account },
			// A time where the goods are, although FedEx writes it as if it were in UTC.
			readyDateTimestamp: `${asked.day}T${asked.readyTime}:00Z`,
			customerCloseTime: `${asked.closeTime}:00`,
			pickupDateType: asked.isToday ? "SAME_DAY" : "FUTURE_DAY",
		},
		totalWeight: toWeightBody(toHundredths(asked.weightGrams, units), units),
		packageCount: asked.packages,
		carrierCode: CARRIERS[asked.carrier],
		countryRelationships: "DOMESTIC",
	};
}

async function post(
	deps: PickupDeps,
	operation: FedexOperation,
	path: string,
	body: unknown,
): Promise<HttpAnswer> {
	const token = await deps.shipToken.get();
	const first = await send(deps, { operation, path, body, token });
	const answer =
		first.status === 401
			? await send(deps, {
					operation,
					path,
					body,
					token: await deps.shipToken.afterRejection(token),
				})
			: first;
	const failure = classifyAnswer(operation, { ...answer, receivedAt: deps.now() });
	if (failure !== undefined) {
		throw failure.disposition === "refuse" ? toRefusal(failure) : failure;
	}
	return answer;
}

/** No order is to be mended here: what FedEx says stands for itself. */
function toRefusal(failure: AppError): AppError {
	return refusal(
		"pickup.refused",
		`FedEx refuses the pickup (${failure.context["vendorCode"] ?? "without a code"}). Check the ship-from address and the times.`,
	);
}

async function send(
	deps: PickupDeps,
	asked: { operation: FedexOperation; path: string; body: unknown; token: string },
): Promise<HttpAnswer> {
	const line = { system: "fedex", operation: `pickup-${asked.operation}` } as const;
	const answer = await call(
		{
			...line,
			method: "POST",
			url: `${deps.baseUrl}${asked.path}`,
			headers: {
				authorization: `Bearer ${asked.token}`,
				"content-type": "application/json",
				accept: "application/json",
				"x-locale": "en_US",
			},
			body: JSON.stringify(asked.body),
			timeoutMs: LIMITS.fedexTimeoutMs,
			isRepeatable: asked.operation === "read",
		},
		deps,
	);
	deps.log.info("fedex.call", { ...line, status: answer.status, durationMs: answer.durationMs });
	return answer;
}
