import { env } from "cloudflare:workers";
import { openDatabase } from "../../src/db/database.ts";
import {
	divisions,
	fedexAccounts,
	orders,
	settings,
	syncCursors,
} from "../../src/db/schema.ts";
import { ORDER_FEEDS } from "../../src/shipping/ports.ts";
import { sampleHeader, sampleId, sampleSettings } from "../shipping/samples.ts";

/** A live division with an account and feeds read just now: what shipping needs to begin. */
export async function seedLiveDivision(
	now: number,
	change: Partial<typeof divisions.$inferInsert> = {},
) {
	const db = openDatabase(env.DB);
	const divisionId = sampleId("div");
	const accountId = sampleId("fda");
	await db.batch([
		db.insert(settings).values({ id: 1 }).onConflictDoNothing(),
		db.insert(fedexAccounts).values({
			id: accountId,
			name: "FedEx NL",
			accountNumber: "510088001",
			environment: "sandbox",
			shipCredentialsSealed: "",
			trackCredentialsSealed: "",
			createdAt: now,
			updatedAt: now,
		}),
		db.insert(divisions).values({
			id: divisionId,
			connectionId: sampleId("con"),
			region: "nl",
			code: 102_673,
			name: "Noordzee",
			country: "NL",
			currency: "EUR",
			mode: "live",
			settings: sampleSettings({ fedexAccountId: accountId }),
			fedexAccountId: accountId,
			releasedAt: now - 1,
			createdAt: now,
			updatedAt: now,
			...change,
		}),
		db
			.insert(syncCursors)
			.values(ORDER_FEEDS.map((feed) => ({ divisionId, feed, timestamp: "1", readToEndAt: now }))),
	]);
	return { db, divisionId, accountId };
}

export async function seedOrder(
	divisionId: string,
	now: number,
	change: Partial<typeof orders.$inferInsert> = {},
) {
	const db = openDatabase(env.DB);
	const id = sampleId("ord");
	const row = {
		...sampleHeader(),
		id,
		divisionId,
		state: "reserved" as const,
		reasons: [],
		addressReadAt: now,
		firstSeenAt: now,
		correlationId: "pol_1",
		updatedAt: now,
		...change,
	};
	await db.insert(orders).values(row);
	return row;
}
