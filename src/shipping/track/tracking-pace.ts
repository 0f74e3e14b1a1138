import { zonedInstant } from "../../lib/zoned-time.ts";
import { LIMITS } from "../model/limits.ts";
import type { PaceFacts, TrackingPace } from "../model/tracking-paces.ts";

/**
 * When a parcel is looked at next, by where it is and by when its next scan is expected. All looks of one pace fall
 * on one grid of instants, so that parcels of one pace meet there, fill their calls up to 30 numbers, and share one
 * written row. A parcel that has come to its end has no next look.
 */
export type NextLook = { pace: TrackingPace; at: number };

const WINDOWS = LIMITS.trackWindows;

/** Undefined for never. Pure. */
export function nextLook(facts: PaceFacts, now: number): NextLook | undefined {
	const pace = paceAt(facts, now);
	if (pace === undefined) {
		return undefined;
	}
	const at = nextSlot(pace, now);
	// Hours in which something is expected may begin before the look that its pace so far would come to.
	const then = paceAt(facts, at) ?? pace;
	return then === pace
		? { pace, at }
		: { pace: then, at: nextSlot(then, Math.max(now, startOf(then, facts) ?? now)) };
}

/** When a group of that pace is looked at after now. */
export function nextSlot(pace: TrackingPace, now: number): number {
	const interval = LIMITS.trackIntervalMs[pace];
	return (Math.floor(now / interval) + 1) * interval;
}

/** The pace of a parcel at an instant, as far as is known now. */
export function paceAt(facts: PaceFacts, at: number): TrackingPace | undefined {
	switch (facts.state) {
		case "delivered":
			return undefined;
		case "returned":
			return "returned";
		case "label_made":
			return isWithin(at, startOf("picking_up", facts), WINDOWS.pickUpMs)
				? "picking_up"
				: "label_made";
		case "out_for_delivery":
			if (at - (facts.lastEventAt ?? 0) < WINDOWS.outForDeliveryMs) {
				return "out_for_delivery";
			}
			// It came back to the station, whatever its last scan says.
			return isDueAt(facts, at) ? "due_today" : "in_transit";
		case "in_transit":
		case "exception":
			return isDueAt(facts, at) ? "due_today" : facts.state;
	}
}

function isDueAt(facts: PaceFacts, at: number): boolean {
	return isWithin(at, startOf("due_today", facts), WINDOWS.dueMs);
}

function isWithin(at: number, from: number | undefined, lengthMs: number): boolean {
	return from !== undefined && at >= from && at < from + lengthMs;
}

/** Where the pace is that of certain hours, when these begin. */
function startOf(pace: TrackingPace, facts: PaceFacts): number | undefined {
	if (pace === "due_today") {
		return facts.expectedDayAt === null ? undefined : facts.expectedDayAt + WINDOWS.dueFromMs;
	}
	if (pace === "picking_up" && facts.pickUp !== null) {
		return zonedInstant(facts.shipDate, facts.pickUp.from, facts.pickUp.timeZone);
	}
	return undefined;
}
