import { isWorkingDay, toInstant, toLocalDate, workingDayAfter } from "../local-time.ts";
import { type ShipmentRecord, type ShipmentTravel } from "../shipment-record.ts";
import { findService } from "../tables/services.ts";

export type Scan = {
	at: number;
	code: string;
	description: string;
	/** Where the parcel is by country; its clock writes the scan's time. */
	countryCode: string;
	city: string;
	locationType: string;
	exception?: { code: string; description: string };
};

const AFTERNOON = "16:30";

/** Everything that happens to a shipment from its label to its end, in order, past and future alike. */
export function planTravel(shipment: ShipmentRecord, exceptionShare: number): Scan[] {
	const { shipper, recipient, createdAt } = shipment;
	const origin = { countryCode: shipper.countryCode, city: shipper.city };
	const destination = { countryCode: recipient.countryCode, city: recipient.city };
	const hub = { countryCode: "FR", city: "ROISSY CHARLES DE GAULLE" };
	const label: Scan = {
		...origin,
		at: createdAt,
		code: "OC",
		description: "Shipment information sent to FedEx",
		locationType: "CUSTOMER",
	};
	const travel = travelOf(shipment, exceptionShare);
	const pickedUpAt = pickupOf(shipment);
	if (pickedUpAt === undefined) {
		return [label];
	}
	const pickupDate = toLocalDate(pickedUpAt, origin.countryCode);
	const transitDays = findService(shipment.serviceType)?.transitDays ?? 1;
	const arrivalDate = workingDayAfter(pickupDate, transitDays);
	const isAbroad = origin.countryCode !== destination.countryCode;
	const night = workingDayAfter(pickupDate, 1);
	const at = (date: string, time: string, place: typeof origin) =>
		toInstant(date, time, place.countryCode);
	const scans: Scan[] = [
		label,
		scan(pickedUpAt, "PU", "Picked up", origin, "PICKUP_LOCATION"),
		scan(
			Math.max(pickedUpAt, at(pickupDate, "20:45", origin)),
			"DP",
			"Left FedEx origin facility",
			origin,
		),
		...(isAbroad && transitDays > 1
			? [scan(at(night, "02:10", hub), "AR", "Arrived at FedEx hub", hub, "SORT_FACILITY")]
			: []),
		...(isAbroad && shipment.hasAuxiliary && transitDays > 1
			? [scan(at(night, "09:20", hub), "CC", "International shipment release", hub)]
			: []),
		scan(at(arrivalDate, "05:50", destination), "AR", "At local FedEx facility", destination),
		outForDelivery(at(arrivalDate, "08:15", destination), destination),
	];
	return [...scans, ...planEnd(shipment, travel, arrivalDate)].toSorted((a, b) => a.at - b.at);
}

export function isPickedUp(shipment: ShipmentRecord, now: number): boolean {
	return (pickupOf(shipment) ?? Infinity) <= now;
}

function pickupOf(shipment: ShipmentRecord): number | undefined {
	if (shipment.pickedUpAt !== undefined) {
		return shipment.pickedUpAt;
	}
	return shipment.travel === "never-picked-up"
		? undefined
		: toInstant(pickupDateOf(shipment), AFTERNOON, shipment.shipper.countryCode);
}

/** The afternoon of the ship date; the next working one where the parcel was ready too late for it. */
function pickupDateOf({ shipDate, shipper, readyAt }: ShipmentRecord): string {
	const readyOn = toLocalDate(readyAt, shipper.countryCode);
	const date = shipDate < readyOn ? readyOn : shipDate;
	const isInTime = readyAt < toInstant(date, AFTERNOON, shipper.countryCode);
	return isWorkingDay(date) && isInTime ? date : workingDayAfter(date, 1);
}

function planEnd(shipment: ShipmentRecord, travel: ShipmentTravel, arrivalDate: string): Scan[] {
	const { countryCode, city } = shipment.recipient;
	const place = { countryCode, city };
	const at = (date: string, time: string) => toInstant(date, time, countryCode);
	const second = workingDayAfter(arrivalDate, 1);
	const missed: Scan = {
		...scan(at(arrivalDate, "11:05"), "DE", "Delivery exception", place, "DELIVERY_LOCATION"),
		exception: { code: "08", description: "Customer not available or business closed" },
	};
	switch (travel) {
		case "exception":
			return [
				missed,
				outForDelivery(at(second, "08:30"), place),
				scan(at(second, "13:20"), "DL", "Delivered", place, "DELIVERY_LOCATION"),
			];
		case "returned":
			return [missed, scan(at(second, "15:00"), "RS", "Returning package to shipper", place)];
		default: {
			const minute = String(10 + (hashOf(shipment.id) % 50));
			return [scan(at(arrivalDate, `11:${minute}`), "DL", "Delivered", place, "DELIVERY_LOCATION")];
		}
	}
}

function travelOf(shipment: ShipmentRecord, exceptionShare: number): ShipmentTravel {
	if (shipment.travel !== "usual") {
		return shipment.travel;
	}
	const draw = (hashOf(shipment.id) % 1_000) / 1_000;
	if (draw >= exceptionShare) {
		return "smooth";
	}
	return draw < exceptionShare / 8 ? "returned" : "exception";
}

function outForDelivery(at: number, place: { countryCode: string; city: string }): Scan {
	return scan(at, "OD", "On FedEx vehicle for delivery", place, "VEHICLE");
}

function scan(
	at: number,
	code: string,
	description: string,
	place: { countryCode: string; city: string },
	locationType = "FEDEX_FACILITY",
): Scan {
	return { at, code, description, ...place, locationType };
}

/** FNV-1a: the same shipment always has the same luck. */
function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	for (const character of text) {
		hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193) >>> 0;
	}
	return hash;
}
