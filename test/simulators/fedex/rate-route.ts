import type { Hono } from "hono";

import { invalidInput, type Outcome, refuse, refuseOne, succeed } from "./answers.ts";
import { netChargeCents } from "./book-shipment.ts";
import { checkAccount } from "./checks/check-account.ts";
import { checkRate, toShipment } from "./checks/check-rate.ts";
import { findEmpties } from "./checks/check-shape.ts";
import { type Caller, findCaller, guard } from "./guard.ts";
import { toLocalDate, workingDayAfter } from "./local-time.ts";
import { runOperation } from "./operation.ts";
import type { FedexTwinParts } from "./parts.ts";
import { type RateRequestWire, rateRequestSchema } from "./rate-wire.ts";
import { readJson } from "./read-json.ts";
import { currencyOf } from "./tables/currencies.ts";
import { KILOGRAMS_PER_POUND } from "./tables/packaging.ts";
import { isOnLane, listServices, type Service } from "./tables/services.ts";

/** What a shipment would cost the account, by each service that runs there. It makes nothing. */
export function addRateRoute(app: Hono, parts: FedexTwinParts): void {
	app.post("/rate/v1/rates/quotes", async (context) => {
		const request = context.req.raw;
		const body = await readJson(request);
		const sent = await runOperation(parts, {
			name: "rate.quote",
			scope: findCaller(parts, request) ?? "-",
			request,
			work: () =>
				guard(parts, { request, api: "ship", work: (caller) => quote(parts, caller, body) }),
		});
		return sent.response;
	});
}

function quote(parts: FedexTwinParts, { ids, project }: Caller, body: unknown): Outcome {
	const invalid = (errors: ReturnType<typeof invalidInput>[]) =>
		refuse(ids, { status: 400, rule: "invalid-request", errors });
	const empties = findEmpties(body, "");
	if (empties.length > 0) {
		return invalid(empties.map((path) => invalidInput(path, `Empty value at ${path}.`)));
	}
	const parsed = rateRequestSchema.safeParse(body);
	if (!parsed.success) {
		return invalid(
			parsed.error.issues.map(({ path, message }) => invalidInput(path.join("."), message)),
		);
	}
	const accountRefusal = checkAccount(parsed.data.accountNumber.value, project);
	if (accountRefusal !== undefined) {
		return refuseOne(ids, accountRefusal);
	}
	const asked = parsed.data.requestedShipment;
	const origin = asked.shipper.address.countryCode ?? "";
	const today = toLocalDate(parts.clock.now(), origin);
	const errors = checkRate(parsed.data, today);
	if (errors.length > 0) {
		return invalid(errors);
	}
	// An account's rates are those of the country that it is of.
	if (parts.projects.findCountry(parsed.data.accountNumber.value) !== origin) {
		const code = "ACCOUNT.NUMBER.MISMATCH";
		return invalid([{ code, message: "The account is of another country than the shipper." }]);
	}
	const services = servicesFor(asked);
	if (services.length === 0) {
		const code = "SERVICE.TYPE.NOTAVAILABLE";
		return invalid([{ code, message: "No such service runs between these two places." }]);
	}
	const shipDate = [asked.shipDateStamp ?? today, today].toSorted()[1] ?? today;
	return succeed(ids, {
		rateReplyDetails: services.map(([type, service]) =>
			toReply(parsed.data, { type, service, shipDate, percent: parts.settings.all().quotePercent }),
		),
		quoteDate: today,
		isEncoded: false,
	});
}

/** A parcel goes by a parcel's services, and a pallet by freight. Home delivery is to homes. */
function servicesFor(asked: RateRequestWire["requestedShipment"]): [string, Service][] {
	const { shipper, recipient, serviceType, packagingType, requestedPackageLineItems } = asked;
	const origin = shipper.address.countryCode ?? "";
	const destination = recipient.address.countryCode ?? "";
	const heaviest = Math.max(
		...requestedPackageLineItems.map(
			({ weight }) => weight.value * (weight.units === "LB" ? KILOGRAMS_PER_POUND : 1),
		),
	);
	const isOwn = (packagingType ?? "YOUR_PACKAGING") === "YOUR_PACKAGING";
	return listServices().filter(
		([type, service]) =>
			(serviceType === undefined
				? (service.category === "EXPRESS_FREIGHT") === heaviest > 68
				: serviceType === type) &&
			isOnLane(service, origin, destination) &&
			(service.category !== "GROUND" || (isOwn && heaviest <= 32)) &&
			(type !== "GROUND_HOME_DELIVERY" || recipient.address.residential === true) &&
			(type !== "SMART_POST" || serviceType === type),
	);
}

function toReply(
	{ requestedShipment, rateRequestControlParameters }: RateRequestWire,
	rated: { type: string; service: Service; shipDate: string; percent: number },
) {
	const { type, service, shipDate, percent } = rated;
	const pieces = (toShipment(requestedShipment).requestedPackageLineItems ?? []).flatMap((line) =>
		Array.from({ length: line.groupPackageCount ?? 1 }, () => ({
			weight: { units: line.weight?.units ?? "KG", value: line.weight?.value ?? 0 },
		})),
	);
	const totalNetCharge = Math.round((netChargeCents(type, pieces) * percent) / 100) / 100;
	const currency = currencyOf(requestedShipment.shipper.address.countryCode ?? "");
	return {
		serviceType: type,
		serviceName: service.name,
		packagingType: requestedShipment.packagingType ?? "YOUR_PACKAGING",
		ratedShipmentDetails: [
			{
				rateType: "ACCOUNT",
				ratedWeightMethod: "ACTUAL",
				totalDiscounts: 0,
				totalBaseCharge: totalNetCharge,
				totalNetCharge,
				totalNetFedExCharge: totalNetCharge,
				shipmentRateDetail: { currency, totalSurcharges: 0, totalFreightDiscount: 0 },
			},
		],
		serviceDescription: { serviceType: type, description: service.name },
		...(rateRequestControlParameters?.returnTransitTimes === true
			? toTransit(service, shipDate)
			: {}),
	};
}

/** Express names the day, ground only the days it takes. */
function toTransit(service: Service, shipDate: string) {
	if (service.category === "GROUND") {
		return { operationalDetail: { transitTime: `${WORDS[service.transitDays]}_DAYS` } };
	}
	const date = workingDayAfter(shipDate, service.transitDays);
	return { commit: { dateDetail: { dayFormat: `${date}T12:00:00` } } };
}

const WORDS = ["NO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN"];
