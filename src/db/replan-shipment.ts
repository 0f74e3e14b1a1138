import { eq, inArray, and, sql } from "drizzle-orm";

import { PLANNED_AGAIN } from "../shipping/model/next-attempt.ts";
import type { ShipmentPlan } from "../shipping/model/shipment-plan.ts";
import type { Outcome } from "../shipping/ports/changes.ts";
import type { ShipmentStore } from "../shipping/ports/shipments.ts";
import type { Database } from "./database.ts";
import { moveShipment } from "./move-shipment.ts";
import { packages, shipmentLines, shipments } from "./schema.ts";

type Replan = Parameters<ShipmentStore["replan"]>;

/** A shipment that was not sent gets the plan that its order asks for now, or the reason why there is none. */
export function replanShipment(
	db: Database,
	shipment: Replan[0],
	outcome: Replan[1],
	change: Replan[2],
): Promise<Outcome> {
	const plan = "plan" in outcome ? outcome.plan : null;
	const reason = "reason" in outcome ? outcome.reason : null;
	return moveShipment(db, shipment, {
		to: plan === null ? "blocked" : "planned",
		set: {
			reason,
			...(plan === null
				? {}
				: {
						plan,
						service: plan.service,
						costCentre: plan.costCentre,
						billedTo: plan.transport.by,
					}),
			// The division, or its cost centre, may have been mapped to another account since.
			fedexAccountId: sql`coalesce(${plan?.fedexAccountId ?? null}, (select d.fedex_account_id from divisions d
				where d.id = ${shipments.divisionId}), ${shipments.fedexAccountId})`,
			dueAt: plan === null ? null : change.now,
			failures: 0,
		},
		onlyIf: and(
			// What went to the carrier keeps the plan it went with, whoever asks.
			inArray(shipments.status, ["planned", "blocked", "failed"]),
			mayBePlannedAgain(),
		),
		action: plan === null ? "shipment.blocked" : "shipment.planned",
		actor: change.actor,
		details: reason === null ? {} : { code: reason.code },
		now: change.now,
		also: plan === null ? [] : replaceParts(db, shipment.id, plan),
	});
}

function replaceParts(db: Database, id: string, plan: ShipmentPlan) {
	return [
		db.delete(shipmentLines).where(eq(shipmentLines.shipmentId, id)),
		sql`
			insert into shipment_lines (shipment_id, order_id, exact_line_id, line_number,
				item_code, description, quantity, delivered_before)
			select ${id}, (select order_id from shipments where id = ${id}),
				value ->> 'exactLineId', value ->> 'lineNumber', value ->> 'itemCode',
				value ->> 'description', value ->> 'quantity', value ->> 'deliveredBefore'
			from json_each(${JSON.stringify(plan.lines)})`,
		db.delete(packages).where(eq(packages.shipmentId, id)),
		sql`
			insert into packages (shipment_id, sequence, weight_grams)
			select ${id}, value ->> 'sequence', value ->> 'weightGrams'
			from json_each(${JSON.stringify(plan.packages)})`,
	];
}

/**
 * A label that may be at the carrier blocks its shipment whatever changes in the order: until a person asked for a
 * replay, which takes the plan away, or until the label is seen cancelled.
 */
function mayBePlannedAgain() {
	const code = sql`${shipments.reason} ->> 'code'`;
	const when = (means: "after-replay" | "never") =>
		JSON.stringify(Object.keys(PLANNED_AGAIN).filter((reason) => PLANNED_AGAIN[reason] === means));
	return sql`(${shipments.status} <> 'blocked' or ${code} is null
		or (${code} not in (select value from json_each(${when("never")}))
			and (${shipments.plan} is null
				or ${code} not in (select value from json_each(${when("after-replay")})))))`;
}
