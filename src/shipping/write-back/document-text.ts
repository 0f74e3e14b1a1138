import type { ShipmentPlan } from "../model/shipment-plan.ts";
import type { TrackingState } from "../model/tracking-states.ts";

/** FedEx's own tracking page; the number is the only thing it needs. */
export function trackingUrl(trackingNumber: string): string {
	return `https://www.fedex.com/fedextrack/?trknbr=${encodeURIComponent(trackingNumber)}`;
}

/** The subject finds the Document again, so it is the same for ever: order number and our shipment id. */
export function documentSubject(orderNumber: number, shipmentId: string): string {
	return `FedEx ${orderNumber} ${shipmentId}`;
}

export type DocumentEvent = {
	at: number;
	packageSequence: number;
	description: string;
	location: string | null;
};

export type DocumentFacts = {
	shipmentId: string;
	plan: ShipmentPlan;
	shipDate: string;
	state: TrackingState;
	packages: readonly { sequence: number; trackingNumber: string; state: TrackingState }[];
	/** In the order in which they happened. */
	events: readonly DocumentEvent[];
};

const STATE_WORDS: Readonly<Record<TrackingState, string>> = {
	label_made: "label made",
	in_transit: "in transit",
	out_for_delivery: "out for delivery",
	exception: "delivery exception",
	returned: "returned to sender",
	delivered: "delivered",
};

/** The latest events are told; a parcel that was tossed about for weeks must not fill the Document. */
const EVENTS_MAX = 200;

/**
 * The text of the Document in Exact: what went into the box, where it is and what happened to it. The same facts
 * always make the same text.
 */
export function documentBody(facts: DocumentFacts): string {
	const { plan, packages } = facts;
	const weight = plan.packages.reduce((sum, piece) => sum + piece.weightGrams, 0) / 1_000;
	return [
		`${plan.return === undefined ? "Order" : "Return of order"} ${plan.orderNumber}: ${STATE_WORDS[facts.state]}, ship date ${facts.shipDate}.`,
		`Service ${plan.service}, ${plan.packages.length} package(s), ${weight} kg, to ${plan.shipTo.city} (${plan.shipTo.country}).`,
		"",
		...packages.map(({ trackingNumber, state }) => {
			const where = state === "label_made" ? "" : ` (${STATE_WORDS[state]})`;
			return `Tracking ${trackingNumber}${where}: ${trackingUrl(trackingNumber)}`;
		}),
		"",
		...eventLines(facts),
		...plan.lines.map(lineText),
		"",
		`Shipment ${facts.shipmentId}`,
	].join("\n");
}

/** The same Document once its label is void; another label of the shipment replaces it again. */
export function voidedBody(facts: {
	shipmentId: string;
	orderNumber: number;
	plan: ShipmentPlan | null;
	trackingNumbers: readonly string[];
}): string {
	return [
		`${facts.plan?.return === undefined ? "Order" : "Return of order"} ${facts.orderNumber}: label void, nothing was shipped with it.`,
		...facts.trackingNumbers.map((number) => `Cancelled at FedEx: ${number}`),
		"",
		...(facts.plan?.lines ?? []).map(lineText),
		"",
		`Shipment ${facts.shipmentId}`,
	].join("\n");
}

function lineText(line: ShipmentPlan["lines"][number]): string {
	return `Line ${line.lineNumber}: ${line.quantity} x ${line.itemCode ?? ""} ${line.description}`;
}

function eventLines({ events, packages }: DocumentFacts): string[] {
	if (events.length === 0) {
		return [];
	}
	const lines = events.slice(-EVENTS_MAX).map(({ at, packageSequence, description, location }) => {
		const instant = `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
		const piece = packages.length > 1 ? `package ${packageSequence}, ` : "";
		return `${instant}: ${piece}${description}${location === null ? "" : ` (${location})`}`;
	});
	return [...lines, ""];
}
