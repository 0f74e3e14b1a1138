import { and, asc, eq, sql } from "drizzle-orm";

import { CLOSED_SERVICES } from "../shipping/model/facts/ground-services.ts";
import type { GroundCloseStore } from "../shipping/ports/ground-closes.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import { documents, groundCloses } from "./schema.ts";
import { transition } from "./transition.ts";

const DAY_MS = 86_400_000;
/** A label is never younger than its ship date, and hardly this much older; the index of labels goes by it. */
const LABEL_AGE_DAYS = 30;

export function createGroundCloseStore(db: Database): GroundCloseStore {
	return {
		listOpen: ({ fedexAccountId, day }) =>
			db.all<{ id: string; packages: number }>(sql`
				select s.id, (select count(*) from packages p where p.shipment_id = s.id) as packages
				from shipments s
				where s.labelled_at between ${Date.parse(day) - LABEL_AGE_DAYS * DAY_MS}
						and ${Date.parse(day) + 2 * DAY_MS}
					and s.status = 'labelled' and s.kind = 'outbound'
					and s.fedex_account_id = ${fedexAccountId} and s.ship_date = ${day}
					and s.service in ${idsParameter([...CLOSED_SERVICES])}
					and not exists (
						select 1 from ground_close_shipments g join ground_closes c on c.id = g.close_id
						where g.shipment_id = s.id and c.state = 'closed'
							-- A label that was made anew since then is on no manifest.
							and c.created_at >= s.labelled_at)
				order by s.id`),

		list: ({ fedexAccountId, day }) =>
			db
				.select()
				.from(groundCloses)
				.where(and(eq(groundCloses.fedexAccountId, fedexAccountId), eq(groundCloses.day, day)))
				.orderBy(asc(groundCloses.number)),

		async findTrackingNumber(closeId) {
			const row = await db.get<{ trackingNumber: string }>(sql`
				select s.master_tracking_number as trackingNumber
				from ground_close_shipments g join shipments s on s.id = g.shipment_id
					join ground_closes c on c.id = g.close_id
				where g.close_id = ${closeId} and s.master_tracking_number is not null
				-- One that was made anew since then has a number of which that close knows nothing.
				order by s.labelled_at > c.created_at, s.status <> 'labelled', s.id limit 1`);
			return row?.trackingNumber;
		},

		begin: (close, shipmentIds, change) =>
			transition(db, {
				update: db.insert(groundCloses).values(close).onConflictDoNothing(),
				audit: {
					at: change.now,
					actor: change.actor,
					action: "ground_close.asked",
					subject: `ground_close:${close.id}`,
					version: close.version,
					correlationId: change.correlationId,
					details: { day: close.day, shipments: close.shipments, packages: close.packages },
				},
				also: [
					sql`insert into ground_close_shipments (shipment_id, close_id)
						select value, ${close.id} from json_each(${JSON.stringify(shipmentIds)})`,
				],
			}),

		end: (close, { state, documents: papers }, change) =>
			transition(db, {
				update: db
					.update(groundCloses)
					.set({ state, version: sql`version + 1`, updatedAt: change.now })
					.where(and(eq(groundCloses.id, close.id), eq(groundCloses.version, close.version))),
				audit: {
					at: change.now,
					actor: change.actor,
					action: `ground_close.${state}`,
					subject: `ground_close:${close.id}`,
					version: close.version + 1,
					correlationId: change.correlationId,
					details: { day: close.day, documents: papers.length },
				},
				also: papers.map((paper) =>
					db.insert(documents).values({
						...paper,
						shipmentId: close.id,
						attemptNumber: 1,
						createdAt: change.now,
					}),
				),
			}),
	};
}
