import { and, desc, eq, lt, sql } from "drizzle-orm";

import type { KeyRing } from "../lib/key-ring.ts";
import type {
	AccountSetupStore,
	FedexAccount,
	ProjectCredentials,
} from "../shipping/ports/fedex-accounts.ts";
import type { Database } from "./database.ts";
import type { PageRequest } from "./page.ts";
import { fedexAccounts } from "./schema.ts";
import { transition } from "./transition.ts";

type Project = "ship" | "track" | "freight";

const COLUMNS = {
	id: fedexAccounts.id,
	name: fedexAccounts.name,
	accountNumber: fedexAccounts.accountNumber,
	environment: fedexAccounts.environment,
	suspendedAt: fedexAccounts.suspendedAt,
	suspendedCode: fedexAccounts.suspendedCode,
	suspendedMessage: fedexAccounts.suspendedMessage,
	probeAt: fedexAccounts.probeAt,
	pausedAt: fedexAccounts.pausedAt,
	hasPush: sql<number>`push_token_sealed is not null`.mapWith(Boolean),
	pushHeardAt: fedexAccounts.pushHeardAt,
	version: fedexAccounts.version,
};

export function createAccountSetupStore(db: Database, keys: KeyRing): AccountSetupStore {
	return {
		async create(account, change) {
			const { ship, track, freight, ...known } = account;
			await transition(db, {
				update: db.insert(fedexAccounts).values({
					...known,
					shipCredentialsSealed: await seal(account.id, "ship", ship),
					trackCredentialsSealed: await seal(account.id, "track", track),
					freightCredentialsSealed:
						freight === undefined || freight === null
							? null
							: await seal(account.id, "freight", freight),
					createdAt: change.now,
					updatedAt: change.now,
				}),
				audit: {
					at: change.now,
					actor: change.actor,
					action: "fedex_account.created",
					subject: `fedex_account:${account.id}`,
					version: 1,
					correlationId: change.correlationId,
					details: { environment: account.environment },
				},
			});
		},

		find: (id) => findFedexAccount(db, id),

		async setPaused(account, isPaused, change) {
			return transition(db, {
				update: db
					.update(fedexAccounts)
					.set({
						pausedAt: isPaused ? change.now : null,
						version: sql`version + 1`,
						updatedAt: change.now,
					})
					.where(and(eq(fedexAccounts.id, account.id), eq(fedexAccounts.version, account.version))),
				audit: {
					at: change.now,
					actor: change.actor,
					action: isPaused ? "fedex_account.paused" : "fedex_account.resumed",
					subject: `fedex_account:${account.id}`,
					version: account.version + 1,
					correlationId: change.correlationId,
				},
			});
		},

		async setPushToken(account, token, change) {
			const sealed = token === null ? null : await keys.seal(token, pushTokenPlace(account.id));
			return transition(db, {
				update: db
					.update(fedexAccounts)
					.set({
						pushTokenSealed: sealed,
						pushHeardAt: null,
						version: sql`version + 1`,
						updatedAt: change.now,
					})
					.where(and(eq(fedexAccounts.id, account.id), eq(fedexAccounts.version, account.version))),
				audit: {
					at: change.now,
					actor: change.actor,
					action: token === null ? "fedex_account.push_ended" : "fedex_account.push_set",
					subject: `fedex_account:${account.id}`,
					version: account.version + 1,
					correlationId: change.correlationId,
				},
			});
		},

		async findPushToken(id) {
			const [row] = await db
				.select({ sealed: fedexAccounts.pushTokenSealed })
				.from(fedexAccounts)
				.where(eq(fedexAccounts.id, id));
			const sealed = row?.sealed ?? null;
			return sealed === null ? undefined : keys.open(sealed, pushTokenPlace(id));
		},

		async findCredentials(id) {
			const rows = await db
				.select({
					ship: fedexAccounts.shipCredentialsSealed,
					track: fedexAccounts.trackCredentialsSealed,
					freight: fedexAccounts.freightCredentialsSealed,
				})
				.from(fedexAccounts)
				.where(eq(fedexAccounts.id, id));
			const sealed = rows[0];
			return sealed === undefined
				? undefined
				: {
						ship: await open(id, "ship", sealed.ship),
						track: await open(id, "track", sealed.track),
						freight: sealed.freight === null ? null : await open(id, "freight", sealed.freight),
					};
		},
	};

	function seal(id: string, project: Project, credentials: ProjectCredentials) {
		return keys.seal(JSON.stringify(credentials), credentialsPlace(id, project));
	}

	async function open(id: string, project: Project, sealed: string) {
		return JSON.parse(await keys.open(sealed, credentialsPlace(id, project))) as ProjectCredentials;
	}
}

export async function findFedexAccount(
	db: Database,
	id: string,
): Promise<FedexAccount | undefined> {
	const rows = await db.select(COLUMNS).from(fedexAccounts).where(eq(fedexAccounts.id, id));
	return rows[0];
}

export async function listFedexAccounts(db: Database, page: PageRequest): Promise<FedexAccount[]> {
	return db
		.select(COLUMNS)
		.from(fedexAccounts)
		.where(page.cursor === undefined ? undefined : lt(fedexAccounts.id, page.cursor))
		.orderBy(desc(fedexAccounts.id))
		.limit(page.limit + 1);
}

export function credentialsPlace(id: string, project: Project): string {
	return `fedex-account:${id}:${project}`;
}

export function pushTokenPlace(id: string): string {
	return `fedex-push:${id}`;
}
