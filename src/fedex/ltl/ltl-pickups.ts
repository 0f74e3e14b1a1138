import { LTL_COUNTRIES } from "../../shipping/model/ltl.ts";
import type { FreightToFetch, PickupDesk } from "../../shipping/ports/carrier.ts";
import type { DeskDeps } from "../desk-call.ts";
import { unreadableAnswer } from "../errors.ts";
import { toPartyBody } from "../parties.ts";
import { askPickup, confirmationSchema, optionsSchema } from "../pickups.ts";
import { parseAnswer } from "../schemas.ts";
import { fit } from "../text.ts";
import { toHundredths, toWeightBody, type WeightUnit, weightUnitOf } from "../weights.ts";

/** Slashes at the end belong to two of the paths (FedEx's Freight LTL contract, read 2026-11). */
const PATH = "/pickup/v1/freight/pickups";
const DESCRIPTION_LIMIT = 50;

/** Trucks of FedEx Freight, which is told each shipment that it is to fetch. */
export function createLtlPickupDesk(deps: DeskDeps): PickupDesk {
	const account = { value: deps.accountNumber };
	return {
		async isAvailable({ from, day, readyTime, closeTime }) {
			if (!LTL_COUNTRIES.has(from.country)) {
				return false;
			}
			const answer = await askPickup(deps, "read", `${PATH}/availabilities`, {
				pickupAddress: toPartyBody(from).address,
				dispatchDate: day,
				packageReadyTime: `${readyTime}:00`,
				customerCloseTime: `${closeTime}:00`,
			});
			const parsed = parseAnswer(optionsSchema, answer.body);
			if (!parsed.ok) {
				throw unreadableAnswer("read", { status: answer.status, path: parsed.path });
			}
			return parsed.value.output.options.some(({ available }) => available);
		},

		async request({ from, day, isToday, readyTime, closeTime, freight = [] }) {
			const units = weightUnitOf(from.country);
			const { contact, address } = toPartyBody(from);
			const isAbroad = freight.some(({ to }) => to.country !== from.country);
			const answer = await askPickup(deps, "create", `${PATH}/`, {
				associatedAccountNumber: account,
				originDetail: {
					pickupAddressType: "OTHER",
					pickupLocation: { contact, address, accountNumber: account },
					readyDateTimestamp: `${day}T${readyTime}:00Z`,
					customerCloseTime: `${closeTime}:00`,
					pickupDateType: isToday ? "SAME_DAY" : "FUTURE_DAY",
				},
				countryRelationships: isAbroad ? "INTERNATIONAL" : "DOMESTIC",
				freightPickupDetail: {
					accountNumber: account,
					role: "SHIPPER",
					payment: "SENDER",
					submittedBy: contact,
					lineItems: freight.map((shipment, at) => toLineItem(shipment, at + 1, units)),
				},
			});
			const parsed = parseAnswer(confirmationSchema, answer.body);
			if (!parsed.ok) {
				throw unreadableAnswer("create", { status: answer.status, path: parsed.path });
			}
			return { confirmationCode: parsed.value.output.pickupConfirmationCode, location: null };
		},

		async cancel({ confirmationCode, day, contactName }) {
			const body = {
				associatedAccountNumber: account,
				pickupConfirmationCode: confirmationCode,
				scheduledDate: day,
				reason: "Nothing to fetch",
				contactName: fit(contactName ?? null, 70) ?? "Shipping",
			};
			await askPickup(deps, "cancel", `${PATH}/cancel/`, body, "PUT");
		},
	};
}

function toLineItem(shipment: FreightToFetch, sequenceNumber: number, units: WeightUnit) {
	const { service, trackingNumber, handlingUnit, handlingUnits, weightGrams, to } = shipment;
	return {
		sequenceNumber,
		service,
		...(trackingNumber === null ? {} : { trackingNumber: { trackingNumber } }),
		totalHandlingUnits: handlingUnits,
		pieces: handlingUnits,
		packaging: handlingUnit,
		description: fit(shipment.description, DESCRIPTION_LIMIT) ?? "Goods on pallets",
		weight: toWeightBody(toHundredths(weightGrams, units), units),
		destination: toPartyBody(to).address,
	};
}
