import type { CustomsPlan, ShipmentPlan } from "../shipping/model/shipment-plan.ts";
import { type SpecialServicesBody, toSpecialServices } from "./ship-services.ts";

export type DocumentSpecificationBody = {
	shippingDocumentTypes: ["COMMERCIAL_INVOICE"];
	commercialInvoiceDetail: { documentFormat: { docType: "PDF"; stockType: "PAPER_LETTER" } };
};

type ShipmentServicesBody = SpecialServicesBody & {
	etdDetail?: { requestedDocumentTypes: ["COMMERCIAL_INVOICE"] };
};

/** The papers that FedEx is to make and send back. */
export function toDocumentSpecification(
	customs: CustomsPlan | null,
): DocumentSpecificationBody | undefined {
	return customs?.invoice === "carrier"
		? {
				shippingDocumentTypes: ["COMMERCIAL_INVOICE"],
				commercialInvoiceDetail: {
					documentFormat: { docType: "PDF", stockType: "PAPER_LETTER" },
				},
			}
		: undefined;
}

/**
 * The services of the whole shipment, with the electronic way of its papers where the account has it. FedEx refuses
 * that for a ship date to come (REQUESTEDSHIPMENT.SHIPDATESTAMP.NOTVALID): the invoice goes on paper then.
 */
export function toShipmentServices(
	plan: Pick<ShipmentPlan, "options" | "customs" | "return">,
	{ isShippedToday }: { isShippedToday: boolean },
): ShipmentServicesBody | undefined {
	const { options, customs } = plan;
	const services = toSpecialServices(options, { isReturn: plan.return !== undefined });
	if (customs?.isElectronic !== true || customs.invoice === "none" || !isShippedToday) {
		return services;
	}
	return {
		...services,
		specialServiceTypes: [...(services?.specialServiceTypes ?? []), "ELECTRONIC_TRADE_DOCUMENTS"],
		etdDetail: { requestedDocumentTypes: ["COMMERCIAL_INVOICE"] },
	};
}

export type { ShipmentServicesBody };
