import type { ShipmentPlan } from "./shipment.ts";

/** FedEx's own tracking page; the number is the only thing it needs. */
export function trackingUrl(trackingNumber: string): string {
	return `https://www.fedex.com/fedextrack/?trknbr=${encodeURIComponent(trackingNumber)}`;
}

/** The subject finds the Document again, so it is the same for ever: order number and our shipment id. */
export function documentSubject(orderNumber: number, shipmentId: string): string {
	return `FedEx ${orderNumber} ${shipmentId}`;
}

export type DocumentFacts = {
	shipmentId: string;
	plan: ShipmentPlan;
	shipDate: string;
	trackingNumbers: readonly string[];
};

/** The text of the Document in Exact: what went into the box, and where it is. */
export function documentBody(facts: DocumentFacts): string {
	const { plan } = facts;
	const weight = plan.packages.reduce((sum, piece) => sum + piece.weightGrams, 0) / 1_000;
	return [
		`Order ${plan.orderNumber}: label made, ship date ${facts.shipDate}.`,
		`Service ${plan.service}, ${plan.packages.length} package(s), ${weight} kg, to ${plan.shipTo.city} (${plan.shipTo.country}).`,
		"",
		...facts.trackingNumbers.map((number) => `Tracking ${number}: ${trackingUrl(number)}`),
		"",
		...plan.lines.map(
			(line) =>
				`Line ${line.lineNumber}: ${line.quantity} x ${line.itemCode ?? ""} ${line.description}`,
		),
		"",
		`Shipment ${facts.shipmentId}`,
	].join("\n");
}
