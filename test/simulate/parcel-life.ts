import { addDays } from "../../src/lib/days.ts";
import { zonedInstant } from "../../src/lib/zoned-time.ts";
import { addWorkingDays } from "../../src/shipping/model/ship-date.ts";
import type { TrackingState } from "../../src/shipping/model/tracking-states.ts";
import type { ParcelScan } from "../../src/shipping/ports/carrier.ts";
import type { Dice } from "./dice.ts";

/**
 * What happens to a parcel, drawn when its label is made: fetched in the late afternoon, through a station and a hub
 * each night, out for delivery in the morning of a working day. Some come a day later than they are announced, some
 * find nobody at home, a few go back, and a few labels are never used. FedEx shows every scan at once here; what
 * it needs in fact comes on top, whoever asks.
 */
export type ParcelLife = {
	/** Before this FedEx does not know the number. */
	knownFrom: number;
	scans: readonly ParcelScan[];
	/** What is announced from when on: the start of the expected day. */
	announcements: readonly { from: number; dayAt: number }[];
	deliveredAt: number | null;
};

const HOUR = 3_600_000;
const ZONE = "Europe/Amsterdam";
const CODES: Readonly<Record<string, readonly [TrackingState, string]>> = {
	OC: ["label_made", "Shipment information sent to FedEx"],
	PU: ["in_transit", "Picked up"],
	AR: ["in_transit", "Arrived at FedEx location"],
	DP: ["in_transit", "Departed FedEx location"],
	OD: ["out_for_delivery", "On FedEx vehicle for delivery"],
	DE: ["exception", "Delivery exception"],
	RS: ["returned", "Returning package to shipper"],
	DL: ["delivered", "Delivered"],
};

export function liveParcel(
	label: { at: number; shipDate: string; isOvernight: boolean },
	dice: Dice,
): ParcelLife {
	const scans: ParcelScan[] = [];
	const scan = (at: number, code: keyof typeof CODES, location: string) => {
		const [state, description] = CODES[code] ?? ["in_transit", ""];
		// FedEx tells whole seconds.
		const instant = Math.floor(at / 1_000) * 1_000;
		scans.push({
			at: instant,
			code: String(code),
			exceptionCode: null,
			state,
			description,
			location,
		});
	};
	const hour = (day: string, from: number, to: number) =>
		zonedInstant(day, "00:00", ZONE) + dice.between(from, to) * HOUR;
	const dayAt = (day: string) => zonedInstant(day, "00:00", ZONE);
	const knownFrom = label.at + dice.between(0.2, 2) * HOUR;
	scan(label.at, "OC", "ZWOLLE, NL");
	if (dice.chance(0.003)) {
		return { knownFrom, scans, announcements: [], deliveredAt: null };
	}

	const pickedUpAt = Math.max(hour(label.shipDate, 16.2, 19), label.at + 0.3 * HOUR);
	scan(pickedUpAt, "PU", "ZWOLLE, NL");
	scan(pickedUpAt + dice.between(0.7, 1.6) * HOUR, "AR", "ZWOLLE, NL");
	scan(pickedUpAt + dice.between(1.8, 3) * HOUR, "DP", "ZWOLLE, NL");
	const announced = addWorkingDays(label.shipDate, label.isOvernight ? 1 : dice.whole(2, 3));
	let day = announced;
	// One hub a night between the days of pick-up and delivery, on working days.
	for (let night = label.shipDate; night < day; night = addWorkingDays(night, 1)) {
		const place = night === label.shipDate ? "LIEGE, BE" : "KOELN, DE";
		const arrivedAt = hour(addDays(night, 1), -0.5, 2);
		scan(arrivedAt, "AR", place);
		scan(arrivedAt + dice.between(1, 2.5) * HOUR, "DP", place);
	}
	const announcements = [{ from: pickedUpAt, dayAt: dayAt(announced) }];
	if (dice.chance(0.06)) {
		day = addWorkingDays(day, 1);
		announcements.push({ from: hour(announced, 8, 11), dayAt: dayAt(day) });
	}
	scan(hour(day, 4.6, 6), "AR", "LYON, FR");
	const isFoundAway = dice.chance(0.04);
	if (isFoundAway) {
		const outAt = hour(day, 6.5, 9.8);
		scan(outAt, "OD", "LYON, FR");
		scan(outAt + dice.between(2, 8) * HOUR, "DE", "LYON, FR");
		if (dice.chance(0.1)) {
			const back = addWorkingDays(day, 1);
			scan(hour(back, 9, 12), "RS", "LYON, FR");
			scan(hour(addWorkingDays(back, 2), 9, 16), "DL", "ZWOLLE, NL");
			return { knownFrom, scans, announcements, deliveredAt: null };
		}
		day = addWorkingDays(day, 1);
		announcements.push({ from: scans.at(-1)?.at ?? 0, dayAt: dayAt(day) });
	}
	const outAt = hour(day, 6.5, 9.8);
	scan(outAt, "OD", "LYON, FR");
	const deliveredAt = outAt + (0.5 + 8 * dice.next() ** 1.2) * HOUR;
	scan(deliveredAt, "DL", "LYON, FR");
	return { knownFrom, scans, announcements, deliveredAt: Math.floor(deliveredAt / 1_000) * 1_000 };
}
