import type { Problem } from "../../lib/errors.ts";
import type { SubscriptionState } from "../model/subscription-states.ts";

/** What is kept about hints and about the subscriptions that bring them. */

export type Hint = {
	/** The same for the same message, however often it comes. */
	id: string;
	connectionId: string;
	divisionId: string;
	topic: string;
	action: string;
	exactKey: string;
};

export interface HintStore {
	/**
	 * Keeps the receipt and brings the division's next poll forward to `pollAt`, in one batch. A message that came
	 * before, a division that is off or was postponed, and an hour that is used up move nothing.
	 */
	receive(hint: Hint, when: { now: number; pollAt: number }): Promise<void>;
}

export const WEBHOOK_TOPICS = ["SalesOrders", "GoodsDeliveries"] as const;

export type Subscription = {
	divisionId: string;
	topic: string;
	exactSubscriptionId: string | null;
	state: SubscriptionState;
	reason: Problem | null;
	dueAt: number | null;
	failures: number;
};

/** The subscription of a division belongs to another deployment; nothing of it may be released here. */
export const OTHER_DEPLOYMENT = "division.other_deployment";

export interface SubscriptionStore {
	list(divisionId: string): Promise<Subscription[]>;
	save(subscription: Subscription, now: number): Promise<void>;
	/** The app that a connection was made with, and whether a connection is one of this deployment. */
	findClientId(connectionId: string): Promise<string | undefined>;
}
