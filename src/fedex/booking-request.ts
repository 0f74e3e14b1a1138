import type { ShipmentPlan } from "../shipping/model/shipment.ts";
import type { BookingRequest } from "../shipping/ports/carrier.ts";
import { toCustomsBody, type CustomsBody } from "./customs.ts";
import { toPartyBody, type PartyBody } from "./parties.ts";
import { fit } from "./text.ts";
import {
	sum,
	toHundredths,
	toWeightBody,
	weightUnitOf,
	type WeightBody,
	type WeightUnit,
} from "./weights.ts";

/** The smaller of FedEx's limits (40 on express, 30 on ground labels), so that one reference fits both. */
const REFERENCE_LIMIT = 30;

type ReferenceBody = {
	customerReferenceType: "CUSTOMER_REFERENCE" | "P_O_NUMBER" | "DEPARTMENT_NUMBER";
	value: string;
};

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
		shippingChargesPayment: {
			paymentType: "SENDER";
			payor: { responsibleParty: { accountNumber: { value: string } } };
		};
		labelSpecification: {
			imageType: string;
			labelStockType: string;
			labelFormatType: "COMMON2D";
		};
		customsClearanceDetail?: CustomsBody;
		totalPackageCount: number;
		requestedPackageLineItems: {
			sequenceNumber: number;
			weight: WeightBody;
			customerReferences: ReferenceBody[];
		}[];
	};
};

/** The body of `POST /ship/v1/shipments`, one call for all pieces. */
export function toShipBody({ plan, accountNumber, reference, shipDate }: BookingRequest): ShipBody {
	const units = weightUnitOf(plan.shipFrom.country);
	const parcels = plan.packages.map(({ sequence, weightGrams }) => ({
		sequence,
		hundredths: toHundredths(weightGrams, units),
	}));
	const hundredths = sum(parcels.map((parcel) => parcel.hundredths));
	const customs = toCustomsBody(plan, { units, hundredths });
	const references = toReferences(plan, reference);
	const account = { value: accountNumber };
	return {
		labelResponseOptions: "LABEL",
		accountNumber: account,
		requestedShipment: {
			shipDatestamp: shipDate,
			serviceType: plan.service,
			packagingType: plan.packaging,
			pickupType: plan.pickupType,
			totalWeight: toPounds(hundredths, units),
			shipper: toPartyBody(plan.shipFrom),
			recipients: [toPartyBody(plan.shipTo)],
			shippingChargesPayment: {
				paymentType: "SENDER",
				payor: { responsibleParty: { accountNumber: account } },
			},
			labelSpecification: {
				imageType: plan.label.format,
				labelStockType: plan.label.stock,
				labelFormatType: "COMMON2D",
			},
			...(customs === undefined ? {} : { customsClearanceDetail: customs }),
			totalPackageCount: parcels.length,
			requestedPackageLineItems: parcels.map((parcel) => ({
				sequenceNumber: parcel.sequence,
				weight: toWeightBody(parcel.hundredths, units),
				customerReferences: references,
			})),
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

/** FedEx refuses pieces of one shipment whose references differ. */
function toReferences(plan: ShipmentPlan, reference: string): ReferenceBody[] {
	const purchaseOrder = fit(plan.customerOrderNumber, REFERENCE_LIMIT);
	const department = fit(plan.costCentre, REFERENCE_LIMIT);
	return [
		{ customerReferenceType: "CUSTOMER_REFERENCE", value: reference },
		...(purchaseOrder === undefined
			? []
			: [{ customerReferenceType: "P_O_NUMBER" as const, value: purchaseOrder }]),
		...(department === undefined
			? []
			: [{ customerReferenceType: "DEPARTMENT_NUMBER" as const, value: department }]),
	];
}
