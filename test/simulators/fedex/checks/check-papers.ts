import { invalidInput, type Refusal } from "../answers.ts";
import type { RequestedShipmentWire } from "../ship-wire.ts";

const SPECIFICATION = "requestedShipment.shippingDocumentSpecification";

/** The invoice that FedEx is to make, and the papers that go electronically. */
export function checkPapers(shipment: RequestedShipmentWire, today: string): Refusal[] {
	return [...checkInvoice(shipment), ...checkElectronic(shipment, today)];
}

function checkInvoice(shipment: RequestedShipmentWire): Refusal[] {
	const specification = shipment.shippingDocumentSpecification;
	if (specification?.shippingDocumentTypes?.includes("COMMERCIAL_INVOICE") !== true) {
		return [];
	}
	const format = specification.commercialInvoiceDetail?.documentFormat;
	if (format?.docType !== "PDF" || format.stockType !== "PAPER_LETTER") {
		const path = `${SPECIFICATION}.commercialInvoiceDetail.documentFormat`;
		return [invalidInput(path, "The invoice has no format, or none that FedEx makes.")];
	}
	return isInside(shipment)
		? [
				{
					code: "CUSTOMSCLEARANCEDETAIL.COMMERCIALINVOICE.NOTALLOWED",
					message: "There is no commercial invoice inside a country.",
				},
			]
		: [];
}

function checkElectronic(shipment: RequestedShipmentWire, today: string): Refusal[] {
	const { specialServiceTypes = [], etdDetail } = shipment.shipmentSpecialServices ?? {};
	if (!specialServiceTypes.includes("ELECTRONIC_TRADE_DOCUMENTS")) {
		return etdDetail === undefined
			? []
			: [refusal("SHIPMENTSPECIALSERVICES.ETDDETAIL.NOTALLOWED", "The service was not asked for.")];
	}
	if (isInside(shipment)) {
		return [refusal("SHIPMENTSPECIALSERVICES.ETDDETAIL.NOTAVAILABLE", "Nothing crosses a border.")];
	}
	if ((shipment.shipDatestamp ?? today) > today) {
		const code = "REQUESTEDSHIPMENT.SHIPDATESTAMP.NOTVALID";
		return [refusal(code, "Electronic papers go on the day of the shipment only.")];
	}
	const isMade =
		etdDetail?.requestedDocumentTypes?.includes("COMMERCIAL_INVOICE") === true &&
		shipment.shippingDocumentSpecification?.shippingDocumentTypes?.includes(
			"COMMERCIAL_INVOICE",
		) === true;
	const isBrought =
		(etdDetail?.attachedDocuments ?? []).length > 0 ||
		etdDetail?.attributes?.includes("POST_SHIPMENT_UPLOAD_REQUESTED") === true;
	return isMade || isBrought
		? []
		: [refusal("CUSTOMSCLEARANCEDETAIL.COMMERCIALINVOICE.REQUIRED", "There is no invoice.")];
}

function isInside({ shipper, recipients }: RequestedShipmentWire): boolean {
	return shipper?.address?.countryCode === recipients?.[0]?.address?.countryCode;
}

function refusal(code: string, message: string): Refusal {
	return { code, message };
}
