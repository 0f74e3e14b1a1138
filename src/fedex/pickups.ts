import { z } from "zod";

import { type AppError, isAppError, refusal } from "../lib/errors.ts";
import type { HttpAnswer } from "../lib/http.ts";
import type { PickupAsked, PickupDesk } from "../shipping/ports/carrier.ts";
import { callDesk, type DeskDeps } from "./desk-call.ts";
import { type FedexOperation, unreadableAnswer } from "./errors.ts";
import { toPartyBody } from "./parties.ts";
import { parseAnswer } from "./schemas.ts";
import { toHundredths, toWeightBody, weightUnitOf } from "./weights.ts";

export const optionsSchema = z.object({
	output: z.object({
		options: z
			.array(z.object({ carrier: z.string().optional(), available: z.boolean().default(false) }))
			.default([]),
	}),
});

export const confirmationSchema = z.object({
	output: z.object({
		pickupConfirmationCode: z.union([z.string().min(1), z.number()]).transform(String),
		location: z.string().nullish(),
	}),
});

/** A page of somebody in between also has the status 200, and calls no courier off. */
const anyAnswerSchema = z.object({ output: z.looseObject({}) });

/** FedEx Freight is asked elsewhere. */
const CARRIERS = { express: "FDXE", ground: "FDXG", freight: "FXFR" } as const;

/** Asks FedEx for couriers. A request that was not answered is never repeated: two couriers would come. */
export function createPickupDesk(deps: DeskDeps): PickupDesk {
	return {
		async isAvailable(asked) {
			const answer = await askPickup(deps, "read", "/pickup/v1/pickups/availabilities", {
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
			const answer = await askPickup(
				deps,
				"create",
				"/pickup/v1/pickups",
				toPickupBody(asked, deps),
			);
			const parsed = parseAnswer(confirmationSchema, answer.body);
			if (!parsed.ok) {
				throw unreadableAnswer("create", { status: answer.status, path: parsed.path });
			}
			const { pickupConfirmationCode, location } = parsed.value.output;
			return { confirmationCode: pickupConfirmationCode, location: location ?? null };
		},

		async cancel({ carrier, day, confirmationCode, location }) {
			await askPickup(
				deps,
				"cancel",
				"/pickup/v1/pickups/cancel",
				{
					associatedAccountNumber: { value: deps.accountNumber },
					pickupConfirmationCode: confirmationCode,
					scheduledDate: day,
					carrierCode: CARRIERS[carrier],
					...(location === null ? {} : { location }),
				},
				"PUT",
			);
		},
	};
}

function toPickupBody(asked: PickupAsked, { accountNumber }: DeskDeps) {
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

/** @throws AppError `pickup.refused` where FedEx says no */
export async function askPickup(
	deps: DeskDeps,
	operation: FedexOperation,
	path: string,
	body: unknown,
	method: "POST" | "PUT" = "POST",
): Promise<HttpAnswer> {
	const name = `pickup-${operation}`;
	let answer: HttpAnswer;
	try {
		answer = await callDesk(deps, { name, operation, method, path, body });
	} catch (error) {
		throw isAppError(error) && error.disposition === "refuse" ? toRefusal(error) : error;
	}
	const parsed = parseAnswer(anyAnswerSchema, answer.body);
	if (!parsed.ok) {
		throw unreadableAnswer(operation, { status: answer.status, path: parsed.path });
	}
	return answer;
}

/** No order is to be mended here: what FedEx says stands for itself. */
function toRefusal(failure: AppError): AppError {
	return refusal(
		"pickup.refused",
		`FedEx refuses that (${failure.context["vendorCode"] ?? "without a code"}). Check the ship-from address and the times; a courier who came or was cancelled can't be cancelled.`,
	);
}
