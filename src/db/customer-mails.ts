import { sql } from "drizzle-orm";

import { sha256Hex } from "../lib/encoding.ts";
import type { MailKind, MailState } from "../shipping/model/customer-mails.ts";
import type { CustomerMail, MailFacts, MailKey, MailStore } from "../shipping/ports/telling.ts";
import type { Database } from "./database.ts";
import { idsParameter } from "./json-parameter.ts";

/** Mails to customers: one row for a shipment and a kind for ever, claimed before it is handed over. */
export function createMailStore(db: Database): MailStore {
	return {
		async forgetOrphans(now) {
			const { meta } = await db.run(sql`
				update customer_mails set state = 'unknown', due_at = null, leased_until = null,
					code = 'mail.outcome_unknown', updated_at = ${now}
				where due_at <= ${now} and state = 'sending' and leased_until <= ${now}`);
			return meta.changes;
		},

		listDue: (now, limit) =>
			db.all<MailKey>(sql`
				select shipment_id as shipmentId, kind from customer_mails
				where due_at <= ${now} and state = 'due' order by due_at limit ${limit}`),

		claim: (which, now, until) =>
			db.all<CustomerMail>(sql`
				update customer_mails set state = 'sending', leased_until = ${until}, attempts = attempts + 1,
					updated_at = ${now}
				where state = 'due' and (shipment_id, kind) in (select value ->> 'shipmentId', value ->> 'kind'
					from json_each(${JSON.stringify(which)}))
				returning shipment_id as shipmentId, kind, division_id as divisionId, attempts`),

		async findFacts(shipmentIds) {
			const rows = await db.all<Row>(sql`
				select s.id as shipmentId, s.division_id as divisionId, s.order_number as orderNumber, s.status,
					s.tracking_state as trackingState, s.kind = 'return' as isReturn,
					d.id is not null as isDivisionThere, s.tracking_link as trackingLink,
					s.master_tracking_number as trackingNumber, s.plan ->> '$.shipTo.email' as address,
					coalesce(s.plan ->> '$.shipTo.country', '') as country,
					s.plan ->> '$.shipTo.postalCode' as postalCode,
					coalesce(d.settings ->> '$.branding.name', d.settings ->> '$.shipFrom.companyName', d.name, '')
						as company,
					d.settings ->> '$.branding.colour' as colour,
					coalesce(d.settings ->> '$.customerMails.replyTo', d.settings ->> '$.branding.email') as replyTo,
					coalesce(d.settings ->> '$.customerMails.language', 'auto') as language
				from shipments s left join divisions d on d.id = s.division_id
				where s.id in ${idsParameter(shipmentIds)}`);
			const hashes = new Map<string, string>();
			for (const { shipmentId, divisionId, address } of rows) {
				if (address !== null) {
					hashes.set(shipmentId, await addressHash(divisionId, address));
				}
			}
			const stopped = await db.all<{ divisionId: string; hash: string }>(sql`
				select division_id as divisionId, address_hash as hash from mail_opt_outs
				where (division_id, address_hash) in (
					select value ->> 0, value ->> 1 from json_each(${JSON.stringify(
						rows.map((row) => [row.divisionId, hashes.get(row.shipmentId) ?? ""]),
					)}))`);
			const isStopped = new Set(stopped.map(({ divisionId, hash }) => `${divisionId} ${hash}`));
			return new Map(
				rows.map((row): [string, MailFacts] => [
					row.shipmentId,
					{
						...row,
						isReturn: row.isReturn === 1,
						isDivisionThere: row.isDivisionThere === 1,
						isStopped: isStopped.has(`${row.divisionId} ${hashes.get(row.shipmentId) ?? ""}`),
					},
				]),
			);
		},

		async settle(results, now) {
			await db.run(sql`
				update customer_mails set state = given.value ->> 'state', due_at = given.value ->> 'dueAt',
					code = given.value ->> 'code', message_id = given.value ->> 'messageId',
					leased_until = null, updated_at = ${now}
				from json_each(${JSON.stringify(results)}) as given
				where customer_mails.shipment_id = given.value ->> 'shipmentId'
					and customer_mails.kind = given.value ->> 'kind' and customer_mails.state = 'sending'`);
		},

		async stop(shipmentId, now) {
			const row = await db.get<{ divisionId: string; address: string | null } | undefined>(sql`
				select division_id as divisionId, plan ->> '$.shipTo.email' as address
				from shipments where id = ${shipmentId}`);
			if (row === undefined || row.address === null) {
				return false;
			}
			await db.run(sql`
				insert into mail_opt_outs (division_id, address_hash, at)
				values (${row.divisionId}, ${await addressHash(row.divisionId, row.address)}, ${now})
				on conflict do nothing`);
			return true;
		},
	};
}

type Row = Omit<MailFacts, "isReturn" | "isDivisionThere" | "isStopped"> & {
	isReturn: number;
	isDivisionThere: number;
};

function addressHash(divisionId: string, address: string): Promise<string> {
	return sha256Hex(`mail-opt-out|${divisionId}|${address.trim().toLowerCase()}`);
}

/** What was sent of a shipment, for its page. */
export function listMailsOf(db: Database, shipmentId: string) {
	return db.all<{ kind: MailKind; state: MailState; code: string | null; updatedAt: number }>(sql`
		select kind, state, code, updated_at as updatedAt from customer_mails
		where shipment_id = ${shipmentId} order by created_at, kind`);
}
