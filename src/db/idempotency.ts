import { and, eq, isNull, sql } from "drizzle-orm";

import { LIMITS } from "../shipping/model/limits.ts";
import type { IdempotencyStore } from "../shipping/ports/access.ts";
import type { Database } from "./database.ts";
import { idempotencyAnswers } from "./schema.ts";

/** A call that has not answered by then has died with its invocation. */
const RUNNING_MS = 2 * LIMITS.minute;

export function createIdempotencyStore(db: Database): IdempotencyStore {
	return {
		async claim({ hash, requestSignature, now }) {
			const claimed = await db
				.insert(idempotencyAnswers)
				.values({ hash, requestHash: requestSignature, createdAt: now })
				.onConflictDoUpdate({
					target: idempotencyAnswers.hash,
					set: { requestHash: requestSignature, createdAt: now },
					setWhere: sql`${idempotencyAnswers.status} is null
						and ${idempotencyAnswers.createdAt} <= ${now - RUNNING_MS}`,
				})
				.returning({ hash: idempotencyAnswers.hash });
			if (claimed.length === 1) {
				return { kind: "claimed" };
			}
			const rows = await db
				.select()
				.from(idempotencyAnswers)
				.where(eq(idempotencyAnswers.hash, hash));
			const [row] = rows;
			if (row === undefined || row.status === null || row.bodySealed === null) {
				return { kind: "running", requestSignature: row?.requestHash ?? requestSignature };
			}
			const { status, bodySealed, requestHash } = row;
			return { kind: "answered", requestSignature: requestHash, status, bodySealed };
		},

		async answer(hash, answer) {
			await db.update(idempotencyAnswers).set(answer).where(eq(idempotencyAnswers.hash, hash));
		},

		async release(hash) {
			await db
				.delete(idempotencyAnswers)
				.where(and(eq(idempotencyAnswers.hash, hash), isNull(idempotencyAnswers.status)));
		},
	};
}
