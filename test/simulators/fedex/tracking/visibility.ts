import type { Refusal } from "../answers.ts";
import type { FedexTwinParts } from "../parts.ts";
import type { ShipmentRecord } from "../shipment-record.ts";

/** A new label takes a while to reach tracking; then it is found where its ship date lies in the range. */
export function isVisible(
	parts: FedexTwinParts,
	shipment: ShipmentRecord,
	dates: { begin: string | undefined; end: string | undefined },
): boolean {
	const { lookupDelayMs } = parts.settings.all();
	const { begin = "", end = "9999" } = dates;
	return (
		parts.clock.now() >= shipment.createdAt + lookupDelayMs &&
		begin <= shipment.shipDate &&
		shipment.shipDate <= end
	);
}

export function notFound(): Refusal {
	return {
		code: "TRACKING.TRACKINGNUMBER.NOTFOUND",
		message: "Nothing is known about this number.",
	};
}
