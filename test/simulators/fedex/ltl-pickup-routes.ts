import type { Hono } from "hono";
import { z } from "zod";

import { invalidInput, type Outcome, refuse, refuseOne, succeed } from "./answers.ts";
import { checkAccount } from "./checks/check-account.ts";
import { type Caller, findCaller, guard } from "./guard.ts";
import { runOperation } from "./operation.ts";
import type { FedexTwinParts } from "./parts.ts";
import { readJson } from "./read-json.ts";

const account = z.strictObject({ value: z.string().max(9) });
const address = z.strictObject({
	streetLines: z.array(z.string().min(1).max(35)).min(1).max(3),
	city: z.string().min(1).max(35),
	stateOrProvinceCode: z.string().length(2),
	postalCode: z.string().min(1).max(10),
	countryCode: z.enum(["US", "CA", "MX", "PR", "VI"]),
});
const contact = z.strictObject({
	personName: z.string().max(70).optional(),
	companyName: z.string().max(35).optional(),
	phoneNumber: z.string().regex(/^\d{8,13}$/),
});
const time = z.string().regex(/^\d{2}:\d{2}:\d{2}$/);

const availabilitySchema = z.strictObject({
	pickupAddress: address,
	dispatchDate: z.iso.date().optional(),
	packageReadyTime: time.optional(),
	customerCloseTime: time.optional(),
});

const pickupSchema = z.strictObject({
	associatedAccountNumber: account,
	originDetail: z.strictObject({
		pickupAddressType: z.enum(["ACCOUNT", "SHIPPER", "OTHER"]).optional(),
		pickupLocation: z.strictObject({ contact, address, accountNumber: account.optional() }),
		readyDateTimestamp: z.iso.datetime(),
		customerCloseTime: time,
		pickupDateType: z.enum(["SAME_DAY", "FUTURE_DAY"]).optional(),
	}),
	countryRelationships: z.enum(["DOMESTIC", "INTERNATIONAL"]).optional(),
	freightPickupDetail: z.strictObject({
		accountNumber: account,
		role: z.enum(["SHIPPER", "CONSIGNEE"]),
		payment: z.enum(["SENDER", "RECIPIENT", "THIRD_PARTY"]),
		submittedBy: contact,
		lineItems: z
			.array(
				z.strictObject({
					sequenceNumber: z.int().min(1),
					service: z.enum(["FEDEX_FREIGHT_PRIORITY", "FEDEX_FREIGHT_ECONOMY"]),
					trackingNumber: z.strictObject({ trackingNumber: z.string().min(1) }).optional(),
					totalHandlingUnits: z.int().min(1),
					pieces: z.int().min(1).optional(),
					packaging: z.enum(["BUNDLE", "CARTON", "CRATE", "DRUM", "PAIL", "PALLET", "SKID"]),
					description: z.string().optional(),
					weight: z.strictObject({ units: z.enum(["KG", "LB"]), value: z.number().positive() }),
					destination: address,
				}),
			)
			.min(1),
	}),
});

const cancelSchema = z.strictObject({
	associatedAccountNumber: account,
	pickupConfirmationCode: z.string().min(1),
	scheduledDate: z.iso.date().optional(),
	reason: z.string().min(1),
	contactName: z.string().min(1),
});

const LAST_CALL = "17:00:00";

type Truck = { account: string; isCancelled: boolean };

/** Trucks of FedEx Freight; two of the three paths have a slash at their end. */
export function addLtlPickupRoutes(app: Hono, parts: FedexTwinParts): void {
	for (const [method, path, name, work] of [
		["POST", "/pickup/v1/freight/pickups/availabilities", "freight.availability", tell],
		["POST", "/pickup/v1/freight/pickups/", "freight.pickup", create],
		["PUT", "/pickup/v1/freight/pickups/cancel/", "freight.pickup-cancel", cancel],
	] as const) {
		app.on(method, path, async (context) => {
			const request = context.req.raw;
			const body = await readJson(request);
			const sent = await runOperation(parts, {
				name,
				scope: findCaller(parts, request) ?? "-",
				request,
				work: () =>
					guard(parts, { request, api: "freight", work: (caller) => work(parts, caller, body) }),
			});
			return sent.response;
		});
	}
}

function tell(_parts: FedexTwinParts, { ids }: Caller, body: unknown): Outcome {
	const parsed = availabilitySchema.safeParse(body);
	if (!parsed.success) {
		return malformed(ids, parsed.error);
	}
	const { dispatchDate, packageReadyTime = "12:00:00" } = parsed.data;
	const option = { carrier: "FXFR", available: packageReadyTime < LAST_CALL };
	return succeed(ids, {
		options: [{ ...option, ...(dispatchDate === undefined ? {} : { pickupDate: dispatchDate }) }],
	});
}

function create(parts: FedexTwinParts, { ids, project }: Caller, body: unknown): Outcome {
	const parsed = pickupSchema.safeParse(body);
	if (!parsed.success) {
		return malformed(ids, parsed.error);
	}
	const { associatedAccountNumber } = parsed.data;
	const refusal = checkAccount(associatedAccountNumber.value, project);
	if (refusal !== undefined) {
		return refuseOne(ids, refusal);
	}
	const trucks = parts.store.collection<Truck>("freight-pickups");
	const code = `DEMO${7_001 + trucks.size}`;
	trucks.set(code, { account: associatedAccountNumber.value, isCancelled: false });
	return succeed(ids, { pickupConfirmationCode: code });
}

function cancel(parts: FedexTwinParts, { ids, project }: Caller, body: unknown): Outcome {
	const parsed = cancelSchema.safeParse(body);
	if (!parsed.success) {
		return malformed(ids, parsed.error);
	}
	const { associatedAccountNumber, pickupConfirmationCode: code } = parsed.data;
	const refusal = checkAccount(associatedAccountNumber.value, project);
	if (refusal !== undefined) {
		return refuseOne(ids, refusal);
	}
	const trucks = parts.store.collection<Truck>("freight-pickups");
	const truck = trucks.get(code);
	if (truck?.account !== associatedAccountNumber.value || truck.isCancelled) {
		const message = "No such pickup is planned.";
		const reason = { status: 400, rule: "invalid-request", code: "PICKUP.NOT.FOUND", message };
		return refuseOne(ids, reason);
	}
	trucks.set(code, { ...truck, isCancelled: true });
	return succeed(ids, {
		pickupConfirmationCode: code,
		cancelConfirmationMessage: "The truck will not come.",
	});
}

function malformed(ids: Caller["ids"], error: z.ZodError): Outcome {
	const errors = error.issues.map((issue) =>
		invalidInput(issue.path.join("."), `Invalid field value: ${issue.message}`),
	);
	return refuse(ids, { status: 400, rule: "invalid-request", errors });
}
