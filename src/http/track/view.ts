import type { TrackedForCustomer } from "../../db/tracking-page.ts";
import type { TrackingState } from "../../shipping/model/tracking-states.ts";
import { eventKey } from "./events.ts";
import type { TextKey } from "./texts/en.ts";

/** What the page says of a shipment, before any words. Pure. */
export type PageState = "preparing" | TrackingState;

export type TrackingView = {
	state: PageState;
	/** How far it has come, of the four steps that every parcel goes; null where it left their way. */
	step: number | null;
	/** `YYYY-MM-DD` or an instant; null where nobody knows, or it would be no news. */
	expected: string | number | null;
	deliveredAt: number | null;
	parcels: TrackedForCustomer["parcels"];
	/** The latest first. */
	events: { at: number; sequence: number; text: TextKey; place: string | null }[];
};

export const STEPS = ["label_made", "in_transit", "out_for_delivery", "delivered"] as const;

/** Its label was taken back and no other one is wanted. */
export function isWithdrawn({ status, isRelabelWanted }: TrackedForCustomer["shipment"]): boolean {
	return status === "voided" || (status === "voiding" && !isRelabelWanted);
}

export function toView(tracked: TrackedForCustomer, now: number): TrackingView {
	const { shipment } = tracked;
	const state = shipment.status === "labelled" ? (shipment.state ?? "label_made") : "preparing";
	const step = (STEPS as readonly string[]).indexOf(state);
	const isShown = state !== "preparing";
	const events = isShown
		? tracked.events.flatMap(({ at, sequence, code, state: of, location }) => {
				const text = eventKey(code, of);
				return text === null ? [] : [{ at, sequence, text, place: location }];
			})
		: [];
	return {
		state,
		step: step === -1 ? null : step,
		expected: expectedOf(tracked, state, now),
		deliveredAt:
			state === "delivered"
				? (events.find(({ text }) => text === "event.delivered")?.at ?? null)
				: null,
		parcels: isShown ? tracked.parcels : [],
		events,
	};
}

const DAY_MS = 86_400_000;

/** Of several parcels the last one's. A day that has passed is told no more. */
function expectedOf(
	{ shipment, parcels }: TrackedForCustomer,
	state: PageState,
	now: number,
): string | number | null {
	if (state === "delivered" || state === "returned" || state === "preparing") {
		return null;
	}
	const expected = parcels
		.filter((parcel) => parcel.state !== "delivered")
		.flatMap(({ expectedAt }) => (expectedAt === null ? [] : [expectedAt]));
	if (expected.length > 0) {
		const last = Math.max(...expected);
		return last > now - DAY_MS / 2 ? last : null;
	}
	const { quotedFor } = shipment;
	const isAhead = quotedFor !== null && Date.parse(`${quotedFor}T23:59:59Z`) > now;
	return isAhead && state !== "exception" ? quotedFor : null;
}
