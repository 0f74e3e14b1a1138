import { eq } from "drizzle-orm";
import { expect } from "vitest";

import { auditEvents, type shipments } from "../../../src/db/schema.ts";
import { LOST_REASONS } from "../../../src/shipping/model/lost-states.ts";
import { roundQuantity } from "../../../src/shipping/model/quantities.ts";
import type { ShipmentStatus } from "../../../src/shipping/model/shipment-states.ts";
import type { Made } from "./ledger-carrier.ts";
import type { World } from "./world.ts";

type ShipmentRow = typeof shipments.$inferSelect;

const ENDS: readonly ShipmentStatus[] = ["labelled", "blocked", "failed", "voided"];

/** Holds once everything that is due was done. */
export async function expectSettled(world: World): Promise<void> {
	const rows = await world.shipments();
	for (const row of rows) {
		expect(ENDS).toContain(row.status);
		if (row.status === "blocked" || row.status === "failed") {
			expect(row.reason, `${row.status} without a reason`).not.toBeNull();
		}
	}
	for (const { state, lookDueAt } of await world.attempts()) {
		expect(["sent", "answered", "cancelling"], "no end").not.toContain(state);
		expect(lookDueAt).toBeNull();
	}
	await expectDocumentsWritten(world);
	await expectOneAtTheCarrier(world, rows);
	await expectNothingLost(world, rows);
}

/** Each Document stands beside its order in Exact, or a person can write it again. */
async function expectDocumentsWritten({ documents, erp }: World): Promise<void> {
	for (const { state, exactDocumentId, reason } of await documents()) {
		if (state === "failed") {
			expect(reason, "failed without a reason").not.toBeNull();
		} else {
			expect(state).toBe("written");
			expect(erp.documents.map(({ id }) => id)).toContain(exactDocumentId);
		}
	}
}

/** What can't be cancelled is a person's matter; beside it there is the label that we know of, or none. */
async function expectOneAtTheCarrier(world: World, rows: ShipmentRow[]): Promise<void> {
	const attempts = await world.attempts();
	const told = await listTold(world);
	const shipping: Made[] = [];
	for (const row of rows) {
		const own = attempts.filter((attempt) => attempt.shipmentId === row.id);
		const left = world.carrier.made.filter(
			(made) =>
				made.fate !== "cancelled" && own.some(({ reference }) => reference === made.reference),
		);
		const ours = left.filter((made) => made.trackingNumber === row.masterTrackingNumber);
		expect(ours.length, `labels of one that is ${row.status}`).toBe(
			row.status === "labelled" ? 1 : 0,
		);
		if (row.reason?.code === LOST_REASONS.notCancelled) {
			const isThere = own.some(({ state }) => state === "surfaced");
			expect(isThere, "a person is sent after a label that is not there").toBe(true);
		}
		const loose = left.filter((made) => !ours.includes(made));
		for (const made of loose) {
			expect(told, `${row.status}, and made`).toContain(`${row.id} ${made.trackingNumber}`);
		}
		if (loose.length > 0) {
			await expectAsked(world, row);
		}
		shipping.push(...ours);
	}
	const shipped = shipping
		.flatMap((made) => [...made.quantities.values()])
		.reduce((sum, quantity) => sum + quantity, 0);
	expect(roundQuantity(shipped), "more than was ever ordered").toBeLessThanOrEqual(
		world.most.quantity,
	);
}

/** A person sees it at the shipment, or has answered. */
async function expectAsked(world: World, row: ShipmentRow): Promise<void> {
	const settled = await auditOf(world, "shipment.decision_settled");
	const isAnswered = settled.some((entry) => entry.subject === `shipment:${row.id}`);
	const codes = [row.reason?.code, row.decision?.code];
	expect(isAnswered || codes.includes(LOST_REASONS.notCancelled), JSON.stringify(row)).toBe(true);
}

/** Numbers that somebody was told of with their shipment, because they can't be cancelled. */
async function listTold(world: World): Promise<string[]> {
	const entries = await auditOf(world, "shipment.label_not_cancelled");
	return entries.flatMap(({ subject, details }) =>
		(details["trackingNumbers"] as string[]).map(
			(number) => `${subject.slice("shipment:".length)} ${number}`,
		),
	);
}

function auditOf(world: World, action: string) {
	return world.db.select().from(auditEvents).where(eq(auditEvents.action, action));
}

/** An order that Exact has ready is on its way, or somebody is asked about it. */
async function expectNothingLost(world: World, rows: ShipmentRow[]): Promise<void> {
	const order = await world.findOrder();
	expect(order).toBeDefined();
	if (order === undefined) {
		return;
	}
	const { line, header } = world.exact;
	const isWanted =
		order.deletedAt === null && header.status === 12 && line.quantity > line.quantityDelivered;
	const live = rows.filter((row) => row.status !== "voided");
	// What a person sees in the list of orders: its reasons, or that a release left it out.
	const isShown =
		order.state === "held_back" || (order.state === "blocked" && order.reasons.length > 0);
	if (isWanted && live.length === 0 && !isShown) {
		throw new Error(`nobody ships the order: ${JSON.stringify({ order, rows })}`);
	}
	const isOnItsWay = live.length > 0 && live.every((row) => row.status === "labelled");
	const lines = live.flatMap((row) => row.plan?.lines ?? []);
	const taken = lines.reduce((sum, each) => sum + each.quantity, 0);
	const before = Math.max(0, ...lines.map((each) => each.deliveredBefore));
	const isShort = Math.max(line.quantityDelivered, before + taken) < line.quantity;
	if (isWanted && isOnItsWay && isShort) {
		const isAsked = order.decision !== null || order.settledDecisions.length > 0;
		expect(isAsked, "the rest is neither shipped nor asked about").toBe(true);
	}
}
