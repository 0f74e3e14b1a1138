import type { ShipmentPlan } from "../shipping/model/shipment-plan.ts";
import { fit } from "./text.ts";

/** The smaller of FedEx's limits (40 on express, 30 on ground labels), so that one reference fits both. */
const REFERENCE_LIMIT = 30;
/** Printed as a barcode. */
const RMA_LIMIT = 20;

export type ReferenceBody = {
	customerReferenceType:
		| "CUSTOMER_REFERENCE"
		| "P_O_NUMBER"
		| "DEPARTMENT_NUMBER"
		| "INVOICE_NUMBER"
		| "RMA_ASSOCIATION";
	value: string;
};

/** What is printed on the label, stands on FedEx's invoice, and what tracking finds a parcel by. */
export function toReferences(plan: ShipmentPlan, reference: string): ReferenceBody[] {
	const purchaseOrder = fit(plan.customerOrderNumber, REFERENCE_LIMIT);
	const department = fit(plan.costCentre, REFERENCE_LIMIT);
	// Plans from before invoices were told have none.
	const rma = fit(plan.return?.rma ?? null, RMA_LIMIT);
	const invoice = fit(plan.invoiceNumber ?? null, REFERENCE_LIMIT);
	return [
		{ customerReferenceType: "CUSTOMER_REFERENCE", value: reference },
		...(purchaseOrder === undefined
			? []
			: [{ customerReferenceType: "P_O_NUMBER" as const, value: purchaseOrder }]),
		...(department === undefined
			? []
			: [{ customerReferenceType: "DEPARTMENT_NUMBER" as const, value: department }]),
		...(invoice === undefined
			? []
			: [{ customerReferenceType: "INVOICE_NUMBER" as const, value: invoice }]),
		...(rma === undefined
			? []
			: [{ customerReferenceType: "RMA_ASSOCIATION" as const, value: rma }]),
	];
}
