import { eq } from "drizzle-orm";

import { auditEvents, shipmentAttempts, shipments } from "../../src/db/schema.ts";
import { createShipmentStore } from "../../src/db/shipments.ts";
import type { Claim } from "../../src/shipping/ports/shipments.ts";
import { sampleId } from "../shipping/samples.ts";
import { seedLiveDivision, seedShipment } from "./seed.ts";

export const START = Date.parse("2026-11-23T09:00:00Z");
export const QUARTER = 900_000;

/** A shipment that may be claimed now, and what is written about it. */
export async function aShipment(change: Partial<typeof shipments.$inferInsert> = {}) {
	const seeded = await seedLiveDivision(START);
	const row = await seedShipment(seeded, START, change);
	const store = createShipmentStore(seeded.db);
	const claim = (given: Partial<Claim> = {}): Claim => ({
		shipment: row,
		reference: sampleId("20001"),
		requestHash: "hash",
		shipDate: "2026-11-23",
		now: START,
		leasedUntil: START + 120_000,
		maxLabelsPerHour: 500,
		freshSince: START - QUARTER,
		probeAt: null,
		...given,
	});
	const read = async () => {
		const [shipment] = await seeded.db.select().from(shipments).where(eq(shipments.id, row.id));
		const attempts = await seeded.db
			.select()
			.from(shipmentAttempts)
			.where(eq(shipmentAttempts.shipmentId, row.id));
		const audit = await seeded.db
			.select()
			.from(auditEvents)
			.where(eq(auditEvents.subject, `shipment:${row.id}`));
		return { shipment, attempts, audit };
	};
	return { ...seeded, store, row, claim, read };
}

export type ClaimableShipment = Awaited<ReturnType<typeof aShipment>>;
