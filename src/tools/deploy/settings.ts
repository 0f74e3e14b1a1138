import { parseEnv } from "node:util";

import { isLoopback } from "../../lib/clock.ts";

/** What is to stand where: one Worker with its resources, which all carry its name. */
export type DeploySettings = {
	environment: string;
	/** The Worker's name. */
	name: string;
	/** Where Durable Objects, database, bucket and queues are made; empty for anywhere. */
	jurisdiction: string;
	/** A hint where the database lives; Cloudflare takes it only without a jurisdiction. */
	location: string;
	/** Empty until the first deploy said it. */
	publicUrl: string;
	vars: Readonly<Record<string, string>>;
	/** Those that this environment's own file speaks of, be it to leave them empty. */
	ownVars: readonly string[];
	database: { name: string; id: string | null };
	bucket: string;
	queues: readonly string[];
};

/** As much of `wrangler.toml` as is looked at; the rest is handed on as it stands. */
export type RawConfig = {
	name?: string;
	main?: string;
	vars?: Record<string, unknown>;
	d1_databases?: {
		binding?: string;
		database_name?: string;
		database_id?: string;
		migrations_dir?: string;
	}[];
	r2_buckets?: { binding?: string; bucket_name?: string; jurisdiction?: string }[];
	queues?: {
		producers?: { binding?: string; queue?: string }[];
		consumers?: { queue?: string; dead_letter_queue?: string }[];
	};
	assets?: { directory?: string };
	[key: string]: unknown;
};

export const PRODUCTION = "production";

/** What only this tool reads; everything else in the file is a variable of the Worker. */
const NOT_FOR_THE_WORKER = ["D1_LOCATION", "CLOUDFLARE_ACCOUNT_ID"];

/**
 * `wrangler.toml` says how the Worker is built, and `.deploy/<environment>.env` what is this company's own, so that a
 * checkout stays as it was released and can be updated. Production has the names of `wrangler.toml`.
 */
export function readSettings(raw: RawConfig, environment: string, ownFile: string): DeploySettings {
	const rename = renamer(raw, environment);
	const own = parseEnv(ownFile) as Record<string, string>;
	const given = Object.entries(raw.vars ?? {}).map(([name, value]) => [name, String(value)]);
	const renamed = given.map(([name = "", value = ""]) => [
		name,
		name === "R2_BUCKET" ? rename(value) : value,
	]);
	const vars: Record<string, string> = {
		...Object.fromEntries(renamed),
		// One Worker's address is never another's.
		...(environment === PRODUCTION ? {} : { PUBLIC_URL: "" }),
		...Object.fromEntries(
			Object.entries(own).filter(([name]) => !NOT_FOR_THE_WORKER.includes(name)),
		),
	};
	const publicUrl = (vars["PUBLIC_URL"] ?? "").replace(/\/+$/, "");
	const database = raw.d1_databases?.[0];
	return {
		environment,
		name: rename(raw.name ?? ""),
		jurisdiction: vars["JURISDICTION"] ?? "",
		location: own["D1_LOCATION"] ?? "",
		publicUrl,
		vars: { ...vars, PUBLIC_URL: publicUrl },
		ownVars: Object.keys(own),
		database: {
			name: rename(database?.database_name ?? raw.name ?? ""),
			id: environment === PRODUCTION ? (database?.database_id ?? null) : null,
		},
		bucket: rename(raw.r2_buckets?.[0]?.bucket_name ?? ""),
		queues: queuesOf(raw).map(rename),
	};
}

/**
 * What the Worker in use has and nobody speaks of here stays as it is, so that a deployment from another checkout,
 * which lacks this environment's own file, does not take Cloudflare Access or the address away.
 */
export function carryOver(
	settings: DeploySettings,
	deployed: Readonly<Record<string, string>>,
): { settings: DeploySettings; kept: string[] } {
	const kept = Object.keys(deployed).filter(
		(name) =>
			deployed[name] !== "" &&
			(settings.vars[name] ?? "") === "" &&
			!settings.ownVars.includes(name) &&
			name !== "JURISDICTION",
	);
	const vars = {
		...settings.vars,
		...Object.fromEntries(kept.map((name) => [name, deployed[name] ?? ""])),
	};
	return { settings: { ...settings, vars, publicUrl: vars["PUBLIC_URL"] ?? "" }, kept };
}

/** Every name in an account is its environment's own: `exact-fedex-connector-poll`, `exact-fedex-connector-staging-poll`. */
export function renamer(raw: RawConfig, environment: string): (name: string) => string {
	const base = raw.name ?? "";
	if (environment === PRODUCTION) {
		return (name) => name;
	}
	const renamed = `${base}-${environment}`;
	return (name) =>
		name.startsWith(base) ? renamed + name.slice(base.length) : `${name}-${environment}`;
}

/** The dead-letter queue first: the others name it. */
function queuesOf(raw: RawConfig): string[] {
	const consumers = raw.queues?.consumers ?? [];
	const producers = raw.queues?.producers ?? [];
	const names = [
		...consumers.map((consumer) => consumer.dead_letter_queue),
		...producers.map((producer) => producer.queue),
		...consumers.map((consumer) => consumer.queue),
	];
	return [...new Set(names.filter((name) => name !== undefined))];
}

/** Addresses of a machine of one's own, or a clock that somebody may turn: for development only. */
export function listDevelopmentVars(vars: DeploySettings["vars"]): string[] {
	return Object.entries(vars)
		.filter(([name, value]) => name.endsWith("_ORIGIN") && value !== "")
		.filter(([name, value]) => {
			const url = URL.parse(value.replaceAll("{region}", "nl"));
			return name === "CLOCK_ORIGIN" || url === null || isLoopback(url.hostname);
		})
		.map(([name]) => name);
}

/** Where the tool writes; git sees none of it. */
export type DeployFiles = { config: string; secrets: string };

export function deployFiles(environment: string): DeployFiles {
	return {
		config: `.deploy/${environment}.wrangler.json`,
		secrets: `.deploy/${environment}.secrets.json`,
	};
}

export function inJurisdiction({ jurisdiction }: DeploySettings): string[] {
	return jurisdiction === "" ? [] : ["--jurisdiction", jurisdiction];
}
