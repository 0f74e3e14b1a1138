import { env } from "cloudflare:workers";

import { openDatabase } from "../../src/db/database.ts";
import {
	divisions,
	documents,
	type orders,
	packages,
	shipmentAttempts,
	shipmentLines,
	shipmentOrders,
	shipments,
	writeBacks,
} from "../../src/db/schema.ts";
import { newId } from "../../src/lib/ids.ts";
import { seedOrder } from "../db/seed.ts";
import { nextCode } from "../db/seed.ts";
import { sampleId, samplePlan, sampleSettings } from "../shipping/samples.ts";

/** A division as it is known after its connection was made: off, without settings. */
export async function seedDivision(change: Partial<typeof divisions.$inferInsert> = {}) {
	const now = Date.now();
	const id = sampleId("div");
	await openDatabase(env.DB)
		.insert(divisions)
		.values({
			id,
			connectionId: sampleId("con"),
			region: "nl",
			code: nextCode(),
			name: "Noordzee",
			country: "NL",
			currency: "EUR",
			mode: "off",
			createdAt: now,
			updatedAt: now,
			...change,
		});
	return id;
}

/** A division in hold that was read to its end. */
export async function seedHeldDivision(
	fedexAccountId: string,
	change: Partial<typeof divisions.$inferInsert> = {},
) {
	return seedDivision({
		mode: "hold",
		settings: sampleSettings({ fedexAccountId }),
		fedexAccountId,
		lastPollAt: Date.now() - 60_000,
		...change,
	});
}

export async function readDivision(id: string) {
	const db = openDatabase(env.DB);
	return db.query.divisions.findFirst({ where: (table, { eq }) => eq(table.id, id) });
}

export async function readOrder(id: string) {
	const db = openDatabase(env.DB);
	return db.query.orders.findFirst({ where: (table, { eq }) => eq(table.id, id) });
}

export type ShipmentSeed = Partial<typeof shipments.$inferInsert> & {
	customer?: string;
	/** How its order differs from others. */
	order?: Partial<typeof orders.$inferInsert>;
	/** Tracking numbers of its packages. */
	pieces?: string[];
	writeBack?: Partial<typeof writeBacks.$inferInsert>;
};

/** A shipment with its order and, once it was labelled, everything that goes with a label. */
export async function seedShipment({
	customer,
	order: orderChange,
	pieces,
	writeBack,
	...change
}: ShipmentSeed = {}) {
	const db = openDatabase(env.DB);
	const now = change.createdAt ?? Date.now();
	const id = newId("shp", now);
	const divisionId = change.divisionId ?? sampleId("div");
	const orderNumber = change.orderNumber ?? 20_001;
	const isLabelled = change.status === "labelled";
	const order = await seedOrder(divisionId, now, {
		orderNumber,
		...(customer === undefined ? {} : { deliverToName: customer }),
		...orderChange,
	});
	const lineId = crypto.randomUUID();
	const documentId = sampleId("doc");
	const writeBackId = sampleId("wrb");
	const reference = change.reference ?? `${orderNumber}-${id.slice(-8)}`;
	const common = { divisionId, exactOrderId: order.exactOrderId, sequence: 1, orderId: order.id };
	await db.insert(shipments).values({
		id,
		...common,
		fedexAccountId: "fac_1",
		orderNumber,
		status: "planned",
		plan: samplePlan({ orderNumber }),
		service: "FEDEX_PRIORITY",
		correlationId: "pol_1",
		createdAt: now,
		updatedAt: now,
		...(isLabelled
			? {
					shipDate: "2026-11-23",
					attemptNumber: 1,
					reference,
					transactionId: "txn-1",
					customerTransactionId: reference,
					chargeAmount: "12.34",
					chargeCurrency: "EUR",
					labelledAt: now + 1_000,
				}
			: {}),
		...change,
	});
	await db.insert(shipmentOrders).values({ ...common, shipmentId: id });
	await db.insert(shipmentLines).values({
		shipmentId: id,
		orderId: order.id,
		exactLineId: lineId,
		lineNumber: 1,
		itemCode: "PUMP-1",
		quantity: 2,
		deliveredBefore: 0,
	});
	for (const [index, trackingNumber] of (pieces ?? []).entries()) {
		await db
			.insert(packages)
			.values({ shipmentId: id, sequence: index + 1, weightGrams: 2_700, trackingNumber });
	}
	if (isLabelled) {
		await db.insert(shipmentAttempts).values({
			shipmentId: id,
			number: 1,
			divisionId,
			fedexAccountId: "fac_1",
			reference,
			requestHash: "",
			shipDate: "2026-11-23",
			state: "confirmed",
			startedAt: now,
			endedAt: now + 1_000,
		});
		await db.insert(documents).values({
			id: documentId,
			shipmentId: id,
			attemptNumber: 1,
			packageSequence: 1,
			kind: "label",
			contentType: "application/pdf",
			bytes: 1_234,
			sha256: "",
			key: `${id}/1/1-label-1.pdf`,
			createdAt: now,
		});
		await db.insert(writeBacks).values({
			id: writeBackId,
			divisionId,
			shipmentId: id,
			kind: "document",
			state: "due",
			subject: `FedEx ${orderNumber} ${id}`,
			body: "",
			orderNumber,
			correlationId: "pol_1",
			createdAt: now,
			updatedAt: now,
			...writeBack,
		});
	}
	return { id, orderId: order.id, divisionId, lineId, documentId, writeBackId };
}

export async function readShipment(id: string) {
	const db = openDatabase(env.DB);
	return db.query.shipments.findFirst({ where: (table, { eq }) => eq(table.id, id) });
}

export async function readWriteBack(id: string) {
	const db = openDatabase(env.DB);
	return db.query.writeBacks.findFirst({ where: (table, { eq }) => eq(table.id, id) });
}
