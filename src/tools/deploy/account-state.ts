/** What stands in the Cloudflare account already, as far as it is known. */

export type Presence = "there" | "missing" | "unknown";

export const SECRETS = ["ENCRYPTION_KEYS", "ADMIN_TOKEN"] as const;
export type SecretName = (typeof SECRETS)[number];

export type AccountState = {
	/** Null while nobody looked: without a login, or with `--offline`. */
	account: { id: string; name: string } | null;
	worker: Presence;
	/** What the version in use was deployed with. */
	deployed: {
		versionId: string;
		vars: Readonly<Record<string, string>>;
		databaseId: string | null;
	} | null;
	database: { presence: Presence; id: string | null; jurisdiction: string | null };
	bucket: Presence;
	queues: Readonly<Record<string, Presence>>;
	secrets: Readonly<Record<SecretName, Presence>>;
	/** Connections and accounts whose secrets are sealed with ENCRYPTION_KEYS. */
	sealedRows: number;
	/** By file name; null where that could not be asked. */
	appliedMigrations: readonly string[] | null;
};

/** The account nobody looked into: everything depends on what it holds. */
export function unknownAccount(queues: readonly string[]): AccountState {
	return {
		account: null,
		worker: "unknown",
		deployed: null,
		database: { presence: "unknown", id: null, jurisdiction: null },
		bucket: "unknown",
		queues: Object.fromEntries(queues.map((name) => [name, "unknown"])),
		secrets: { ENCRYPTION_KEYS: "unknown", ADMIN_TOKEN: "unknown" },
		sealedRows: 0,
		appliedMigrations: null,
	};
}
