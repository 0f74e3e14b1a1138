import { eq } from "drizzle-orm";

import {
	auditEvents,
	type divisions,
	packages,
	shipments,
	trackingEvents,
	trackingGroups,
	writeBacks,
} from "../../src/db/schema.ts";
import { chunk } from "../../src/lib/concurrency.ts";
import { sha256Hex } from "../../src/lib/encoding.ts";
import { newId } from "../../src/lib/ids.ts";
import type { TrackingState } from "../../src/shipping/model/tracking-states.ts";
import type {
	ParcelLook,
	ParcelScan,
	ParcelTracker,
	TrackedNumber,
} from "../../src/shipping/ports/carrier.ts";
import { trackDue } from "../../src/shipping/track/track-due.ts";
import { seedLiveDivision, seedShipment, seedWriteBack } from "../db/seed.ts";
import { sampleSettings } from "./samples.ts";
import { testDeps } from "./test-deps.ts";

export const START = Date.parse("2026-11-24T09:00:00Z");
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const CODES: Record<TrackingState, string> = {
	label_made: "OC",
	in_transit: "IT",
	out_for_delivery: "OD",
	exception: "DE",
	returned: "RS",
	delivered: "DL",
};

/** A division with labelled shipments, and a carrier that says of each number what the test told it. */
export async function parcelsOnTheirWay(
	policy: "end-state" | "milestones" | "every-scan" = "milestones",
	change: Partial<typeof divisions.$inferInsert> = {},
) {
	const seeded = await seedLiveDivision(START, {
		settings: sampleSettings({ writeBack: { policy } }),
		...change,
	});
	const { db, accountId } = seeded;
	const time = { now: START };
	const calls: (readonly TrackedNumber[])[] = [];
	const scans = new Map<string, ParcelScan[]>();
	const failures: Error[] = [];
	const tracker: ParcelTracker = {
		track: (numbers) => {
			calls.push(numbers);
			const failure = failures.shift();
			return failure === undefined ? Promise.resolve(numbers.map(look)) : Promise.reject(failure);
		},
	};
	const { deps, wakeUps } = testDeps({ tracker, now: () => time.now });
	let labels = 0;

	function look({ trackingNumber }: TrackedNumber): ParcelLook {
		const events = scans.get(trackingNumber);
		return events === undefined
			? { kind: "unseen", trackingNumber, code: "TRACKING.TRACKINGNUMBER.NOTFOUND" }
			: {
					kind: "seen",
					trackingNumber,
					uniqueId: `1~${trackingNumber}~FX`,
					state: events.at(-1)?.state ?? null,
					expectedDeliveryAt: null,
					expectedDayAt: null,
					events,
				};
	}

	return {
		...seeded,
		deps,
		wakeUps,
		time,
		calls,
		failures,
		scans,
		/** A shipment as a confirmation leaves it: labelled, its parcels in a group that is due now. */
		async label(parcels = 1, given: Partial<typeof shipments.$inferInsert> = {}) {
			labels += 1;
			const shipment = await seedShipment(seeded, START, {
				status: "labelled",
				trackingState: "label_made",
				shipDate: "2026-11-24",
				labelledAt: time.now,
				dueAt: null,
				...given,
			});
			const group = newId("trg", time.now);
			const numbers = Array.from({ length: parcels }, (_, at) => `7946${labels}0${at}`);
			const rows = numbers.map((trackingNumber, at) => ({
				shipmentId: shipment.id,
				sequence: at + 1,
				weightGrams: 500,
				trackingNumber,
				trackingGroupId: group,
				trackingState: "label_made" as const,
			}));
			// A statement binds at most 100 values.
			for (const part of chunk(rows, 10)) {
				await db.insert(packages).values(part);
			}
			await db.insert(trackingGroups).values({
				id: group,
				fedexAccountId: accountId,
				pace: "label_made",
				members: parcels,
				dueAt: time.now,
				createdAt: time.now,
				updatedAt: time.now,
			});
			const writeBack = await seedWriteBack(seeded, START, {
				shipmentId: shipment.id,
				subject: `FedEx ${shipment.orderNumber} ${shipment.id}`,
				state: "written",
				exactDocumentId: crypto.randomUUID(),
				writtenHash: await sha256Hex("Order 20001"),
				dueAt: null,
			});
			return { ...shipment, numbers, group, writeBack };
		},
		/** The carrier scans a parcel now. */
		scan(trackingNumber: string | undefined, state: TrackingState, at = time.now) {
			const number = trackingNumber ?? "";
			scans.set(number, [
				...(scans.get(number) ?? []),
				{
					at,
					code: CODES[state],
					exceptionCode: null,
					state,
					description: `It is ${state}`,
					location: "ZWOLLE, NL",
				},
			]);
		},
		drain: () => trackDue(accountId, deps),
		async drainAfter(ms: number) {
			time.now += ms;
			await trackDue(accountId, deps);
		},
		groups: () =>
			db.select().from(trackingGroups).where(eq(trackingGroups.fedexAccountId, accountId)),
		async shipmentOf(id: string) {
			const [row] = await db.select().from(shipments).where(eq(shipments.id, id));
			return row;
		},
		packagesOf: (id: string) => db.select().from(packages).where(eq(packages.shipmentId, id)),
		eventsOf: (id: string) =>
			db.select().from(trackingEvents).where(eq(trackingEvents.shipmentId, id)),
		async documentOf(id: string) {
			const [row] = await db.select().from(writeBacks).where(eq(writeBacks.shipmentId, id));
			return row;
		},
		async auditOf(id: string) {
			const rows = await db
				.select()
				.from(auditEvents)
				.where(eq(auditEvents.subject, `shipment:${id}`));
			return rows.map((row) => [row.action, row.details]);
		},
	};
}
