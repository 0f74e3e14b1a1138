import type { ShipmentNews } from "./tracking.ts";

/** What the carrier tells by itself about parcels of an account. */
export interface PushStore {
	/** The groups that follow one of the numbers for the account; a number that nobody follows has none. */
	findGroups(accountId: string, numbers: readonly string[]): Promise<string[]>;
	/** News that move no shipment. */
	saveNews(news: readonly ShipmentNews[], now: number): Promise<void>;
	/** Push works for the account: kept to the hour. */
	noteHeard(accountId: string, now: number): Promise<void>;
}
