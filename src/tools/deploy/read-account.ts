import {
	type AccountState,
	type Presence,
	type SecretName,
	SECRETS,
	unknownAccount,
} from "./account-state.ts";
import { DeployError, outputOf, parseJson, type Ran, requireDone, type Run } from "./run.ts";
import { deployFiles, type DeploySettings, inJurisdiction } from "./settings.ts";

/** The commands that look at the account, each as it is run; the last two ask the database, where there is one. */
const READS = {
	whoami: () => ["whoami", "--json"],
	status: ({ name }: DeploySettings) => ["deployments", "status", "--name", name, "--json"],
	version: ({ name }: DeploySettings, id: string) => [
		"versions",
		"view",
		id,
		"--name",
		name,
		"--json",
	],
	databases: () => ["d1", "list", "--json"],
	secrets: ({ name }: DeploySettings) => ["secret", "list", "--name", name, "--format", "json"],
	queue: (name: string) => ["queues", "info", name],
	bucket: (settings: DeploySettings) => [
		"r2",
		"bucket",
		"info",
		settings.bucket,
		...inJurisdiction(settings),
		"--json",
	],
	rows: (config: readonly string[], command: string) => [
		"d1",
		"execute",
		"DB",
		...config,
		"--remote",
		"--json",
		"--command",
		command,
	],
};

const APPLIED = "select name from d1_migrations order by id";
const SEALED =
	"select (select count(*) from connections) + (select count(*) from fedex_accounts) as count";

export function listReads(settings: DeploySettings): string[][] {
	const config = ["--config", deployFiles(settings.environment).config];
	return [
		READS.whoami(),
		READS.status(settings),
		READS.version(settings, "<the version in use>"),
		READS.databases(),
		READS.secrets(settings),
		...settings.queues.map(READS.queue),
		READS.bucket(settings),
		READS.rows(config, `"${APPLIED}"`),
		READS.rows(config, `"${SEALED}"`),
	];
}

const ASK_AGAIN = "Check the login (npx wrangler whoami) and its rights, then run it again.";

type Account = { id: string; name: string };

/** Undefined where nobody is logged in. @throws DeployError where it can't be told which account is meant. */
export async function findAccount(
	run: Run,
	wanted: string | undefined,
): Promise<Account | undefined> {
	const args = READS.whoami();
	const ran = await run(args);
	if (ran.code !== 0) {
		return undefined;
	}
	const { accounts = [] } = parseJson<{ accounts?: Account[] }>(args, ran);
	const found = accounts.find(({ id }) => id === wanted);
	if (found !== undefined) {
		return found;
	}
	if (wanted !== undefined) {
		throw new DeployError(
			`The login does not reach the account ${wanted}, which this environment belongs to.`,
			"Log in as somebody who may (npx wrangler login). Another account would be a second deployment, and two would ship the same orders.",
		);
	}
	const [only, ...more] = accounts;
	if (only === undefined || more.length > 0) {
		const list = accounts.map(({ id, name }) => `${name} (${id})`).join(", ");
		throw new DeployError(
			`The login reaches ${accounts.length} accounts: ${list}.`,
			"Say which: CLOUDFLARE_ACCOUNT_ID=<id> in .deploy/<environment>.env, or in the environment.",
		);
	}
	return only;
}

/** Looks at everything that the deployment may have to make; changes nothing. */
export async function readAccount(
	settings: DeploySettings,
	account: Account,
	deps: { run: Run; useDatabase: (id: string) => Promise<readonly string[]> },
): Promise<AccountState> {
	const { run } = deps;
	const state: AccountState = { ...unknownAccount(settings.queues), account };
	const deployed = await readDeployed(run, settings);
	const database = await findDatabase(run, settings);
	const secrets = await readSecrets(run, settings);
	const queues: Record<string, Presence> = {};
	for (const name of settings.queues) {
		queues[name] = await isThere(run, READS.queue(name), /does not exist/i);
	}
	const inDatabase =
		database === undefined
			? { applied: [], sealedRows: 0 }
			: await readDatabase(run, await deps.useDatabase(database.uuid));
	return {
		...state,
		worker: deployed === "missing" ? "missing" : "there",
		deployed: deployed === "missing" ? null : deployed,
		database: {
			presence: database === undefined ? "missing" : "there",
			id: database?.uuid ?? null,
			jurisdiction: database?.jurisdiction ?? null,
		},
		bucket: await isThere(run, READS.bucket(settings), /\[code: 10006\]|bucket does not exist/i),
		queues,
		secrets,
		sealedRows: inDatabase.sealedRows,
		appliedMigrations: inDatabase.applied,
	};
}

