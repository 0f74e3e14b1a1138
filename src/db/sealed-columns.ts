import { sql } from "drizzle-orm";

import type { KeyRing } from "../lib/key-ring.ts";
import { countUse, nothingResealed, reseal } from "../lib/reseal.ts";
import type { SealedPlace } from "../shipping/ports/keeping.ts";
import { CHAT_PLACE } from "./alerts.ts";
import { webhookSecretPlace } from "./connections.ts";
import type { Database } from "./database.ts";
import { credentialsPlace, pushTokenPlace } from "./fedex-accounts.ts";
import { endpointSecretPlace } from "./webhook-endpoints.ts";

type SealedColumn = { table: string; column: string; placeOf: (id: string) => string };

/**
 * Every column that holds sealed texts and is not cleared by itself within days, as `idempotency_answers` is. A test
 * holds the list against the database.
 */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
	{ table: "connections", column: "webhook_secret_sealed", placeOf: webhookSecretPlace },
	...(["ship", "track", "freight"] as const).map((project) => ({
		table: "fedex_accounts",
		column: `${project}_credentials_sealed`,
		placeOf: (id: string) => credentialsPlace(id, project),
	})),
	{ table: "fedex_accounts", column: "push_token_sealed", placeOf: pushTokenPlace },
	{ table: "webhook_endpoints", column: "secret_sealed", placeOf: endpointSecretPlace },
	{ table: "telling_settings", column: "chat_url_sealed", placeOf: () => CHAT_PLACE },
];

const ROWS = 50;

export function sealedColumns(db: Database, keys: KeyRing): SealedPlace[] {
	return SEALED_COLUMNS.map((column) => sealedColumn(column, db, keys));
}

function sealedColumn(
	{ table, column, placeOf }: SealedColumn,
	db: Database,
	keys: KeyRing,
): SealedPlace {
	const from = sql.identifier(table);
	const sealed = sql.identifier(column);
	return {
		name: `${table}.${column}`,
		isSmall: true,
		async rewrap(cursor) {
			const rows = await db.all<{ id: string; old: string }>(sql`
				select cast(id as text) as id, ${sealed} as old from ${from}
				where ${sealed} is not null and (${cursor} is null or cast(id as text) > ${cursor})
				order by cast(id as text) limit ${ROWS}`);
			const counted = nothingResealed();
			const changed: { id: string; old: string; new: string }[] = [];
			for (const { id, old } of rows) {
				const anew = await reseal(keys, old, placeOf(id));
				countUse(counted, old, anew);
				if (anew !== old) {
					changed.push({ id, old, new: anew });
				}
			}
			if (changed.length > 0) {
				// What a person replaced in the meantime is theirs; it is sealed with the current key anyway.
				await db.run(sql`
					update ${from} set ${sealed} = given.value ->> 'new'
					from json_each(${JSON.stringify(changed)}) as given
					where cast(${from}.id as text) = given.value ->> 'id' and ${sealed} = given.value ->> 'old'`);
			}
			return { ...counted, next: rows.length < ROWS ? null : (rows.at(-1)?.id ?? null) };
		},
		async count() {
			const rows = await db.all<{ id: string; count: number }>(sql`
				select substr(${sealed}, 4, instr(substr(${sealed}, 4), '.') - 1) as id, count(*) as count
				from ${from} where ${sealed} is not null group by 1`);
			return Object.fromEntries(rows.map(({ id, count }) => [id, count]));
		},
	};
}
