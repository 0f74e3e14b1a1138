import type { Hono } from "hono";
import { z } from "zod";

import { invalidInput, type Outcome, refuse, refuseOne, succeed } from "./answers.ts";
import { checkAccount } from "./checks/check-account.ts";
import { type Caller, findCaller, guard } from "./guard.ts";
import { runOperation } from "./operation.ts";
import type { FedexTwinParts } from "./parts.ts";
import { readJson } from "./read-json.ts";

const account = z.strictObject({ value: z.string() });
const address = z.strictObject({
	streetLines: z.array(z.string().min(1).max(35)).min(1).max(3),
	city: z.string().min(1).max(35).optional(),
	stateOrProvinceCode: z.string().optional(),
	postalCode: z.string().optional(),
	countryCode: z.string().length(2),
});
const time = z.string().regex(/^\d{2}:\d{2}:\d{2}$/);

const availabilitySchema = z.strictObject({
	pickupAddress: address,
	pickupRequestType: z.array(z.enum(["SAME_DAY", "FUTURE_DAY"])).min(1),
	dispatchDate: z.iso.date(),
	packageReadyTime: time,
	customerCloseTime: time,
	carriers: z.array(z.enum(["FDXE", "FDXG"])).min(1),
	countryRelationship: z.enum(["DOMESTIC", "INTERNATIONAL"]),
});

const pickupSchema = z.strictObject({
	associatedAccountNumber: account,
	originDetail: z.strictObject({
		pickupAddressType: z.enum(["ACCOUNT", "SHIPPER", "OTHER"]),
		pickupLocation: z.strictObject({
			contact: z.strictObject({
				personName: z.string().optional(),
				companyName: z.string().optional(),
				phoneNumber: z.string().regex(/^\d{10,15}$/),
			}),
			address,
			accountNumber: account.optional(),
		}),
		readyDateTimestamp: z.iso.datetime(),
		customerCloseTime: time,
		pickupDateType: z.enum(["SAME_DAY", "FUTURE_DAY"]),
	}),
	totalWeight: z.strictObject({ units: z.enum(["KG", "LB"]), value: z.number().positive() }),
	packageCount: z.int().min(1),
	carrierCode: z.enum(["FDXE", "FDXG"]),
	countryRelationships: z.enum(["DOMESTIC", "INTERNATIONAL"]),
});

const cancelSchema = z.strictObject({
	associatedAccountNumber: account,
	pickupConfirmationCode: z.string().min(1),
	scheduledDate: z.iso.date(),
	carrierCode: z.enum(["FDXE", "FDXG"]).optional(),
	location: z.string().optional(),
	remarks: z.string().max(60).optional(),
});

/** Couriers leave their depots at seven: nobody comes who is asked for later. */
const LAST_CALL = "19:00:00";
const EXPRESS_STATION = "TWNA";
const GROUND_COUNTRIES = new Set(["US", "CA"]);

type Pickup = z.infer<typeof pickupSchema> & { code: string; isCancelled?: boolean };

/** Asking twice makes two couriers come, as at FedEx. */
export function addPickupRoutes(app: Hono, parts: FedexTwinParts): void {
	for (const [method, path, name, work] of [
		["POST", "/pickup/v1/pickups/availabilities", "pickup.availability", tellAvailability],
		["POST", "/pickup/v1/pickups", "pickup.create", create],
		["PUT", "/pickup/v1/pickups/cancel", "pickup.cancel", cancel],
	] as const) {
		app.on(method, path, async (context) => {
			const request = context.req.raw;
			const body = await readJson(request);
			const sent = await runOperation(parts, {
				name,
				scope: findCaller(parts, request) ?? "-",
				request,
				work: () =>
					guard(parts, { request, api: "ship", work: (caller) => work(parts, caller, body) }),
			});
			return sent.response;
		});
	}
}

function tellAvailability(_parts: FedexTwinParts, { ids }: Caller, body: unknown): Outcome {
	const parsed = availabilitySchema.safeParse(body);
	if (!parsed.success) {
		return malformed(ids, parsed.error);
	}
	const { carriers, pickupAddress, packageReadyTime, dispatchDate, ...asked } = parsed.data;
	const options = carriers.map((carrier) => ({
		carrier,
		available:
			packageReadyTime < LAST_CALL &&
			(carrier === "FDXE" || GROUND_COUNTRIES.has(pickupAddress.countryCode)),
		pickupDate: dispatchDate,
		cutOffTime: "17:00:00",
		countryRelationship: asked.countryRelationship,
		scheduleDay: asked.pickupRequestType[0],
	}));
	return succeed(ids, { requestTimestamp: `${dispatchDate}T08:00:00`, options });
}

function create(parts: FedexTwinParts, { ids, project }: Caller, body: unknown): Outcome {
	const parsed = pickupSchema.safeParse(body);
	if (!parsed.success) {
		return malformed(ids, parsed.error);
	}
	const refusal = checkAccount(parsed.data.associatedAccountNumber.value, project);
	if (refusal !== undefined) {
		return refuseOne(ids, refusal);
	}
	const made = parts.store.collection<Pickup>("pickups");
	const code = String(3_001 + made.size);
	made.set(code, { ...parsed.data, code });
	return succeed(ids, {
		pickupConfirmationCode: code,
		message: "A courier was booked.",
		...(parsed.data.carrierCode === "FDXE" ? { location: EXPRESS_STATION } : {}),
	});
}

function cancel(parts: FedexTwinParts, { ids, project }: Caller, body: unknown): Outcome {
	const parsed = cancelSchema.safeParse(body);
	if (!parsed.success) {
		return malformed(ids, parsed.error);
	}
	const { associatedAccountNumber, pickupConfirmationCode: code, ...asked } = parsed.data;
	const refusal = checkAccount(associatedAccountNumber.value, project);
	if (refusal !== undefined) {
		return refuseOne(ids, refusal);
	}
	const made = parts.store.collection<Pickup>("pickups");
	const pickup = made.get(code);
	const isIt =
		pickup !== undefined &&
		pickup.isCancelled !== true &&
		pickup.associatedAccountNumber.value === associatedAccountNumber.value &&
		pickup.originDetail.readyDateTimestamp.startsWith(asked.scheduledDate) &&
		// Express is found at its station, Ground by its carrier.
		(pickup.carrierCode === "FDXE"
			? asked.location === EXPRESS_STATION
			: asked.carrierCode === "FDXG");
	if (!isIt) {
		const message = "No such pickup is planned.";
		return refuseOne(ids, {
			status: 400,
			rule: "invalid-request",
			code: "PICKUP.NOT.FOUND",
			message,
		});
	}
	made.set(code, { ...pickup, isCancelled: true });
	return succeed(ids, {
		pickupConfirmationCode: code,
		cancelConfirmationMessage: "The courier will not come.",
	});
}

function malformed(ids: Caller["ids"], error: z.ZodError): Outcome {
	const errors = error.issues.map((issue) =>
		invalidInput(issue.path.join("."), `Invalid field value: ${issue.message}`),
	);
	return refuse(ids, { status: 400, rule: "invalid-request", errors });
}
