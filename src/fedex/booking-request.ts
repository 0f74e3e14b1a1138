import type { BookingRequest } from "../shipping/ports/carrier.ts";
import { toCustomsBody, type CustomsBody, weighForCustoms } from "./customs.ts";
import { toPartyBody, type PartyBody } from "./parties.ts";
import {
	type DocumentSpecificationBody,
	type ShipmentServicesBody,
	toDocumentSpecification,
	toShipmentServices,
} from "./ship-documents.ts";
import { type ExpressFreightBody, toExpressFreight, toSubPackaging } from "./ship-freight.ts";
import { type MailsBody, toMailsBody } from "./ship-mails.ts";
import { toPackageBody, type PackageBody } from "./ship-packages.ts";
import { toPaymentBody, type PaymentBody } from "./ship-payment.ts";
import { toReferences } from "./ship-references.ts";
import { sum, toHundredths, weightUnitOf, type WeightUnit } from "./weights.ts";

/** More pieces than this are made in a job of their own. */
const MAX_PIECES_AT_ONCE = 40;

export type ShipBody = {
	labelResponseOptions: "LABEL";
	processingOptionType?: "ALLOW_ASYNCHRONOUS";
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
		shipmentSpecialServices?: ShipmentServicesBody;
		shippingDocumentSpecification?: DocumentSpecificationBody;
		expressFreightDetail?: ExpressFreightBody;
		emailNotificationDetail?: MailsBody;
		labelSpecification: {
			imageType: string;
			labelStockType: string;
			labelFormatType: "COMMON2D";
		};
		customsClearanceDetail?: CustomsBody;
		totalPackageCount: number;
		requestedPackageLineItems: (PackageBody & { subPackagingType?: string })[];
	};
};

/** The body of `POST /ship/v1/shipments`, one call for all pieces. */
export function toShipBody(request: BookingRequest): ShipBody {
	const { plan, accountNumber, reference, shipDate } = request;
	const units = weightUnitOf(plan.shipFrom.country);
	const references = toReferences(plan, reference);
	const packages = weighForCustoms(plan.packages, plan.customs, units);
	const hundredths = sum(packages.map((piece) => toHundredths(piece.weightGrams, units)));
	const customs = toCustomsBody(plan.customs, { units, hundredths, accountNumber });
	const isShippedToday = request.today === undefined || request.today === shipDate;
	const specialServices = toShipmentServices(plan, { isShippedToday });
	const papers = toDocumentSpecification(plan.customs);
	const freight = toExpressFreight(plan);
	const subPackaging = toSubPackaging(plan);
	const mails = toMailsBody(plan);
	const { options } = plan;
	return {
		labelResponseOptions: "LABEL",
		...(plan.packages.length > MAX_PIECES_AT_ONCE
			? { processingOptionType: "ALLOW_ASYNCHRONOUS" as const }
			: {}),
		accountNumber: { value: accountNumber },
		requestedShipment: {
			shipDatestamp: shipDate,
			serviceType: plan.service,
			packagingType: plan.packaging,
			pickupType: plan.pickupType,
			totalWeight: toPounds(hundredths, units),
			shipper: toPartyBody(plan.shipFrom, { taxNumbers: plan.customs?.shipperNumbers }),
			recipients: [
				toPartyBody(plan.shipTo, {
					taxNumbers: plan.customs?.recipientNumbers,
					isResidential: plan.isResidential,
				}),
			],
			shippingChargesPayment: toPaymentBody(plan.transport, accountNumber),
			...(specialServices === undefined ? {} : { shipmentSpecialServices: specialServices }),
			labelSpecification: {
				imageType: plan.label.format,
				labelStockType: plan.label.stock,
				labelFormatType: "COMMON2D",
			},
			...(papers === undefined ? {} : { shippingDocumentSpecification: papers }),
			...(freight === undefined ? {} : { expressFreightDetail: freight }),
			...(mails === undefined ? {} : { emailNotificationDetail: mails }),
			...(customs === undefined ? {} : { customsClearanceDetail: customs }),
			totalPackageCount: packages.length,
			requestedPackageLineItems: packages.map((piece) => ({
				...toPackageBody(piece, { units, references, options }),
				...(subPackaging === undefined ? {} : { subPackagingType: subPackaging }),
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
