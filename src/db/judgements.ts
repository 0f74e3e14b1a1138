import { sql } from "drizzle-orm";

import type { Division, Judgement } from "../shipping/stores.ts";
import { auditMany } from "./audit.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { splitForBinding } from "./json-parameter.ts";

/**
 * Keeps what orders were found to be. A change since they were read keeps its flag, and what a person settled since
 * then is not overwritten; a decision that came up or went away is audited. Nothing is kept where the division was
 * held, released or set up anew meanwhile: what was judged is judged again.
 */
export async function saveJudgements(
	db: Database,
	division: Pick<Division, "id" | "version">,
	judgements: readonly Judgement[],
	now: number,
): Promise<boolean> {
	let isSaved = true;
	for (const part of splitForBinding(judgements.map(toRow))) {
		const [update] = await runBatch(db, [
			sql`
				update orders set state = given.value ->> 'state',
					reasons = given.value ->> 'reasons',
					first_ready_at = given.value ->> 'firstReadyAt',
					ready_since = given.value ->> 'readySince',
					judge_due_at = case when judge_due_at = given.value ->> 'judgeDueAt'
						then given.value ->> 'judgeAgainAt' else judge_due_at end,
					decision = case when version = given.value ->> 'version'
						then given.value ->> 'decision' else decision end,
					settled_decisions = case when version = given.value ->> 'version'
						then given.value ->> 'settled' else settled_decisions end,
					version = case when version = given.value ->> 'version'
						then version + (given.value ->> 'isDecisionNew') else version end,
					updated_at = ${now}
				from json_each(${JSON.stringify(part)}) as given
				where orders.id = given.value ->> 'orderId' and exists (select 1 from divisions d
					where d.id = ${division.id} and d.version = ${division.version})`,
			...auditDecisions(part, now),
		]);
		isSaved &&= (update?.meta.changes ?? 0) > 0;
	}
	return isSaved;
}

type Row = ReturnType<typeof toRow>;

function toRow(entry: Judgement) {
	const { decision } = entry;
	return {
		...entry,
		isDecisionNew: entry.isDecisionNew ? 1 : 0,
		code: decision?.code ?? null,
		reasons: JSON.stringify(entry.reasons),
		decision: decision === null ? null : JSON.stringify(decision),
		settled: JSON.stringify(entry.settled),
	};
}

function auditDecisions(rows: readonly Row[], now: number) {
	const changed = rows.filter((row) => row.isDecisionNew === 1);
	if (changed.length === 0) {
		return [];
	}
	const entries = changed.map(({ orderId, version, code }) => ({
		at: now,
		actor: "system",
		action: code === null ? "order.decision_withdrawn" : "order.decision_needed",
		subject: `order:${orderId}`,
		version: version + 1,
		details: code === null ? {} : { code },
	}));
	return [
		auditMany(
			entries,
			sql`exists (select 1 from orders o where o.id = substr(value ->> 'subject', length('order:') + 1)
				and o.version = value ->> 'version'
				and json_extract(o.decision, '$.code') is json_extract(value ->> 'details', '$.code'))`,
		),
	];
}
