import { parseEnv } from "node:util";

import { unknownAccount } from "./account-state.ts";
import { carryOut, type CarryOutDeps, type Notes } from "./carry-out.ts";
import { findRefusals, type Wish } from "./find-refusals.ts";
import { generateConfig } from "./generated-config.ts";
import type { Migration } from "./migration-losses.ts";
import type { GivenSecrets } from "./new-secrets.ts";
import { planDeployment } from "./plan-deployment.ts";
import { findAccount, readAccount } from "./read-account.ts";
import { DeployError, type Run } from "./run.ts";
import { sayDone, sayHead, sayPlan, sayReads, sayRefusals } from "./say-plan.ts";
import {
	carryOver,
	deployFiles,
	type DeploySettings,
	type RawConfig,
	readSettings,
} from "./settings.ts";

export type DeployWish = {
	environment: string;
	isDryRun: boolean;
	/** Asks Cloudflare nothing, which only a dry run can do. */
	isOffline: boolean;
	secretsFile: string | undefined;
	isNewRingWanted: boolean;
};

/** The machine that it runs on. */
export type DeployDeps = {
	run: Run;
	say(line: string): void;
	now(): number;
	readRawConfig(): RawConfig;
	listMigrations(): Migration[];
	/** Undefined where there is no such file. */
	read(path: string): string | undefined;
	write(path: string, text: string): void;
	remove(path: string): void;
	askHealth(url: string): Promise<{ status: number; body: string }>;
	accountId: string | undefined;
	/** Its output is kept in a build's log. */
	isLogged: boolean;
};

/** False where something speaks against it. */
export async function deploy(wanted: DeployWish, deps: DeployDeps): Promise<boolean> {
	const { environment, isDryRun } = wanted;
	requireEnvironmentName(environment);
	const raw = deps.readRawConfig();
	const ownPath = `.deploy/${environment}.env`;
	const ownFile = deps.read(ownPath) ?? "";
	const notes = readNotes(environment, deps);
	const settings = readSettings(raw, environment, ownFile);
	const accountId = notes.accountId ?? parseEnv(ownFile)["CLOUDFLARE_ACCOUNT_ID"] ?? deps.accountId;
	const account = wanted.isOffline && isDryRun ? undefined : await findAccount(deps.run, accountId);
	if (account === undefined && !isDryRun) {
		throw new DeployError(
			"Nobody is logged in to Cloudflare.",
			"Run npx wrangler login, or set CLOUDFLARE_API_TOKEN.",
		);
	}
	const run: Run = (args) =>
		deps.run(args, account === undefined ? {} : { CLOUDFLARE_ACCOUNT_ID: account.id });
	const { config } = deployFiles(environment);
	const writeConfig = (wished: DeploySettings, databaseId: string | null) =>
		deps.write(config, `${JSON.stringify(generateConfig(raw, wished, databaseId), null, "\t")}\n`);
	const state =
		account === undefined
			? unknownAccount(settings.queues)
			: await readAccount(settings, account, {
					run,
					useDatabase: async (id) => {
						writeConfig(settings, id);
						return ["--config", config];
					},
				});
	const { settings: carried, kept } = carryOver(settings, state.deployed?.vars ?? {});
	const wish: Wish = {
		settings: carried,
		migrations: deps.listMigrations(),
		given: readSecretsFile(wanted.secretsFile, deps),
		isNewRingWanted: wanted.isNewRingWanted,
	};
	deps.say(sayHead(wish, state, kept));
	const refusals = findRefusals(wish, state);
	if (refusals.length > 0) {
		deps.say(`\nNot deployed, nothing was changed:\n${sayRefusals(refusals)}`);
		return false;
	}
	const steps = planDeployment(wish, state);
	if (isDryRun) {
		deps.say(`\nWhat is looked at first:\n${sayReads(carried)}`);
		deps.say(
			`\nWhat would be done then, in this order:\n${sayPlan(steps)}\n\nNothing was changed.`,
		);
		return true;
	}
	keepNotes(environment, { ...notes, accountId: account?.id ?? "" }, deps);
	const done = await carryOut(steps, wish, state, {
		...carryOutDeps(wanted, ownPath, deps),
		run,
		writeConfig,
	});
	deps.say(sayDone(done.publicUrl, done.adminToken, deps.isLogged));
	return true;
}

function carryOutDeps(
	{ environment }: DeployWish,
	ownPath: string,
	deps: DeployDeps,
): Omit<CarryOutDeps, "run" | "writeConfig"> {
	return {
		say: deps.say,
		now: deps.now,
		askHealth: deps.askHealth,
		writeSecrets: (path, secrets) => deps.write(path, JSON.stringify(secrets)),
		removeSecrets: deps.remove,
		keepAddress: (publicUrl) => {
			const before = (deps.read(ownPath) ?? "").replace(/^PUBLIC_URL=.*\n?/m, "").trimEnd();
			deps.write(ownPath, `${before}${before === "" ? "" : "\n"}PUBLIC_URL=${publicUrl}\n`);
		},
		keepBookmark: (bookmark) => {
			const notes = readNotes(environment, deps);
			keepNotes(environment, { ...notes, bookmarks: [...(notes.bookmarks ?? []), bookmark] }, deps);
		},
	};
}

function notesPath(environment: string): string {
	return `.deploy/${environment}.json`;
}

export function readNotes(environment: string, deps: Pick<DeployDeps, "read">): Notes {
	return JSON.parse(deps.read(notesPath(environment)) ?? "{}") as Notes;
}

function keepNotes(environment: string, notes: Notes, deps: Pick<DeployDeps, "write">): void {
	deps.write(notesPath(environment), `${JSON.stringify(notes, null, "\t")}\n`);
}

/** As JSON, or in the form of `.env`. */
function readSecretsFile(path: string | undefined, deps: DeployDeps): GivenSecrets {
	if (path === undefined) {
		return {};
	}
	const text = deps.read(path);
	if (text === undefined) {
		throw new DeployError(`There is no file ${path}.`, "Name a file with the secrets, or none.");
	}
	return text.trimStart().startsWith("{") ? (JSON.parse(text) as GivenSecrets) : parseEnv(text);
}

function requireEnvironmentName(environment: string): void {
	if (!/^[a-z][a-z0-9-]{0,19}$/.test(environment)) {
		throw new DeployError(
			`"${environment}" can't be an environment's name.`,
			"Small letters, digits and dashes: --env staging.",
		);
	}
}
