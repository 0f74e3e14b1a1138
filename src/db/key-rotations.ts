import { desc, sql } from "drizzle-orm";

import type { KeyRotation, KeyRotationStore } from "../shipping/ports/keeping.ts";
import { auditGuard } from "./audit.ts";
import { runBatch } from "./batch.ts";
import type { Database } from "./database.ts";
import { keyRotations } from "./schema.ts";
import { transition } from "./transition.ts";

/** Runs that seal anew; what each step did is saved behind a compare-and-set, and only begin and end are audited. */
export function createKeyRotationStore(db: Database): KeyRotationStore {
	return {
		async findLatest() {
			const [row] = await db.select().from(keyRotations).orderBy(desc(keyRotations.id)).limit(1);
			return row;
		},

		async start({ id, keyId }, open, change) {
			const began = auditGuard({
				at: change.now,
				actor: change.actor,
				action: "keys.rotation_started",
				subject: `key_rotation:${id}`,
				version: 1,
				correlationId: change.correlationId,
				details: { keyId },
			});
			const insert = db.insert(keyRotations).values({
				id,
				keyId,
				state: "rewrapping",
				dueAt: change.now,
				startedAt: change.now,
				updatedAt: change.now,
			});
			if (open === undefined) {
				return transitionOrTaken(() => runBatch(db, [insert, began]));
			}
			return transition(db, {
				update: updated(
					open,
					{ state: "superseded", dueAt: null, finishedAt: change.now },
					change.now,
				),
				audit: {
					at: change.now,
					actor: change.actor,
					action: "keys.rotation_superseded",
					subject: `key_rotation:${open.id}`,
					version: open.version + 1,
					correlationId: change.correlationId,
					details: { keyId: open.keyId },
				},
				also: [insert, began],
			});
		},

		async save(rotation, to, now) {
			const rows = await db.all(sql`${updated(rotation, to, now)} returning id`);
			return rows.length === 1 ? "done" : "lost";
		},

		finish: (rotation, to, change) =>
			transition(db, {
				update: updated(
					rotation,
					{ ...to, state: "done", dueAt: null, finishedAt: change.now },
					change.now,
				),
				audit: {
					at: change.now,
					actor: change.actor,
					action: "keys.rotation_finished",
					subject: `key_rotation:${rotation.id}`,
					version: rotation.version + 1,
					correlationId: change.correlationId,
					details: { keyId: rotation.keyId, rewrapped: to.rewrapped ?? rotation.rewrapped },
				},
			}),

		async countSigned(before) {
			const [answers, pages] = await runBatch(db, [
				sql`select substr(request_hash, 1, instr(request_hash, '.') - 1) as id, count(*) as count
					from idempotency_answers group by 1`,
				sql`select count(*) as count from shipments
					where tracking_state in ('label_made', 'in_transit', 'out_for_delivery', 'exception')
						and status = 'labelled' and labelled_at < ${before}`,
			]);
			const counts = (answers?.results ?? []) as { id: string; count: number }[];
			return {
				answers: Object.fromEntries(counts.map(({ id, count }) => [id, count])),
				pages: Number((pages?.results[0] as { count: number } | undefined)?.count ?? 0),
			};
		},
	};
}

function updated(rotation: KeyRotation, to: Partial<KeyRotation>, now: number) {
	const next = { ...rotation, ...to };
	return sql`
		update key_rotations set state = ${next.state}, place = ${next.place}, cursor = ${next.cursor},
			rewrapped = ${next.rewrapped}, rewrapped_now = ${next.rewrappedNow},
			uses = ${JSON.stringify(next.uses)},
			last_uses = ${next.lastUses === null ? null : JSON.stringify(next.lastUses)},
			due_at = ${next.dueAt}, failures = ${next.failures}, finished_at = ${next.finishedAt},
			version = ${rotation.version + 1}, updated_at = ${now}
		where id = ${rotation.id} and version = ${rotation.version}`;
}

async function transitionOrTaken(write: () => Promise<unknown>): Promise<"done" | "lost"> {
	try {
		await write();
		return "done";
	} catch (error) {
		if (error instanceof Error && error.message.includes("UNIQUE constraint failed")) {
			return "lost";
		}
		throw error;
	}
}
