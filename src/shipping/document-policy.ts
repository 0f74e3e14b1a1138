import type { DivisionSettings } from "./division-settings.ts";
import type { TrackingState } from "./tracking-states.ts";
import type { Urgency } from "./write-back-turn.ts";

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

const OUTCOMES: ReadonlySet<TrackingState> = new Set(["exception", "returned", "delivered"]);

/** An exception or an end is urgent when it is told for the first time. */
export function urgencyOf(news: { from: TrackingState | null; to: TrackingState }): Urgency {
	return news.from !== news.to && OUTCOMES.has(news.to) ? "outcome" : "news";
}
