import { type AccountState, type Presence, SECRETS } from "./account-state.ts";
import type { Wish } from "./find-refusals.ts";
import { listPending } from "./migration-losses.ts";
import { deployFiles, inJurisdiction } from "./settings.ts";

/** What is done with a step's command, or without one where this tool does it itself. */
export type Act =
	| "check"
	| "build"
	| "create"
	| "find-database"
	| "keep-bookmark"
	| "migrate"
	| "make-secrets"
	| "deploy"
	| "note-address"
	| "ask-health";

export type Step = {
	act: Act;
	title: string;
	/** Of wrangler. */
	args: readonly string[] | null;
	/** What it depends on, where the account was not looked at. */
	onlyIf: string | null;
};

/**
 * What is done, in its order: first what changes nothing and may fail, then what is missing, then the bookmark before
 * the migrations, and the Worker last. Each step may be the last one that a run reached: the next run looks again.
 */
export function planDeployment(wish: Wish, state: AccountState): Step[] {
	const { settings } = wish;
	const files = deployFiles(settings.environment);
	const config = ["--config", files.config];
	const pending = listPending(wish.migrations, state.appliedMigrations);
	const deploy = (title: string, more: readonly string[] = [], onlyIf: string | null = null) =>
		step("deploy", title, ["deploy", ...config, ...more], onlyIf);
	return [
		step("check", `no migration loses rows (${wish.migrations.length} files)`, null),
		step("build", "the Worker builds", ["deploy", ...config, "--dry-run"]),
		...createMissing(wish, state),
		...migrate(wish, state, pending, config),
		...deployWithSecrets(wish, state, deploy),
		...(settings.publicUrl === ""
			? [
					step("note-address", "keep the address that Cloudflare gave as PUBLIC_URL", null),
					deploy("deploy again, with PUBLIC_URL"),
				]
			: []),
		step("ask-health", "ask the Worker whether it reaches its database: GET /health", null),
	];
}

function createMissing({ settings }: Wish, state: AccountState): Step[] {
	const { database, bucket, queues } = settings;
	const where = inJurisdiction(settings);
	const hint =
		where.length === 0 && settings.location !== "" ? ["--location", settings.location] : where;
	return [
		...unlessThere(
			state.database.presence,
			step("create", "make the database", ["d1", "create", database.name, ...hint]),
			step("find-database", "learn its id", ["d1", "list", "--json"]),
		),
		...unlessThere(
			state.bucket,
			step("create", "make the bucket", ["r2", "bucket", "create", bucket, ...where]),
		),
		...queues.flatMap((name) =>
			unlessThere(
				state.queues[name] ?? "unknown",
				step("create", "make a queue", ["queues", "create", name, ...where]),
			),
		),
	];
}

function migrate(
	{ migrations }: Wish,
	state: AccountState,
	pending: readonly { name: string }[],
	config: readonly string[],
): Step[] {
	const isKnown = state.database.presence !== "unknown";
	if (isKnown && pending.length === 0) {
		return [];
	}
	const { presence } = state.database;
	return [
		...(presence === "missing"
			? []
			: [
					step(
						"keep-bookmark",
						"keep the point in time before the migrations",
						["d1", "time-travel", "info", "DB", ...config, "--json"],
						isKnown ? null : "the database is there already and lacks migrations",
					),
				]),
		step(
			"migrate",
			`apply ${isKnown ? pending.length : `up to ${migrations.length}`} migrations`,
			["d1", "migrations", "apply", "DB", ...config, "--remote"],
			isKnown ? null : "the database lacks some",
		),
	];
}

function deployWithSecrets(
	{ settings }: Wish,
	state: AccountState,
	deploy: (title: string, more?: readonly string[], onlyIf?: string | null) => Step,
): Step[] {
	const missing = SECRETS.filter((name) => state.secrets[name] !== "there");
	if (missing.length === 0) {
		return [deploy("deploy; its secrets stay as they are")];
	}
	const { secrets } = deployFiles(settings.environment);
	const onlyIf = missing.some((name) => state.secrets[name] === "unknown")
		? "the Worker lacks one of them; what is there is never overwritten"
		: null;
	return [
		step("make-secrets", `make ${missing.join(" and ")}`, null, onlyIf),
		deploy(
			"deploy, with the new secrets",
			["--secrets-file", secrets],
			onlyIf && "as above, else without the secrets",
		),
	];
}

function unlessThere(presence: Presence, ...steps: Step[]): Step[] {
	if (presence === "there") {
		return [];
	}
	return steps.map((made) => ({
		...made,
		onlyIf: presence === "unknown" ? "there is none" : null,
	}));
}

function step(
	act: Act,
	title: string,
	args: readonly string[] | null,
	onlyIf: string | null = null,
): Step {
	return { act, title, args, onlyIf };
}
