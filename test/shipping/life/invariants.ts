import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { expect } from "vitest";

import { auditEvents, documents, shipmentAttempts, shipments } from "../../../src/db/schema.ts";
import { roundQuantity } from "../../../src/shipping/quantities.ts";
import {
	ATTEMPT_MOVES,
	type AttemptState,
	SHIPMENT_MOVES,
	type ShipmentStatus,
} from "../../../src/shipping/shipment-states.ts";
import type { World } from "./world.ts";

/** The two rules above all others, and what they stand on, held against the database and the carrier's own books. */

type ShipmentRow = typeof shipments.$inferSelect;
type DocumentRow = typeof documents.$inferSelect;
type AuditRow = typeof auditEvents.$inferSelect;
type AttemptRow = typeof shipmentAttempts.$inferSelect;

/** What was seen of attempts at the last look. */
export type Seen = Map<string, AttemptState>;

/** Holds at every instant, whatever is under way. */
export async function expectNothingBroken(world: World, seen: Seen): Promise<void> {
	const [rows, attempts, labels, trail] = await look(world);
	expectOnePrintableLabel(world, rows, labels);
	expectAuditedMoves(rows, trail);
	for (const attempt of attempts) {
		expectMove(attempt, seen);
		if (attempt.state === "refused" || attempt.state === "abandoned") {
			const made = world.carrier.made.find((one) => one.reference === attempt.reference);
			expect(made, `made under an attempt that is ${attempt.state}`).toBeUndefined();
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
			.orderBy(auditEvents.version),
	]);
}

function expectOnePrintableLabel(world: World, rows: ShipmentRow[], labels: DocumentRow[]): void {
	expect(labels.length, "one printable label a shipment").toBe(
		new Set(labels.map((label) => label.shipmentId)).size,
	);
	const lines = labels.flatMap(
		(label) => rows.find((row) => row.id === label.shipmentId)?.plan?.lines ?? [],
	);
	const covered = lines.reduce((sum, line) => sum + line.quantity, 0);
	expect(roundQuantity(covered), "labels for more than was ever ordered").toBeLessThanOrEqual(
		world.most.quantity,
	);
}

const LEADS_TO: Readonly<Record<string, ShipmentStatus | "same">> = {
	"shipment.claimed": "creating",
	"shipment.marker_found": "creating",
	"shipment.given_back": "planned",
	"shipment.outcome_unknown": "unknown",
	"shipment.labelled": "labelled",
	"shipment.refused": "blocked",
	"shipment.failed": "failed",
	"shipment.planned": "planned",
	"shipment.blocked": "blocked",
	"shipment.replayed": "planned",
	"shipment.replay_asked": "same",
	"shipment.withdrawn": "voided",
};

/** The trail has every version once, and read from its beginning it leads along the table to what the row says. */
function expectAuditedMoves(rows: ShipmentRow[], trail: AuditRow[]): void {
	for (const row of rows) {
		const own = trail.filter((entry) => entry.subject === `shipment:${row.id}`);
		expect(own.map((entry) => entry.version)).toEqual(own.map((_, at) => at + 1));
		expect(own.length).toBe(row.version);
		const [first, ...rest] = own;
		let status = (first?.details as { status?: ShipmentStatus } | undefined)?.status ?? "planned";
		for (const entry of rest) {
			const next = LEADS_TO[entry.action];
			expect(next, `${entry.action} is not known here`).toBeDefined();
			if (next !== undefined && next !== "same") {
				expect(SHIPMENT_MOVES[status], `${status} by ${entry.action}`).toContain(next);
				status = next;
			}
		}
		expect(status).toBe(row.status);
	}
}

function expectMove(attempt: AttemptRow, seen: Seen): void {
	const key = `${attempt.shipmentId} ${attempt.number}`;
	const before = seen.get(key) ?? "sent";
	expect([...reachable(before)], `attempt ${before}`).toContain(attempt.state);
	seen.set(key, attempt.state);
}

function reachable(from: AttemptState, found = new Set<AttemptState>([from])): Set<AttemptState> {
	for (const next of ATTEMPT_MOVES[from]) {
		if (!found.has(next)) {
			reachable(next, found.add(next));
		}
	}
	return found;
}

const ENDS: readonly ShipmentStatus[] = ["labelled", "blocked", "failed", "voided", "unknown"];

/** Holds once everything that is due was done. */
export async function expectSettled(world: World): Promise<void> {
	const rows = await world.shipments();
	for (const row of rows) {
		expect(ENDS).toContain(row.status);
		if (row.status === "blocked" || row.status === "failed" || row.status === "unknown") {
			expect(row.reason, `${row.status} without a reason`).not.toBeNull();
		}
	}
	await expectOneAtTheCarrier(world, rows);
	await expectNothingLost(world, rows);
}

async function expectOneAtTheCarrier(world: World, rows: ShipmentRow[]): Promise<void> {
	const attempts = await attemptsOf(world);
	const uncancelled = world.carrier.made.filter((made) => !made.isCancelled);
	for (const row of rows) {
		const references = attempts
			.filter((attempt) => attempt.shipmentId === row.id)
			.map((attempt) => attempt.reference);
		const made = uncancelled.filter((one) => references.includes(one.reference));
		if (row.status === "labelled") {
			expect(made.map((one) => one.trackingNumber)).toEqual([row.masterTrackingNumber]);
		} else if (row.status !== "unknown") {
			expect(made, `${row.status}, and made`).toEqual([]);
		}
		expect(made.length).toBeLessThanOrEqual(1);
	}
	const shipped = uncancelled
		.flatMap((made) => [...made.quantities.values()])
		.reduce((sum, quantity) => sum + quantity, 0);
	expect(roundQuantity(shipped), "more than was ever ordered").toBeLessThanOrEqual(
		world.most.quantity,
	);
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

function attemptsOf(world: World): Promise<AttemptRow[]> {
	return world.db
		.select()
		.from(shipmentAttempts)
		.where(eq(shipmentAttempts.divisionId, world.divisionId));
}
