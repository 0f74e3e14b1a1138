import { and, desc, eq, isNull, lt } from "drizzle-orm";

import type { ApiTokenStore, Scope } from "../shipping/ports/access.ts";
import type { Database } from "./database.ts";
import type { PageRequest } from "./page.ts";
import { apiTokens } from "./schema.ts";
import { transition } from "./transition.ts";

export type ApiToken = {
	id: string;
	name: string;
	scopes: Scope[];
	createdAt: number;
	expiresAt: number | null;
	revokedAt: number | null;
	createdBy: string | null;
	lastUsedDay: string | null;
};

const COLUMNS = {
	id: apiTokens.id,
	name: apiTokens.name,
	scopes: apiTokens.scopes,
	createdAt: apiTokens.createdAt,
	expiresAt: apiTokens.expiresAt,
	revokedAt: apiTokens.revokedAt,
	createdBy: apiTokens.createdBy,
	lastUsedDay: apiTokens.lastUsedDay,
};

export function createApiTokenStore(db: Database): ApiTokenStore {
	return {
		async create(token, change) {
			await transition(db, {
				update: db.insert(apiTokens).values({
					...token,
					createdAt: change.now,
					createdBy: change.actor,
				}),
				audit: {
					at: change.now,
					actor: change.actor,
					action: "api_token.created",
					subject: `api_token:${token.id}`,
					version: 1,
					correlationId: change.correlationId,
					details: { scopes: token.scopes, expiresAt: token.expiresAt },
				},
			});
		},

		async revoke(id, change) {
			const outcome = await transition(db, {
				update: db
					.update(apiTokens)
					.set({ revokedAt: change.now })
					.where(and(eq(apiTokens.id, id), isNull(apiTokens.revokedAt))),
				audit: {
					at: change.now,
					actor: change.actor,
					action: "api_token.revoked",
					subject: `api_token:${id}`,
					version: 2,
					correlationId: change.correlationId,
				},
			});
			return outcome === "done" || (await db.$count(apiTokens, eq(apiTokens.id, id))) === 1;
		},

		async noteUse(id, day) {
			await db.update(apiTokens).set({ lastUsedDay: day }).where(eq(apiTokens.id, id));
		},
	};
}

export async function findApiToken(db: Database, hash: string): Promise<ApiToken | undefined> {
	const rows = await db.select(COLUMNS).from(apiTokens).where(eq(apiTokens.hash, hash));
	return rows[0];
}

export async function listApiTokens(db: Database, page: PageRequest): Promise<ApiToken[]> {
	return db
		.select(COLUMNS)
		.from(apiTokens)
		.where(page.cursor === undefined ? undefined : lt(apiTokens.id, page.cursor))
		.orderBy(desc(apiTokens.id))
		.limit(page.limit + 1);
}
