import { type DeploySettings, type RawConfig, renamer } from "./settings.ts";

/**
 * The configuration that wrangler gets, made of `wrangler.toml` for one environment and written where git does not see
 * it. wrangler's own `[env.*]` inherit neither variables nor bindings, so each would repeat 150 lines that then drift
 * apart; and the database's id, which belongs to one account, would stand in the repository.
 */
export function generateConfig(
	raw: RawConfig,
	settings: DeploySettings,
	databaseId: string | null,
): RawConfig {
	const rename = renamer(raw, settings.environment);
	const { jurisdiction } = settings;
	const [database, ...databases] = raw.d1_databases ?? [];
	const [bucket, ...buckets] = raw.r2_buckets ?? [];
	const queue = (name: string | undefined) => (name === undefined ? undefined : rename(name));
	return defined({
		...raw,
		...addresses(raw, settings),
		name: settings.name,
		main: fromFolder(raw.main),
		vars: { ...settings.vars },
		assets: defined({ ...raw.assets, directory: fromFolder(raw.assets?.directory) }),
		d1_databases: [
			defined({
				...database,
				database_name: settings.database.name,
				database_id: databaseId ?? undefined,
				migrations_dir: fromFolder(database?.migrations_dir ?? "migrations"),
			}),
			...databases,
		],
		r2_buckets: [
			defined({
				...bucket,
				bucket_name: settings.bucket,
				jurisdiction: jurisdiction === "" ? bucket?.jurisdiction : jurisdiction,
			}),
			...buckets,
		],
		queues: {
			producers: (raw.queues?.producers ?? []).map((producer) =>
				defined({ ...producer, queue: queue(producer.queue) }),
			),
			consumers: (raw.queues?.consumers ?? []).map((consumer) =>
				defined({
					...consumer,
					queue: queue(consumer.queue),
					dead_letter_queue: queue(consumer.dead_letter_queue),
				}),
			),
		},
	}) as RawConfig;
}

/** A domain of one's own gets a Custom Domain, and then workers.dev would only be a second door. */
function addresses(raw: RawConfig, { publicUrl }: DeploySettings): Record<string, unknown> {
	const host = URL.parse(publicUrl)?.hostname;
	if (host === undefined || host.endsWith(".workers.dev") || "routes" in raw || "route" in raw) {
		return {};
	}
	return { workers_dev: false, routes: [{ pattern: host, custom_domain: true }] };
}

/** The file stands one folder below the root. */
function fromFolder(path: string | undefined): string | undefined {
	return path === undefined ? undefined : `../${path}`;
}

function defined<T extends object>(value: T): T {
	return Object.fromEntries(Object.entries(value).filter(([, given]) => given !== undefined)) as T;
}
