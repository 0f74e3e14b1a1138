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

/** What was seen of attempts at the last look, and every number whose label could be printed. */
export type Seen = { attempts: Map<string, AttemptState>; handedOut: Set<string> };

export const nothingSeen = (): Seen => ({ attempts: new Map(), handedOut: new Set() });

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

const WENT_OUT: readonly ShipmentStatus[] = ["creating", "unknown", "labelled"];

function expectOnePrintableLabel(world: World, rows: ShipmentRow[], labels: DocumentRow[]): void {
	expect(labels.length, "one printable label a shipment").toBe(
		new Set(labels.map((label) => label.shipmentId)).size,
	);
	const out = rows.filter((row) => WENT_OUT.includes(row.status));
	const lines = out.flatMap((row) => row.plan?.lines ?? []);
	const covered = lines.reduce((sum, line) => sum + line.quantity, 0);
	expect(roundQuantity(covered), "sent out for more than was ever ordered").toBeLessThanOrEqual(
		world.most.quantity,
	);
}

/** What may be on a box is cancelled by nobody. */
function expectHandedOutStays(world: World, rows: ShipmentRow[], { handedOut }: Seen): void {
	for (const { status, masterTrackingNumber } of rows) {
		if (status === "labelled" && masterTrackingNumber !== null) {
			handedOut.add(masterTrackingNumber);
		}
	}
	const cancelled = world.carrier.toCancel.filter((number) => handedOut.has(number));
	expect(cancelled, "labels that were handed out, and cancelled").toEqual([]);
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
