import { sql } from "drizzle-orm";

import { newId } from "../lib/ids.ts";
import type { ShipmentStatus } from "../shipping/model/shipment-states.ts";
import { turnOf } from "../shipping/model/write-back-turn.ts";
import type { ProofStore, ProvableShipment } from "../shipping/ports/proofs.ts";
import type { Database } from "./database.ts";
import { moveShipment } from "./move-shipment.ts";

const KIND = "proof-of-delivery";

export function createProofStore(db: Database): ProofStore {
	return {
		async find(shipmentId) {
			const row = await db.get<
				(Omit<ProvableShipment, "parcels"> & { parcels: string }) | undefined
			>(sql`
				select s.id, s.division_id as divisionId, s.fedex_account_id as fedexAccountId,
					s.order_number as orderNumber, s.status, s.tracking_state as trackingState,
					s.attempt_number as attemptNumber, s.ship_date as shipDate, s.version,
					s.correlation_id as correlationId,
					(select d.id from documents d where d.shipment_id = s.id and d.kind = ${KIND}
						limit 1) as documentId,
					(select json_group_array(json_object('trackingNumber', p.tracking_number,
						'uniqueId', p.tracking_unique_id)) from packages p
						where p.shipment_id = s.id and p.tracking_number is not null) as parcels
				from shipments s where s.id = ${shipmentId}`);
			return row && { ...row, parcels: JSON.parse(row.parcels) as ProvableShipment["parcels"] };
		},

		save: (shipment, file, change) =>
			moveShipment(
				db,
				{ ...shipment, status: shipment.status as ShipmentStatus },
				{
					set: {},
					action: "shipment.proof_fetched",
					actor: change.actor,
					correlationId: change.correlationId,
					details: { document: file.sha256 },
					now: change.now,
					also: [
						sql`
							insert into documents (id, shipment_id, attempt_number, package_sequence, kind,
								content_type, bytes, sha256, key, created_at)
							values (${file.id}, ${shipment.id}, ${shipment.attemptNumber}, 1, ${KIND},
								'application/pdf', ${file.bytes}, ${file.sha256}, ${file.key}, ${change.now})
							on conflict do nothing`,
						sql`
							insert into write_backs (id, division_id, shipment_id, kind, state, subject, body,
								order_number, due_at, turn_at, correlation_id, created_at, updated_at)
							select ${newId("wrb", change.now)}, w.division_id, w.shipment_id, 'proof-file', 'due',
								'FedEx proof ' || w.order_number || ' ' || w.shipment_id || '.pdf', d.id,
								w.order_number, ${change.now}, ${turnOf("new", change.now)}, w.correlation_id,
								${change.now}, ${change.now}
							from write_backs w join documents d on d.shipment_id = w.shipment_id and d.kind = ${KIND}
							where w.shipment_id = ${shipment.id} and w.kind = 'document'
							on conflict do nothing`,
					],
				},
			),
	};
}
