import { env } from "cloudflare:workers";

import { openDatabase } from "../../src/db/database.ts";
import {
	divisions,
	fedexAccounts,
	orders,
	settings,
	shipments,
	syncCursors,
	writeBacks,
} from "../../src/db/schema.ts";
import { turnOf } from "../../src/shipping/model/write-back-turn.ts";
import { ORDER_FEEDS } from "../../src/shipping/ports/erp.ts";
import { sampleHeader, sampleId, samplePlan, sampleSettings } from "../shipping/samples.ts";

let lastCode = 100_000;

/** An administration is there once, so every division of a test file has its own code. */
export function nextCode(): number {
	lastCode += 1;
	return lastCode;
}

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
			code: nextCode(),
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
		db.insert(syncCursors).values(
			ORDER_FEEDS.map((feed) => ({
				divisionId,
				feed,
				timestamp: "1".padStart(20, "0"),
				readToEndAt: now,
			})),
		),
	]);
	return { db, divisionId, accountId };
}

export type SeededDivision = Awaited<ReturnType<typeof seedLiveDivision>>;

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

/** A shipment of a new order that is due now. */
export async function seedShipment(
	seeded: SeededDivision,
	now: number,
	change: Partial<typeof shipments.$inferInsert> = {},
) {
	const order = await seedOrder(seeded.divisionId, now);
	const [row] = await seeded.db
		.insert(shipments)
		.values({
			id: sampleId("shp"),
			divisionId: seeded.divisionId,
			fedexAccountId: seeded.accountId,
			orderId: order.id,
			exactOrderId: order.exactOrderId,
			orderNumber: order.orderNumber,
			sequence: 1,
			status: "planned",
			plan: samplePlan(),
			dueAt: now,
			correlationId: "pol_1",
			createdAt: now,
			updatedAt: now,
			...change,
		})
		.returning();
	if (row === undefined) {
		throw new Error("the shipment was not stored");
	}
	return { ...row, order };
}

/** A Document for Exact that is due now. */
export async function seedWriteBack(
	seeded: SeededDivision,
	now: number,
	change: Partial<typeof writeBacks.$inferInsert> = {},
) {
	const shipmentId =
		change.shipmentId ?? (await seedShipment(seeded, now, { status: "labelled", dueAt: null })).id;
	const row = {
		id: sampleId("wrb"),
		divisionId: seeded.divisionId,
		shipmentId,
		kind: "document" as const,
		state: "due" as const,
		subject: `FedEx 20001 ${shipmentId}`,
		body: "Order 20001",
		accountId: crypto.randomUUID(),
		orderNumber: 20_001,
		dueAt: now,
		turnAt: turnOf("new", now),
		correlationId: "pol_1",
		createdAt: now,
		updatedAt: now,
		...change,
	};
	await seeded.db.insert(writeBacks).values(row);
	return row;
}
