import { and, eq, gt, isNull } from "drizzle-orm";

import type { OneTimeCodeStore } from "../shipping/ports/connections.ts";
import type { Database } from "./database.ts";
import { oneTimeCodes } from "./schema.ts";

export function createOneTimeCodeStore(db: Database): OneTimeCodeStore {
	return {
		async add(code) {
			await db.insert(oneTimeCodes).values(code);
		},

		async use(code, now) {
			const used = await db
				.update(oneTimeCodes)
				.set({ usedAt: now })
				.where(
					and(
						eq(oneTimeCodes.hash, code.hash),
						eq(oneTimeCodes.kind, code.kind),
						code.browserHash === null
							? isNull(oneTimeCodes.browserHash)
							: eq(oneTimeCodes.browserHash, code.browserHash),
						isNull(oneTimeCodes.usedAt),
						gt(oneTimeCodes.expiresAt, now),
					),
				)
				.returning({ connectionId: oneTimeCodes.connectionId, actor: oneTimeCodes.actor });
			return used[0];
		},
	};
}
