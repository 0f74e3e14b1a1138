import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { runBatch } from "../../src/db/batch.ts";
import { pruneDeliveries } from "../../src/db/prune-deliveries.ts";
import {
	goodsDeliveries,
	goodsDeliveryLines,
	orders,
	type shipments,
	unreadRows,
} from "../../src/db/schema.ts";
import { sampleDelivery } from "../shipping/samples.ts";
import { seedLiveDivision, seedShipment, seedWriteBack } from "./seed.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const DAY = 86_400_000;
const COMPLETE = 21;

type Change = {
	ageMs?: number;
	order?: Partial<typeof orders.$inferInsert>;
	/** Null: nobody shipped it. */
	shipment?: Partial<typeof shipments.$inferInsert> | null;
	delivery?: Partial<typeof goodsDeliveries.$inferInsert>;
	/** Whether its line names the order's line, and not its number. */
	isByLine?: boolean;
	isNumberDue?: boolean;
};

let lastNumber = 30_000;

/** A closed order, and its delivery that was shipped and received long ago; whether that is still there. */
async function isKept(change: Change = {}): Promise<boolean> {
	const seeded = await seedLiveDivision(START);
	const { db, divisionId } = seeded;
	lastNumber += 1;
	const orderNumber = lastNumber;
	const at = START - (change.ageMs ?? 91 * DAY);
	const header = sampleDelivery();
	const { exactDeliveryId } = header;
	const made = await seedShipment(seeded, at, {
		exactDeliveryId: change.shipment === null ? null : exactDeliveryId,
		status: "labelled",
		trackingState: "delivered",
		dueAt: null,
		orderNumber,
		...change.shipment,
	});
	await db
		.update(orders)
		.set({ status: COMPLETE, orderNumber, judgeDueAt: null, ...change.order })
		.where(eq(orders.id, made.orderId));
	const exactLineId = crypto.randomUUID();
	await db.run(sql`insert into order_lines (division_id, exact_line_id, exact_order_id, timestamp,
		line_number, quantity, quantity_delivered, is_drop_shipped)
		values (${divisionId}, ${exactLineId}, ${made.exactOrderId}, '1', 1, 2, 2, 0)`);
	await db.insert(goodsDeliveries).values({
		...header,
		divisionId,
		firstSeenAt: at,
		updatedAt: at,
		...change.delivery,
	});
	await db.insert(goodsDeliveryLines).values({
		divisionId,
		exactDeliveryLineId: crypto.randomUUID(),
		storageLocationId: "",
		exactDeliveryId,
		timestamp: "1",
		exactLineId: change.isByLine === true ? exactLineId : null,
		orderNumber: change.isByLine === true ? null : orderNumber,
		quantity: 2,
	});
	if (change.shipment !== null) {
		await seedWriteBack(seeded, at, {
			shipmentId: made.id,
			kind: "tracking-number",
			exactDocumentId: exactDeliveryId,
			state: change.isNumberDue === true ? "due" : "written",
		});
	}
	await runBatch(db, pruneDeliveries(START));
	const [delivery] = await db
		.select()
		.from(goodsDeliveries)
		.where(sql`division_id = ${divisionId}`);
	const lines = await db
		.select()
		.from(goodsDeliveryLines)
		.where(sql`division_id = ${divisionId}`);
	expect(lines).toHaveLength(delivery === undefined ? 0 : 1);
	return delivery !== undefined;
}

describe("a goods delivery that nobody needs any more", () => {
	it.each<[string, Change]>([
		["it was shipped, and its parcel received", {}],
		["its parcel came back", { shipment: { trackingState: "returned" } }],
		["its label was voided", { shipment: { status: "voided", trackingState: null } }],
		["its order was cancelled", { order: { status: 45 } }],
		["its order was deleted", { order: { status: 12, deletedAt: 1 } }],
		["it was deleted, and never shipped", { shipment: null, delivery: { deletedAt: 1 } }],
		["somebody else shipped it", { shipment: null, delivery: { trackingNumber: "1Z" } }],
		["its line names the order's line only", { isByLine: true }],
	])("is deleted after ninety days, with its lines: %s", async (_why, change) => {
		expect(await isKept(change)).toBe(false);
	});
});

describe("what could not be read of a goods delivery", () => {
	it("is forgotten ninety days later where the delivery is gone, and stays where it is not", async () => {
		const { db, divisionId } = await seedLiveDivision(START);
		const header = sampleDelivery();
		await db.insert(goodsDeliveries).values({
			...header,
			divisionId,
			firstSeenAt: START,
			updatedAt: START,
		});
		const unread = (rowKey: string, ownerId: string, firstSeenAt: number) => ({
			divisionId,
			feed: "delivery-lines" as const,
			rowKey,
			ownerId,
			timestamp: "1",
			field: "Quantity",
			firstSeenAt,
		});
		await db
			.insert(unreadRows)
			.values([
				unread("gone", "delivery-1", START - 91 * DAY),
				unread("lately", "delivery-2", START - DAY),
				unread("needed", header.exactDeliveryId, START - 91 * DAY),
			]);
		await runBatch(db, pruneDeliveries(START));
		const left = await db.select().from(unreadRows).where(eq(unreadRows.divisionId, divisionId));
		expect(left.map(({ rowKey }) => rowKey).toSorted()).toEqual(["lately", "needed"]);
	});
});

describe("a goods delivery that is needed", () => {
	it.each<[string, Change]>([
		["it changed lately", { ageMs: 89 * DAY }],
		["its order is open", { order: { status: 20 } }],
		["its order is open, which its line alone names", { order: { status: 20 }, isByLine: true }],
		["its order is to be judged", { order: { judgeDueAt: START } }],
		["a person must decide about its order", { order: { decision: { code: "x" } as never } }],
		["its parcel is on its way", { shipment: { trackingState: "in_transit" } }],
		["its label was never scanned", { shipment: { trackingState: "label_made" } }],
		["it is not known what became of its label", { shipment: { status: "unknown" } }],
		["its shipment is blocked", { shipment: { status: "blocked", trackingState: null } }],
		["its tracking number is not written yet", { isNumberDue: true }],
		["it was never shipped, and would be if it were read anew", { shipment: null }],
	])("stays, with its lines: %s", async (_why, change) => {
		expect(await isKept(change)).toBe(true);
	});
});
