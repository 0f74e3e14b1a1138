import type { DivisionSettings } from "./division-settings.ts";
import type { TrackingState } from "./tracking-states.ts";

export type WriteBackPolicy = DivisionSettings["writeBack"]["policy"];

/** Whether what happened to a shipment is to be told in its Document. */
export function wantsUpdate(
	policy: WriteBackPolicy,
	news: { from: TrackingState | null; to: TrackingState; hasNewEvents: boolean },
): boolean {
	const hasMoved = news.from !== news.to;
	switch (policy) {
		case "end-state":
			return hasMoved && (news.to === "delivered" || news.to === "returned");
		case "milestones":
			return hasMoved;
		case "every-scan":
			return hasMoved || news.hasNewEvents;
	}
}
