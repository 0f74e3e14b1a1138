import { and, asc, eq, type SQL, sql } from "drizzle-orm";

import type { KeyRing } from "../lib/key-ring.ts";
import type { MailKind } from "../shipping/model/customer-mails.ts";
import type { EventKind, ToldEvent } from "../shipping/model/told-events.ts";
import type { DueDelivery, Endpoint, TellingStore } from "../shipping/ports/telling.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";
import { toldEvents, webhookEndpoints } from "./schema.ts";
import { transition } from "./transition.ts";
import { ENDPOINTS_MAX, endpointSecretPlace } from "./webhook-endpoints.ts";

const ENDPOINT = {
	id: webhookEndpoints.id,
	name: webhookEndpoints.name,
	url: webhookEndpoints.url,
	kinds: webhookEndpoints.kinds,
	failures: webhookEndpoints.failures,
	failingSince: webhookEndpoints.failingSince,
	restUntil: webhookEndpoints.restUntil,
	version: webhookEndpoints.version,
};

const EVENT = {
	id: toldEvents.id,
	at: toldEvents.at,
	kind: toldEvents.kind,
	divisionId: toldEvents.divisionId,
	orderId: toldEvents.orderId,
	orderNumber: toldEvents.orderNumber,
	shipmentId: toldEvents.shipmentId,
	facts: toldEvents.facts,
};

/** The outbox of events: from the triggers that write it to what each endpoint and customer is told. */
export function createTellingStore(db: Database, keys: KeyRing): TellingStore {
	return {
		listUnspread: (limit) =>
			db
				.select(EVENT)
				.from(toldEvents)
				.where(sql`spread_at is null`)
				.orderBy(asc(toldEvents.id))
				.limit(limit),

		listEndpoints: () =>
			db
				.select(ENDPOINT)
				.from(webhookEndpoints)
				.where(eq(webhookEndpoints.state, "active"))
				.limit(ENDPOINTS_MAX),

		async listMailing(divisionIds) {
			const rows = await db.all<{ id: string } & Record<MailKind, number | null>>(sql`
				select id, settings ->> '$.customerMails.labelMade' as label_made,
					settings ->> '$.customerMails.outForDelivery' as out_for_delivery,
					settings ->> '$.customerMails.delivered' as delivered,
					settings ->> '$.customerMails.problem' as problem
				from divisions where id in ${idsParameter(divisionIds)}`);
			return new Map(
				rows.map(({ id, ...kinds }) => [
					id,
					Object.entries(kinds).flatMap(([kind, isOn]) => (isOn === 1 ? [kind as MailKind] : [])),
				]),
			);
		},

		async spread(events, { deliveries, mails }, now) {
			await runBatch(db, [
				sql`
					insert into webhook_deliveries (endpoint_id, event_id, name, state, due_at, updated_at)
					select value ->> 'endpointId', value ->> 'eventId', value ->> 'name', 'due', ${now}, ${now}
					from json_each(${JSON.stringify(deliveries)}) where true on conflict do nothing`,
				sql`
					insert into customer_mails (shipment_id, kind, division_id, state, due_at, created_at,
						updated_at)
					select value ->> 'shipmentId', value ->> 'kind', value ->> 'divisionId', 'due', ${now},
						${now}, ${now}
					from json_each(${JSON.stringify(mails)}) where true on conflict do nothing`,
				sql`
					update told_events set spread_at = ${now}
					where id in ${idsParameter(events.map(({ id }) => id))}`,
			]);
		},

		async findEndpoint(id) {
			const rows = await db
				.select({ ...ENDPOINT, secretSealed: webhookEndpoints.secretSealed })
				.from(webhookEndpoints)
				.where(and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.state, "active")));
			const [row] = rows;
			if (row === undefined) {
				return undefined;
			}
			const { secretSealed, ...endpoint } = row;
			return { ...endpoint, secret: await keys.open(secretSealed, endpointSecretPlace(id)) };
		},

		async claimDeliveries(endpointId, { now, until, limit }) {
			// What was never sent goes first: events that an endpoint never takes keep no others from it.
			const due = (tried: SQL) => sql`
				select event_id, due_at, attempts > 0 as is_tried from webhook_deliveries
				where endpoint_id = ${endpointId} and due_at <= ${now} and ${tried}
					and (leased_until is null or leased_until <= ${now})
				order by due_at limit ${limit}`;
			const claimed = await db.all<ClaimedRow>(sql`
				update webhook_deliveries set leased_until = ${until}, attempts = attempts + 1,
					first_tried_at = coalesce(first_tried_at, ${now})
				where endpoint_id = ${endpointId} and event_id in (
					select event_id from (
						select * from (${due(sql`attempts = 0`)})
						union all select * from (${due(sql`attempts > 0`)}))
					order by is_tried, due_at limit ${limit})
				returning event_id as eventId, name, attempts, first_tried_at as firstTriedAt`);
			const events = await db
				.select(EVENT)
				.from(toldEvents)
				.where(sql`${toldEvents.id} in ${idsParameter(claimed.map((row) => row.eventId))}`);
			const byId = new Map<string, ToldEvent>(events.map((event) => [event.id, event]));
			return claimed.flatMap(({ eventId, ...row }): DueDelivery[] => {
				const event = byId.get(eventId);
				return event === undefined ? [] : [{ ...row, event }];
			});
		},

		async settleDeliveries(endpointId, results, now) {
			await db.run(sql`
				update webhook_deliveries set state = given.value ->> 'state',
					due_at = given.value ->> 'dueAt', last_code = given.value ->> 'code', leased_until = null,
					taken_at = case when given.value ->> 'state' = 'taken' then ${now} else taken_at end,
					updated_at = ${now}
				from json_each(${JSON.stringify(results)}) as given
				where webhook_deliveries.endpoint_id = ${endpointId}
					and webhook_deliveries.event_id = given.value ->> 'eventId'
					and webhook_deliveries.leased_until is not null`);
		},

		async noteEndpoint(id, { takenAt, ...health }) {
			await db
				.update(webhookEndpoints)
				.set({ ...health, ...(takenAt === null ? {} : { lastTakenAt: takenAt }) })
				.where(and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.state, "active")));
		},

		async disableEndpoint({ id, version }: Endpoint, code, now) {
			const outcome = await transition(db, {
				update: db
					.update(webhookEndpoints)
					.set({ state: "disabled", disabledAt: now, version: version + 1, updatedAt: now })
					.where(
						and(
							eq(webhookEndpoints.id, id),
							eq(webhookEndpoints.version, version),
							eq(webhookEndpoints.state, "active"),
						),
					),
				audit: {
					at: now,
					actor: "system",
					action: "webhook_endpoint.given_up",
					subject: `webhook_endpoint:${id}`,
					version: version + 1,
					details: { code },
				},
			});
			return outcome === "done";
		},
	};
}

type ClaimedRow = {
	eventId: string;
	name: EventKind;
	attempts: number;
	firstTriedAt: number | null;
};
