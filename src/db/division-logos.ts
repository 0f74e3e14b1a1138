import { and, eq, sql } from "drizzle-orm";

import type { LogoStore } from "../shipping/ports/logos.ts";
import type { Database } from "./database.ts";
import { divisionLogos, divisions } from "./schema.ts";
import { transition } from "./transition.ts";

export function createLogoStore(db: Database): LogoStore {
	return {
		set(division, logo, change) {
			const row = { ...logo, divisionId: division.id, updatedAt: change.now };
			return transition(db, {
				update: db
					.update(divisions)
					.set({ version: sql`version + 1`, updatedAt: change.now })
					.where(and(eq(divisions.id, division.id), eq(divisions.version, division.version))),
				audit: {
					at: change.now,
					actor: change.actor,
					action: logo === null ? "division.logo_removed" : "division.logo_set",
					subject: `division:${division.id}`,
					version: division.version + 1,
					correlationId: change.correlationId,
					details: logo === null ? {} : { sha256: logo.sha256, bytes: logo.bytes },
				},
				also: [
					logo === null
						? db.delete(divisionLogos).where(eq(divisionLogos.divisionId, division.id))
						: db
								.insert(divisionLogos)
								.values({ ...logo, divisionId: division.id, updatedAt: change.now })
								.onConflictDoUpdate({ target: divisionLogos.divisionId, set: row }),
				],
			});
		},
	};
}

/** The hash of the logo's bytes, which its address carries. */
export async function findLogoHash(db: Database, divisionId: string): Promise<string | undefined> {
	const rows = await db
		.select({ sha256: divisionLogos.sha256 })
		.from(divisionLogos)
		.where(eq(divisionLogos.divisionId, divisionId));
	return rows[0]?.sha256;
}
