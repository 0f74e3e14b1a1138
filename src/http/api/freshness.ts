import { z } from "@hono/zod-openapi";

import { listLifeCounts } from "../../db/life-counts.ts";
import { addDays, utcDay } from "../../lib/days.ts";
import {
	EXACT_CALL_KINDS,
	type ExactCallKind,
	exactCallName,
	FRESHNESS_KINDS,
	PARCELS,
	sharesOf,
	SHIPMENTS,
} from "../../shipping/model/freshness.ts";
import type { HttpContext } from "../context.ts";

/** A week has every weekday once, and most parcels live for less. */
const DAYS = 7;

export const freshnessSchema = z
	.object({
		days: z.int(),
		waits: z
			.array(
				z.object({
					kind: z.enum(FRESHNESS_KINDS),
					count: z.int(),
					p50Minutes: z.number(),
					p95Minutes: z.number(),
				}),
			)
			.openapi({
				description:
					"Of the last days: from FedEx's scan to the database (the pick-up, others in transit, and from out for delivery on), from a scan to its Document in Exact, and from a label to its Document. Counted in steps, so the minutes are close and not exact.",
			}),
		shipments: z.int(),
		parcels: z.int(),
		trackCallsPerParcel: z.number(),
		exactCallsPerShipment: z.record(z.enum(EXACT_CALL_KINDS), z.number()),
	})
	.openapi("Freshness");

export type Freshness = z.infer<typeof freshnessSchema>;

/** How fresh the last days were, and what a parcel and a shipment cost: calls over labels of the same days. */
export async function readFreshness(c: HttpContext): Promise<Freshness> {
	const { clock, db } = c.var.services;
	const counts = await listLifeCounts(db, addDays(utcDay(clock.now()), 1 - DAYS));
	const of = (name: string) => counts.get(name) ?? 0;
	const shipments = of(SHIPMENTS);
	const parcels = of(PARCELS);
	const callsOf = (kind: ExactCallKind) => per(of(exactCallName(kind)), shipments);
	return {
		days: DAYS,
		waits: FRESHNESS_KINDS.flatMap((kind) => {
			const shares = sharesOf(kind, counts);
			return shares === undefined ? [] : [{ kind, ...shares }];
		}),
		shipments,
		parcels,
		trackCallsPerParcel: per(of("track-calls"), parcels),
		exactCallsPerShipment: {
			read: callsOf("read"),
			post: callsOf("post"),
			update: callsOf("update"),
			number: callsOf("number"),
			file: callsOf("file"),
			delivery: callsOf("delivery"),
		},
	};
}

function per(calls: number, units: number): number {
	return units === 0 ? 0 : Math.round((calls / units) * 100) / 100;
}
