import type { BookingRequest } from "../shipping/ports/carrier.ts";
import { toCustomsBody, type CustomsBody } from "./customs.ts";
import { toPartyBody, type PartyBody } from "./parties.ts";
import { toPackageBody, type PackageBody } from "./ship-packages.ts";
import { toPaymentBody, type PaymentBody } from "./ship-payment.ts";
import { toReferences } from "./ship-references.ts";
import { toSpecialServices, type SpecialServicesBody } from "./ship-services.ts";
import { sum, toHundredths, weightUnitOf, type WeightUnit } from "./weights.ts";

export type ShipBody = {
	labelResponseOptions: "LABEL";
	accountNumber: { value: string };
	requestedShipment: {
		shipDatestamp: string;
		serviceType: string;
		packagingType: string;
		pickupType: string;
		totalWeight: number;
		shipper: PartyBody;
		recipients: [PartyBody];
		shippingChargesPayment: PaymentBody;
		shipmentSpecialServices?: SpecialServicesBody;
		labelSpecification: {
			imageType: string;
			labelStockType: string;
			labelFormatType: "COMMON2D";
		};
		customsClearanceDetail?: CustomsBody;
		totalPackageCount: number;
		requestedPackageLineItems: PackageBody[];
	};
};

/** The body of `POST /ship/v1/shipments`, one call for all pieces. */
export function toShipBody({ plan, accountNumber, reference, shipDate }: BookingRequest): ShipBody {
	const units = weightUnitOf(plan.shipFrom.country);
	const references = toReferences(plan, reference);
	const hundredths = sum(plan.packages.map((piece) => toHundredths(piece.weightGrams, units)));
	const customs = toCustomsBody(plan, { units, hundredths });
	const specialServices = toSpecialServices(plan.options, { isReturn: plan.return !== undefined });
	const { options } = plan;
	return {
		labelResponseOptions: "LABEL",
		accountNumber: { value: accountNumber },
		requestedShipment: {
			shipDatestamp: shipDate,
			serviceType: plan.service,
			packagingType: plan.packaging,
			pickupType: plan.pickupType,
			totalWeight: toPounds(hundredths, units),
			shipper: toPartyBody(plan.shipFrom),
			recipients: [toPartyBody(plan.shipTo)],
			shippingChargesPayment: toPaymentBody(plan.transport, accountNumber),
			...(specialServices === undefined ? {} : { shipmentSpecialServices: specialServices }),
			labelSpecification: {
				imageType: plan.label.format,
				labelStockType: plan.label.stock,
				labelFormatType: "COMMON2D",
			},
			...(customs === undefined ? {} : { customsClearanceDetail: customs }),
			totalPackageCount: plan.packages.length,
			requestedPackageLineItems: plan.packages.map((piece) =>
				toPackageBody(piece, { units, references, options }),
			),
		},
	};
}

/**
 * FedEx wants the sum in pounds even where the packages are in kilograms.
 * https://developer.fedex.com/api/en-us/catalog/ship/docs.html (checked 2026-11)
 */
function toPounds(hundredths: number, units: WeightUnit): number {
	return (units === "LB" ? hundredths : toHundredths(hundredths * 10, "LB")) / 100;
}
