import type { Outcome } from "./changes.ts";
import type { ShipmentNews, TrackedShipment } from "./tracking.ts";

/** What the carrier tells by itself about parcels of an account. */
export interface PushStore {
	/** The groups that follow one of the numbers for the account; a number that nobody follows has none. */
	findGroups(accountId: string, numbers: readonly string[]): Promise<string[]>;
	/**
	 * News that move no shipment; "lost" where it, or what is known of its scans, is another than was read: a text
	 * without what somebody else stored meanwhile would be written to Exact.
	 */
	saveNews(
		read: { shipment: TrackedShipment; scansKnown: number },
		news: ShipmentNews,
		now: number,
	): Promise<Outcome>;
	/** Push works for the account: kept to the hour. */
	noteHeard(accountId: string, now: number): Promise<void>;
}
