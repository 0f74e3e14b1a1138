import { and, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { SQLiteUpdateSetSource } from "drizzle-orm/sqlite-core";

import { canMove, type ShipmentStatus } from "../shipping/model/shipment-states.ts";
import type { Actor, Outcome } from "../shipping/ports/changes.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import { shipmentAttempts, shipments } from "./schema.ts";
import { type ManyTransition, transition, transitionMany } from "./transition.ts";

/** A shipment as whoever moves it read it. */
export type ReadShipment = {
	id: string;
	version: number;
	status: ShipmentStatus;
	correlationId?: string | null;
};

export type ShipmentMove = {
	/** Left out where only something about it changes. */
	to?: ShipmentStatus;
	set?: SQLiteUpdateSetSource<typeof shipments>;
	/** What else must hold at this instant. */
	onlyIf?: SQL | undefined;
	action: string;
	/** `system`, unless told. */
	actor?: Actor;
	correlationId?: string;
	transactionId?: string | null;
	details?: Record<string, unknown>;
	also?: readonly SQLWrapper[];
	now: number;
};

/**
 * The one fence of a single shipment: along the table of moves, on the version and status that were read, with the
 * audit and whatever follows in one batch. "lost" where somebody else was first, or the move is none.
 */
export function moveShipment(
	db: Database,
	shipment: ReadShipment,
	move: ShipmentMove,
): Promise<Outcome> {
	const { id, version, status } = shipment;
	const { to, now } = move;
	if (to !== undefined && !canMove(status, to)) {
		return Promise.resolve("lost");
	}
	return transition(db, {
		update: db
			.update(shipments)
			.set({
				...move.set,
				...(to === undefined ? {} : { status: to }),
				version: sql`version + 1`,
				updatedAt: now,
			})
			.where(
				and(
					eq(shipments.id, id),
					eq(shipments.version, version),
					eq(shipments.status, status),
					move.onlyIf,
				),
			),
		audit: {
			at: now,
			actor: move.actor ?? "system",
			action: move.action,
			subject: `shipment:${id}`,
			version: version + 1,
			correlationId: move.correlationId ?? shipment.correlationId,
			transactionId: move.transactionId,
			details: move.details ?? {},
		},
		also: move.also ?? [],
	});
}

/** For a batch: all shipments that match and have one of these statuses, along the table of moves. */
export function moveShipments(
	move: Omit<ManyTransition, "table"> & { from: readonly ShipmentStatus[]; to: ShipmentStatus },
): [SQL, SQL] {
	const { from, to, ...many } = move;
	if (!from.every((status) => canMove(status, to))) {
		throw new Error(`there is no move from each of ${from.join(", ")} to ${to}`);
	}
	return transitionMany({
		...many,
		table: "shipments",
		which: sql`${many.which} and status in ${idsParameter(from)}`,
		set: sql`status = ${to}, ${many.set}`,
	});
}

/** For `also`: what is true of one of its attempts from then on. */
export function setAttempt(
	db: Database,
	{ id, attemptNumber }: { id: string; attemptNumber: number },
	set: SQLiteUpdateSetSource<typeof shipmentAttempts>,
): SQLWrapper {
	return db
		.update(shipmentAttempts)
		.set(set)
		.where(and(eq(shipmentAttempts.shipmentId, id), eq(shipmentAttempts.number, attemptNumber)));
}
