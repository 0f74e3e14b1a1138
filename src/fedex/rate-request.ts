import { CHEAPEST } from "../shipping/model/quote.ts";
import type { ServiceOptions, ShipmentPlan } from "../shipping/model/shipment-plan.ts";
import type { Party } from "../shipping/model/shipment.ts";
import type { QuoteRequest } from "../shipping/ports/quotes.ts";
import { toCustomsBody, type CustomsBody } from "./customs.ts";
import { toPartyBody, type PartyBody } from "./parties.ts";
import { toPackageBody, type PackageBody } from "./ship-packages.ts";
import { sum, toHundredths, weightUnitOf } from "./weights.ts";

type RateAddress = Omit<PartyBody["address"], "streetLines"> & { residential?: boolean };

type RateCustoms = {
	dutiesPayment: { paymentType: "SENDER" };
	commercialInvoice: { shipmentPurpose: string };
	commodities: CustomsBody["commodities"];
};

type RateSpecialServices = {
	specialServiceTypes: string[];
	holdAtLocationDetail?: { locationId: string };
};

export type RateBody = {
	accountNumber: { value: string };
	rateRequestControlParameters: { returnTransitTimes: true };
	requestedShipment: {
		shipper: { address: RateAddress };
		recipient: { address: RateAddress };
		serviceType?: string;
		rateRequestType: ["ACCOUNT"];
		shipDateStamp: string;
		pickupType: string;
		packagingType: string;
		totalPackageCount: number;
		shipmentSpecialServices?: RateSpecialServices;
		customsClearanceDetail?: RateCustoms;
		requestedPackageLineItems: Pick<
			PackageBody,
			"weight" | "dimensions" | "packageSpecialServices"
		>[];
	};
};

/** The body of `POST /rate/v1/rates/quotes`. Without a service FedEx answers with each that runs there. */
export function toRateBody({ plan, accountNumber, shipDate }: QuoteRequest): RateBody {
	const units = weightUnitOf(plan.shipFrom.country);
	const customs = toRateCustoms(plan, accountNumber);
	const specialServices = toSpecialServices(plan.options);
	return {
		accountNumber: { value: accountNumber },
		rateRequestControlParameters: { returnTransitTimes: true },
		requestedShipment: {
			shipper: { address: toAddress(plan.shipFrom, null) },
			recipient: { address: toAddress(plan.shipTo, plan.isResidential) },
			...(plan.service === CHEAPEST ? {} : { serviceType: plan.service }),
			rateRequestType: ["ACCOUNT"],
			shipDateStamp: shipDate,
			pickupType: plan.pickupType,
			packagingType: plan.packaging,
			totalPackageCount: plan.packages.length,
			...(specialServices === undefined ? {} : { shipmentSpecialServices: specialServices }),
			...(customs === undefined ? {} : { customsClearanceDetail: customs }),
			requestedPackageLineItems: plan.packages.map((piece) => {
				const body = toPackageBody(piece, { units, references: [], options: plan.options });
				const { weight, dimensions, packageSpecialServices } = body;
				return {
					weight,
					...(dimensions === undefined ? {} : { dimensions }),
					...(packageSpecialServices === undefined ? {} : { packageSpecialServices }),
				};
			}),
		},
	};
}

/** Streets and people have no price. */
function toAddress(party: Party, isResidential: boolean | null): RateAddress {
	const { streetLines: _, ...address } = toPartyBody(party).address;
	return { ...address, ...(isResidential === null ? {} : { residential: isResidential }) };
}

function toSpecialServices(options: ServiceOptions): RateSpecialServices | undefined {
	const { isSaturdayDelivery, holdAtLocation } = options;
	const specialServiceTypes = [
		...(isSaturdayDelivery ? ["SATURDAY_DELIVERY"] : []),
		...(holdAtLocation === null ? [] : ["HOLD_AT_LOCATION"]),
	];
	return specialServiceTypes.length === 0
		? undefined
		: {
				specialServiceTypes,
				...(holdAtLocation === null
					? {}
					: { holdAtLocationDetail: { locationId: holdAtLocation } }),
			};
}

/** Rates take no other payer of the duties than the sender, who pays the transport that is asked about. */
function toRateCustoms(plan: ShipmentPlan, accountNumber: string): RateCustoms | undefined {
	const units = weightUnitOf(plan.shipFrom.country);
	const hundredths = sum(plan.packages.map((piece) => toHundredths(piece.weightGrams, units)));
	const customs = toCustomsBody(plan.customs, { units, hundredths, accountNumber });
	return customs === undefined
		? undefined
		: {
				dutiesPayment: { paymentType: "SENDER" },
				commercialInvoice: { shipmentPurpose: customs.commercialInvoice.shipmentPurpose },
				commodities: customs.commodities,
			};
}
