import { eq } from "drizzle-orm";

import { divisions, fedexAccounts, shipments } from "../../../src/db/schema.ts";
import { AppError, type Disposition } from "../../../src/lib/errors.ts";
import { shipDue } from "../../../src/shipping/book/ship-due.ts";
import type { RawAnswer } from "../../../src/shipping/model/shipment.ts";
import type { Carrier } from "../../../src/shipping/ports/carrier.ts";
import type { Quoter } from "../../../src/shipping/ports/quotes.ts";
import { seedLiveDivision, seedShipment } from "../../db/seed.ts";
import { sampleSettings } from "../samples.ts";
import { fine, scriptedCarrier } from "../scripted-carrier.ts";
import { testDeps } from "../test-deps.ts";

export const START = Date.parse("2026-11-23T09:00:00Z");
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export function failure(disposition: Disposition, retryAfterSeconds?: number) {
	return new AppError({ code: "fedex.test", disposition, message: "no", retryAfterSeconds });
}

/** A live division with a scripted carrier and a clock that the test moves. */
export async function aDivision(
	answer: (reference: string) => RawAnswer | Error = fine,
	change: {
		carrier?: Partial<Carrier>;
		quoter?: Quoter;
		maxLabelsPerHour?: number;
		settings?: Record<string, unknown>;
	} = {},
) {
	const seeded = await seedLiveDivision(START);
	const { maxLabelsPerHour, settings } = change;
	if (maxLabelsPerHour !== undefined || settings !== undefined) {
		const limit = maxLabelsPerHour === undefined ? {} : { maxLabelsPerHour };
		await seeded.db
			.update(divisions)
			.set({ settings: sampleSettings({ ...limit, ...settings }) })
			.where(eq(divisions.id, seeded.divisionId));
	}
	const { carrier, sent } = scriptedCarrier(answer);
	const time = { now: START };
	const { deps, wakeUps } = testDeps({
		carrier: { ...carrier, ...change.carrier },
		...(change.quoter === undefined ? {} : { quoter: change.quoter }),
		now: () => time.now,
	});
	return {
		...seeded,
		deps,
		wakeUps,
		sent,
		time,
		drain: () => shipDue(seeded.divisionId, deps),
		ship: (given: Partial<typeof shipments.$inferInsert> = {}) =>
			seedShipment(seeded, START, given),
		rows: () =>
			seeded.db.select().from(shipments).where(eq(shipments.divisionId, seeded.divisionId)),
		async account() {
			const [row] = await seeded.db
				.select()
				.from(fedexAccounts)
				.where(eq(fedexAccounts.id, seeded.accountId));
			return row;
		},
	};
}

export type ShippingDivision = Awaited<ReturnType<typeof aDivision>>;

/** That many due shipments. */
export async function many(division: ShippingDivision, count: number) {
	for (let at = 0; at < count; at += 1) {
		await division.ship({ dueAt: START - at });
	}
}

/** How many rows there are in each status. */
export function tally(rows: { status: string }[]) {
	const counts: Record<string, number> = {};
	for (const { status } of rows) {
		counts[status] = (counts[status] ?? 0) + 1;
	}
	return counts;
}
