import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { getPlatformProxy, unstable_readConfig } from "wrangler";

/** Where the database and the bucket are: on this machine below a folder, or in the account that wrangler is logged in to. */
export type Place = { kind: "local"; layout: string } | { kind: "remote" };

export type Storage = {
	place: Place;
	databaseName: string;
	DB: D1Database;
	DOCUMENTS: R2Bucket;
	close(): Promise<void>;
};

/**
 * The database and the bucket of wrangler.toml and nothing else: no Durable Object can be reached from here, so nothing
 * of what they hold can get into a backup.
 */
export async function openStorage(place: Place): Promise<Storage> {
	const folder = mkdtempSync(join(tmpdir(), "backup-"));
	const configPath = join(folder, "wrangler.json");
	const { databaseName, config } = storageConfig(place.kind === "remote");
	writeFileSync(configPath, JSON.stringify(config));
	const proxy = await getPlatformProxy<{ DB: D1Database; DOCUMENTS: R2Bucket }>({
		configPath,
		persist: place.kind === "local" ? { path: place.layout } : false,
		remoteBindings: place.kind === "remote",
	});
	return {
		place,
		databaseName,
		...proxy.env,
		async close() {
			await proxy.dispose();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** What of wrangler.toml names the database and the bucket, to be used here or where they are. */
export function storageConfig(isRemote: boolean) {
	const { name, compatibility_date, d1_databases, r2_buckets } = unstable_readConfig({
		config: "wrangler.toml",
	});
	const database = d1_databases.find((each: { binding: string }) => each.binding === "DB");
	const bucket = r2_buckets.find((each: { binding: string }) => each.binding === "DOCUMENTS");
	if (database?.database_name === undefined || bucket === undefined) {
		throw new Error("wrangler.toml names no database DB or no bucket DOCUMENTS");
	}
	const remote = isRemote ? { remote: true } : {};
	return {
		databaseName: database.database_name,
		config: {
			name,
			compatibility_date,
			d1_databases: [{ ...database, ...remote }],
			r2_buckets: [{ ...bucket, ...remote }],
		},
	};
}
