import type { ShipmentPlan } from "../../shipping/model/shipment-plan.ts";
import type { BookingRequest } from "../../shipping/ports/carrier.ts";
import { toCustomsBody } from "../customs.ts";
import { toPartyBody } from "../parties.ts";
import { toDocumentSpecification } from "../ship-documents.ts";
import { toPaymentBody } from "../ship-payment.ts";
import { fit } from "../text.ts";
import { sum, toHundredths, toWeightBody, weightUnitOf } from "../weights.ts";

/** Stocks that parcels have and freight has not (FedEx's Freight LTL API, read 2026-11). */
const NOT_FOR_FREIGHT: ReadonlySet<string> = new Set([
	"STOCK_4X85_TRAILING_DOC_TAB",
	"STOCK_4X105_TRAILING_DOC_TAB",
]);

const REFERENCE_LIMIT = 40;
/** The goods are declared as one line. */
const LINE = "1";

/**
 * The body of `POST /ship/v1/freight/shipments`. Freight has no CUSTOMER_REFERENCE: the attempt's own reference goes
 * as INVOICE_NUMBER, so an invoice number of the order has no place.
 */
export function toLtlBody({ plan, reference, shipDate }: BookingRequest) {
	const { freight } = plan;
	if (freight === null) {
		throw new Error("a shipment without pallets is no freight");
	}
	const units = weightUnitOf(plan.shipFrom.country);
	const account = { value: freight.accountNumber };
	const weights = plan.packages.map((piece) => toHundredths(piece.weightGrams, units));
	const hundredths = sum(weights);
	const { accountNumber } = freight;
	const customs = toCustomsBody(plan.customs, { units, hundredths, accountNumber });
	const billed = toPartyBody(plan.shipFrom);
	const papers = toDocumentSpecification(plan.customs);
	const references = toLtlReferences(plan, reference);
	return {
		labelResponseOptions: "LABEL",
		accountNumber: account,
		freightRequestedShipment: {
			shipDatestamp: shipDate,
			serviceType: plan.service,
			packagingType: plan.packaging,
			pickupType: plan.pickupType,
			shipper: toPartyBody(plan.shipFrom, { taxNumbers: plan.customs?.shipperNumbers }),
			recipient: toPartyBody(plan.shipTo, { taxNumbers: plan.customs?.recipientNumbers }),
			shippingChargesPayment: toPaymentBody(plan.transport, freight.accountNumber),
			labelSpecification: {
				imageType: plan.label.format,
				labelStockType: NOT_FOR_FREIGHT.has(plan.label.stock) ? "STOCK_4X6" : plan.label.stock,
				labelFormatType: "COMMON2D",
			},
			shippingDocumentSpecification: {
				...papers,
				shippingDocumentTypes: [
					"FEDEX_FREIGHT_STRAIGHT_BILL_OF_LADING",
					...(papers?.shippingDocumentTypes ?? []),
				],
				freightBillOfLadingDetail: { format: { docType: "PDF", stockType: "PAPER_LETTER" } },
			},
			...(customs === undefined ? {} : { customsClearanceDetail: customs }),
			freightShipmentDetail: {
				role: "SHIPPER",
				fedExFreightAccountNumber: account,
				fedExFreightBillingContactAndAddress: billed,
				totalHandlingUnits: freight.handlingUnits,
				lineItem: [
					{
						id: LINE,
						pieces: freight.handlingUnits,
						handlingUnits: freight.handlingUnits,
						subPackagingType: freight.handlingUnit,
						freightClass: freight.freightClass,
						description: fit(freight.description, 50) ?? "Goods on pallets",
						weight: toWeightBody(hundredths, units),
					},
				],
			},
			requestedPackageLineItems: plan.packages.map((piece, at) => ({
				sequenceNumber: String(piece.sequence),
				subPackagingType: freight.handlingUnit,
				weight: toWeightBody(weights[at] ?? 1, units),
				associatedFreightLineItems: [{ id: LINE }],
				customerReferences: references,
			})),
		},
	};
}

function toLtlReferences(plan: ShipmentPlan, reference: string) {
	const purchaseOrder = fit(plan.customerOrderNumber, REFERENCE_LIMIT);
	return [
		{ customerReferenceType: "INVOICE_NUMBER", value: reference },
		...(purchaseOrder === undefined
			? []
			: [{ customerReferenceType: "P_O_NUMBER", value: purchaseOrder }]),
	];
}
