/**
 * What other programs can be told of. The triggers of the database write these names (migration `telling`): whoever
 * changes a shipment or an order, in whatever statement, writes the event with it.
 */
export const EVENT_KINDS = [
	"shipment.labelled",
	"shipment.voided",
	"shipment.blocked",
	"shipment.failed",
	"tracking.changed",
	"tracking.in_transit",
	"tracking.out_for_delivery",
	"tracking.exception",
	"tracking.returned",
	"tracking.delivered",
	"order.blocked",
] as const;

export type EventKind = (typeof EVENT_KINDS)[number];

/** Stands for every move of a parcel that has no name of its own, or whose own name was not chosen. */
export const ANY_MOVE: EventKind = "tracking.changed";

/** What a body tells beside the ids. No name, no address: who needs those asks the API. */
export type EventFacts = {
	kind: "outbound" | "return" | null;
	status: string | null;
	trackingState: string | null;
	trackingNumber: string | null;
	service: string | null;
	/** Why an order or a shipment waits. */
	code: string | null;
};

export type ToldEvent = {
	id: string;
	at: number;
	kind: EventKind;
	divisionId: string;
	orderId: string;
	orderNumber: number;
	shipmentId: string | null;
	facts: EventFacts;
};

/** The name under which an endpoint is told of an event; undefined where it did not choose it. */
export function nameFor(kind: EventKind, chosen: readonly EventKind[]): EventKind | undefined {
	if (chosen.includes(kind)) {
		return kind;
	}
	return kind.startsWith("tracking.") && chosen.includes(ANY_MOVE) ? ANY_MOVE : undefined;
}

/** The body that goes out: the same bytes however often it is sent. */
export function eventBody(event: ToldEvent, name: EventKind): string {
	const { id, at, divisionId, orderId, orderNumber, shipmentId, facts } = event;
	return JSON.stringify({
		type: name,
		timestamp: new Date(at).toISOString(),
		data: { eventId: id, divisionId, orderId, orderNumber, shipmentId, ...facts },
	});
}
