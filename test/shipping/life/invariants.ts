import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { expect } from "vitest";

import { auditEvents, documents, shipmentAttempts, shipments } from "../../../src/db/schema.ts";
import { roundQuantity } from "../../../src/shipping/model/quantities.ts";
import {
	ATTEMPT_MOVES,
	type AttemptState,
	type ShipmentStatus,
} from "../../../src/shipping/model/shipment-states.ts";
import { expectTrail } from "./trail.ts";
import type { World } from "./world.ts";

/** The two rules above all others, and what they stand on, held against the database and the carrier's own books. */

type ShipmentRow = typeof shipments.$inferSelect;
type DocumentRow = typeof documents.$inferSelect;
type AttemptRow = typeof shipmentAttempts.$inferSelect;

/**
 * What was seen of attempts at the last look, every number whose label could be printed, those that were being taken
 * back, and how many requests to cancel there had been.
 */
export type Seen = {
	attempts: Map<string, AttemptState>;
	handedOut: Set<string>;
	voiding: Set<string>;
	cancels: number;
};

export const nothingSeen = (): Seen => ({
	attempts: new Map(),
	handedOut: new Set(),
	voiding: new Set(),
	cancels: 0,
});

/** Holds at every instant, whatever is under way. */
export async function expectNothingBroken(world: World, seen: Seen): Promise<void> {
	const [rows, attempts, labels, trail] = await look(world);
	expectOnePrintableLabel(world, rows, labels);
	expectTrail(rows, trail);
	expectHandedOutStays(world, rows, seen);
	for (const attempt of attempts) {
		expectMove(attempt, seen);
		const made = world.carrier.made.find((one) => one.reference === attempt.reference);
		if (attempt.state === "refused" || attempt.state === "abandoned") {
			expect(made, `made under an attempt that is ${attempt.state}`).toBeUndefined();
		} else if (attempt.state === "cancelled") {
			expect(made?.fate ?? "cancelled", "an attempt that is cancelled").toBe("cancelled");
		}
	}
	expect(world.carrier.asked.length, "a reference is sent once").toBe(
		new Set(world.carrier.asked).size,
	);
}

/** One instant, seen as a whole. */
function look({ db, divisionId }: World) {
	const mine = db
		.select({ id: shipments.id })
		.from(shipments)
		.where(eq(shipments.divisionId, divisionId));
	const subjects = db
		.select({ subject: sql`'shipment:' || ${shipments.id}` })
		.from(shipments)
		.where(eq(shipments.divisionId, divisionId));
	return db.batch([
		db.select().from(shipments).where(eq(shipments.divisionId, divisionId)),
		db.select().from(shipmentAttempts).where(eq(shipmentAttempts.divisionId, divisionId)),
		db
			.select()
			.from(documents)
			.where(
				and(
					inArray(documents.shipmentId, mine),
					eq(documents.kind, "label"),
					isNull(documents.revokedAt),
				),
			),
		db
			.select()
			.from(auditEvents)
			.where(inArray(auditEvents.subject, subjects))
			.orderBy(sql`audit_events.rowid`),
	]);
}

const WENT_OUT: readonly ShipmentStatus[] = ["creating", "unknown", "labelled", "voiding"];

function expectOnePrintableLabel(world: World, rows: ShipmentRow[], labels: DocumentRow[]): void {
	expect(labels.length, "one printable label a shipment").toBe(
		new Set(labels.map((label) => label.shipmentId)).size,
	);
	for (const label of labels) {
		const status = rows.find((row) => row.id === label.shipmentId)?.status;
		expect(status, "a label that can be printed").toBe("labelled");
	}
	const out = rows.filter((row) => WENT_OUT.includes(row.status));
	const lines = out.flatMap((row) => row.plan?.lines ?? []);
	const covered = lines.reduce((sum, line) => sum + line.quantity, 0);
	expect(roundQuantity(covered), "sent out for more than was ever ordered").toBeLessThanOrEqual(
		world.most.quantity,
	);
}

/** What may be on a box is cancelled by nobody, unless a person takes it back. */
function expectHandedOutStays(world: World, rows: ShipmentRow[], seen: Seen): void {
	const numbersOf = (...statuses: ShipmentStatus[]) =>
		rows.flatMap(({ status, masterTrackingNumber }) =>
			masterTrackingNumber !== null && statuses.includes(status) ? [masterTrackingNumber] : [],
		);
	for (const number of numbersOf("voiding", "voided")) {
		seen.handedOut.delete(number);
	}
	for (const number of numbersOf("labelled")) {
		// It counts again from now on, but was asked to be cancelled before.
		if (!seen.voiding.has(number)) {
			seen.handedOut.add(number);
		}
	}
	const asked = world.carrier.toCancel.slice(seen.cancels);
	const cancelled = asked.filter((number) => seen.handedOut.has(number));
	expect(cancelled, "labels that were handed out, and cancelled").toEqual([]);
	seen.cancels = world.carrier.toCancel.length;
	seen.voiding = new Set(numbersOf("voiding"));
	for (const number of numbersOf("labelled")) {
		seen.handedOut.add(number);
	}
}

function expectMove(attempt: AttemptRow, seen: Seen): void {
	const key = `${attempt.shipmentId} ${attempt.number}`;
	const before = seen.attempts.get(key) ?? "sent";
	expect([...reachable(before)], `attempt ${before}`).toContain(attempt.state);
	seen.attempts.set(key, attempt.state);
}

function reachable(from: AttemptState, found = new Set<AttemptState>([from])): Set<AttemptState> {
	for (const next of ATTEMPT_MOVES[from]) {
		if (!found.has(next)) {
			reachable(next, found.add(next));
		}
	}
	return found;
}
