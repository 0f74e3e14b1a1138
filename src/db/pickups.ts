import { and, asc, eq, sql } from "drizzle-orm";

import { GROUND_SERVICES } from "../shipping/model/facts/ground-services.ts";
import type { PickupDay, PickupStore } from "../shipping/ports/pickups.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import { pickups, shipments } from "./schema.ts";
import { transition } from "./transition.ts";

export function createPickupStore(db: Database): PickupStore {
	return {
		async countWaiting({ divisionId, fedexAccountId, carrier, day }) {
			const isGround = sql`coalesce(s.service, '') in ${idsParameter([...GROUND_SERVICES])}`;
			const row = await db.get<{ packages: number; weightGrams: number }>(sql`
				select count(*) as packages, coalesce(sum(p.weight_grams), 0) as weightGrams
				from shipments s join packages p on p.shipment_id = s.id
				where s.division_id = ${divisionId} and s.status = 'labelled' and s.kind = 'outbound'
					and s.fedex_account_id = ${fedexAccountId} and s.ship_date = ${day}
					and s.tracking_state = 'label_made'
					and coalesce(s.service, '') not like 'FEDEX_FREIGHT_%'
					and ${carrier === "ground" ? isGround : sql`not (${isGround})`}`);
			return row ?? { packages: 0, weightGrams: 0 };
		},

		async listFreight({ divisionId, fedexAccountId, day }) {
			const rows = await db
				.select({ plan: shipments.plan, trackingNumber: shipments.masterTrackingNumber })
				.from(shipments)
				.where(
					and(
						eq(shipments.divisionId, divisionId),
						eq(shipments.status, "labelled"),
						eq(shipments.fedexAccountId, fedexAccountId),
						eq(shipments.shipDate, day),
						eq(shipments.trackingState, "label_made"),
						sql`${shipments.service} like 'FEDEX_FREIGHT_%'`,
					),
				)
				.orderBy(asc(shipments.id));
			return rows.flatMap(({ plan, trackingNumber }) => {
				const freight = plan?.freight ?? null;
				return plan === null || freight === null
					? []
					: [
							{
								service: plan.service,
								trackingNumber,
								handlingUnit: freight.handlingUnit,
								handlingUnits: freight.handlingUnits,
								weightGrams: plan.packages.reduce((sum, { weightGrams }) => sum + weightGrams, 0),
								description: freight.description,
								to: plan.shipTo,
							},
						];
			});
		},

		find: (id) => db.query.pickups.findFirst({ where: eq(pickups.id, id) }),

		list: (day) => db.select().from(pickups).where(isOf(day)).orderBy(asc(pickups.number)),

		begin: (pickup, change) =>
			transition(db, {
				update: sql`
					insert into pickups (id, division_id, fedex_account_id, carrier, day, number, state, packages,
						weight_grams, version, created_at, updated_at)
					values (${pickup.id}, ${pickup.divisionId}, ${pickup.fedexAccountId}, ${pickup.carrier},
						${pickup.day}, ${pickup.number}, ${pickup.state}, ${pickup.packages},
						${pickup.weightGrams}, 1, ${change.now}, ${change.now})
					on conflict do nothing`,
				audit: {
					at: change.now,
					actor: change.actor,
					action: "pickup.asked",
					subject: `pickup:${pickup.id}`,
					version: 1,
					correlationId: change.correlationId,
					details: { day: pickup.day, carrier: pickup.carrier, packages: pickup.packages },
				},
			}),

		end: (pickup, end, change) =>
			transition(db, {
				update: db
					.update(pickups)
					.set({ ...end, version: sql`version + 1`, updatedAt: change.now })
					.where(and(eq(pickups.id, pickup.id), eq(pickups.version, pickup.version))),
				audit: {
					at: change.now,
					actor: change.actor,
					action: `pickup.${end.state}`,
					subject: `pickup:${pickup.id}`,
					version: pickup.version + 1,
					correlationId: change.correlationId,
					details: { confirmationCode: end.confirmationCode },
				},
			}),
	};
}

function isOf({ divisionId, fedexAccountId, carrier, day }: PickupDay) {
	return and(
		eq(pickups.divisionId, divisionId),
		eq(pickups.fedexAccountId, fedexAccountId),
		eq(pickups.carrier, carrier),
		eq(pickups.day, day),
	);
}
