import { and, eq } from "drizzle-orm";

import { createDivisionSetupStore } from "../../src/db/division-setup.ts";
import {
	auditEvents,
	type divisions,
	orders,
	shipments,
	syncCursors,
} from "../../src/db/schema.ts";
import type { DeliveryHeader } from "../../src/shipping/model/delivery.ts";
import type { Address, Item, OrderHeader, OrderLine } from "../../src/shipping/model/order.ts";
import { pollDivision } from "../../src/shipping/poll/poll-division.ts";
import type { Carrier } from "../../src/shipping/ports/carrier.ts";
import type { ReleaseTicks } from "../../src/shipping/ports/divisions.ts";
import { seedLiveDivision } from "../db/seed.ts";
import {
	sampleAccount,
	sampleAddress,
	sampleDelivery,
	sampleHeader,
	sampleItem,
	sampleLine,
} from "./samples.ts";
import { ScriptedErp, ScriptedRoom } from "./scripted-erp.ts";
import { testDeps } from "./test-deps.ts";

export const START = Date.parse("2026-11-23T09:00:00Z");

export type Entry = {
	header?: Partial<OrderHeader>;
	line?: Partial<OrderLine>;
	address?: Partial<Address>;
	item?: Partial<Item>;
};

/**
 * A division that was never read, its poll due, with an administration in memory at the other end and a clock that
 * the test moves.
 */
export async function anAdministration(
	change: Partial<typeof divisions.$inferInsert> = {},
	carrier?: Carrier,
) {
	const seeded = await seedLiveDivision(START, { pollDueAt: START, ...change });
	const { db, divisionId } = seeded;
	await db.delete(syncCursors).where(eq(syncCursors.divisionId, divisionId));
	const erp = new ScriptedErp();
	const room = new ScriptedRoom();
	const time = { now: START };
	const outside = { erp, room, now: () => time.now, ...(carrier === undefined ? {} : { carrier }) };
	const { deps, wakeUps, lanes } = testDeps(outside);

	/** An approved order with all that belongs to it. */
	function enter(entry: Entry = {}) {
		const address = sampleAddress(entry.address);
		const item = sampleItem({ id: crypto.randomUUID(), ...entry.item });
		const account = sampleAccount();
		erp.addresses.set(address.id, address);
		erp.items.set(item.id, item);
		erp.accounts.set(account.id, account);
		const header = erp.putHeader(
			sampleHeader({
				deliveryAddressId: address.id,
				orderedById: account.id,
				deliverToId: account.id,
				...entry.header,
			}),
		);
		const line = erp.putLine(sampleLine(header.exactOrderId, { itemId: item.id, ...entry.line }));
		return { header, line, address, item, exactOrderId: header.exactOrderId };
	}

	let lastDelivery = 600_000;

	/** Books a goods delivery of parts of lines, as the warehouse does. */
	function book(
		parts: readonly { line: OrderLine; orderNumber?: number; quantity: number }[],
		change: Partial<DeliveryHeader> = {},
	) {
		lastDelivery += 1;
		const delivery = erp.putDelivery(sampleDelivery({ deliveryNumber: lastDelivery, ...change }));
		const lines = parts.map(({ line, orderNumber = 20_001, quantity }) => {
			const stored = erp.lines.find((one) => one.exactLineId === line.exactLineId) ?? line;
			erp.putLine({ ...stored, quantityDelivered: stored.quantityDelivered + quantity });
			return erp.putDeliveryLine({
				exactDeliveryLineId: crypto.randomUUID(),
				storageLocationId: "",
				exactDeliveryId: delivery.exactDeliveryId,
				timestamp: "",
				exactLineId: line.exactLineId,
				orderNumber,
				quantity,
			});
		});
		return { ...delivery, lines };
	}

	/** Takes a delivery back. */
	function unbook({ exactDeliveryId, lines }: ReturnType<typeof book>) {
		for (const line of lines) {
			const stored = erp.lines.find((one) => one.exactLineId === line.exactLineId);
			if (stored !== undefined) {
				const left = stored.quantityDelivered - line.quantity;
				erp.putLine({ ...stored, quantityDelivered: left });
			}
			erp.remove("delivery-line", line.exactDeliveryLineId);
			const at = erp.deliveryLines.findIndex(
				(one) => one.exactDeliveryLineId === line.exactDeliveryLineId,
			);
			erp.deliveryLines.splice(at, 1);
		}
		erp.deliveries.splice(
			erp.deliveries.findIndex((one) => one.exactDeliveryId === exactDeliveryId),
			1,
		);
		erp.remove("delivery", exactDeliveryId);
	}

	async function orderOf(exactOrderId: string) {
		const [row] = await db
			.select()
			.from(orders)
			.where(and(eq(orders.divisionId, divisionId), eq(orders.exactOrderId, exactOrderId)));
		if (row === undefined) {
			throw new Error(`order ${exactOrderId} is not stored`);
		}
		return row;
	}

	async function shipmentsOf(exactOrderId: string) {
		return db
			.select()
			.from(shipments)
			.where(and(eq(shipments.divisionId, divisionId), eq(shipments.exactOrderId, exactOrderId)))
			.orderBy(shipments.sequence, shipments.createdAt);
	}

	async function division() {
		const found = await deps.divisions.find(divisionId);
		if (found === undefined) {
			throw new Error("the division is gone");
		}
		return found;
	}

	return {
		...seeded,
		deps,
		wakeUps,
		lanes,
		erp,
		room,
		time,
		enter,
		book,
		unbook,
		orderOf,
		shipmentsOf,
		division,
		run: () => pollDivision(divisionId, deps),
		/** Polls as the schedule does, that long after the last one. */
		async pollAfter(ms: number) {
			time.now += ms;
			await deps.divisions.requestPoll(divisionId, time.now);
			await pollDivision(divisionId, deps);
		},
		async release(ticked: ReleaseTicks, mode: "live" | "shadow" = "live") {
			return createDivisionSetupStore(db).release(
				await division(),
				{ mode, ticked },
				{ now: time.now, actor: "operator:test", correlationId: "req_1" },
			);
		},
		async hold() {
			return createDivisionSetupStore(db).setMode(await division(), "hold", {
				now: time.now,
				actor: "operator:test",
				correlationId: "req_1",
			});
		},
		async auditOf(shipmentId: string) {
			const rows = await db
				.select()
				.from(auditEvents)
				.where(eq(auditEvents.subject, `shipment:${shipmentId}`));
			return rows.map((row) => row.action);
		},
	};
}