type Listed = { uuid: string; name: string; jurisdiction?: string | null };

export async function findDatabase(
	run: Run,
	{ database }: DeploySettings,
): Promise<Listed | undefined> {
	const args = READS.databases();
	const listed = parseJson<Listed[]>(args, requireDone(args, await run(args), ASK_AGAIN));
	return listed.find(({ uuid, name }) =>
		database.id === null ? name === database.name : uuid === database.id,
	);
}

type Version = {
	resources?: { bindings?: { type: string; name: string; text?: string; id?: string }[] };
};

async function readDeployed(run: Run, settings: DeploySettings) {
	const args = READS.status(settings);
	const ran = await run(args);
	if (ran.code !== 0 && isMissing(ran, /\[code: 10007\]|has no deployments|does not exist/i)) {
		return "missing";
	}
	const status = parseJson<{ versions: { version_id: string }[] }>(
		args,
		requireDone(args, ran, ASK_AGAIN),
	);
	const versionId = status.versions[0]?.version_id ?? "";
	const view = READS.version(settings, versionId);
	const version = parseJson<Version>(view, requireDone(view, await run(view), ASK_AGAIN));
	const bindings = version.resources?.bindings ?? [];
	const vars = bindings.filter(({ type }) => type === "plain_text");
	return {
		versionId,
		vars: Object.fromEntries(vars.map((binding) => [binding.name, binding.text ?? ""])),
		databaseId: bindings.find(({ type, name: of }) => type === "d1" && of === "DB")?.id ?? null,
	};
}

/** Also of a Worker that was never deployed: secrets may have been put there first. */
async function readSecrets(run: Run, settings: DeploySettings) {
	const args = READS.secrets(settings);
	const ran = await run(args);
	const listed =
		ran.code !== 0 && isMissing(ran, /\[code: 10007\]|Worker "[^"]*" not found/i)
			? []
			: parseJson<{ name: string }[]>(args, requireDone(args, ran, ASK_AGAIN));
	const presence = (secret: SecretName): Presence =>
		listed.some((entry) => entry.name === secret) ? "there" : "missing";
	return Object.fromEntries(SECRETS.map((secret) => [secret, presence(secret)])) as Record<
		SecretName,
		Presence
	>;
}

/** `config` points wrangler at the database. */
async function readDatabase(run: Run, config: readonly string[]) {
	const ask = async <Row>(command: string): Promise<Row[]> => {
		const args = READS.rows(config, command);
		const ran = await run(args);
		// A database that was made, and nothing more: the run before this one ended there.
		if (ran.code !== 0 && isMissing(ran, /no such table/i)) {
			return [];
		}
		const answer = parseJson<{ results: Row[] }[]>(args, requireDone(args, ran, ASK_AGAIN));
		return answer[0]?.results ?? [];
	};
	const applied = await ask<{ name: string }>(APPLIED);
	const [sealed] = await ask<{ count: number }>(SEALED);
	return { applied: applied.map(({ name }) => name), sealedRows: sealed?.count ?? 0 };
}

async function isThere(run: Run, args: readonly string[], missing: RegExp): Promise<Presence> {
	const ran = await run(args);
	if (ran.code === 0) {
		return "there";
	}
	if (isMissing(ran, missing)) {
		return "missing";
	}
	requireDone(args, ran, ASK_AGAIN);
	return "unknown";
}

function isMissing(ran: Ran, pattern: RegExp): boolean {
	return pattern.test(outputOf(ran));
}
