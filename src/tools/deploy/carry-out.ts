import { type AccountState, SECRETS } from "./account-state.ts";
import type { Wish } from "./find-refusals.ts";
import { makeSecrets } from "./new-secrets.ts";
import type { Step } from "./plan-deployment.ts";
import { findDatabase } from "./read-account.ts";
import { DeployError, outputOf, parseJson, requireDone, type Run } from "./run.ts";
import { deployFiles, type DeploySettings } from "./settings.ts";

/** What is kept beside the checkout, where git does not see it; all but the bookmarks can be found again. */
export type Notes = {
	accountId?: string;
	bookmarks?: { at: string; bookmark: string; versionId: string | null }[];
};

export type CarryOutDeps = {
	run: Run;
	say(line: string): void;
	now(): number;
	/** Writes wrangler's configuration for that database. */
	writeConfig(settings: DeploySettings, databaseId: string | null): void;
	writeSecrets(path: string, secrets: object): void;
	removeSecrets(path: string): void;
	keepAddress(publicUrl: string): void;
	keepBookmark(bookmark: { at: string; bookmark: string; versionId: string | null }): void;
	/** The status of GET /health, and what it answered. */
	askHealth(url: string): Promise<{ status: number; body: string }>;
};

export type Deployed = { publicUrl: string; adminToken: string | undefined };

const AGAIN = "Mend it and run the same command again: what was made is found and left alone.";

/** Does the steps in their order and stops at the first that fails. */
export async function carryOut(
	steps: readonly Step[],
	wish: Wish,
	state: AccountState,
	deps: CarryOutDeps,
): Promise<Deployed> {
	const files = deployFiles(wish.settings.environment);
	let { settings } = wish;
	let databaseId = state.database.id;
	let address = "";
	let secrets: ReturnType<typeof makeSecrets> = {};
	deps.writeConfig(settings, databaseId);
	for (const step of steps) {
		const command = step.args === null ? "" : `  wrangler ${step.args.join(" ")}`;
		deps.say(`- ${step.title}${command}`);
		const { args } = step;
		switch (step.act) {
			case "create":
				await create(args ?? [], deps.run);
				break;
			case "find-database":
				databaseId = (await findDatabase(deps.run, settings))?.uuid ?? null;
				if (databaseId === null) {
					throw new DeployError(`${settings.database.name} was made and is not listed.`, AGAIN);
				}
				deps.writeConfig(settings, databaseId);
				break;
			case "keep-bookmark":
				await keepBookmark(args ?? [], state, deps);
				break;
			case "migrate":
				requireDone(
					args ?? [],
					await deps.run(args ?? []),
					`D1 takes a migration that fails back as a whole, and the Worker in use is as it was. ${AGAIN}`,
				);
				break;
			case "make-secrets":
				secrets = makeSecrets(
					SECRETS.filter((name) => state.secrets[name] !== "there"),
					wish.given,
				);
				break;
			case "deploy":
				address = (await deploy(args ?? [], secrets, files.secrets, deps)) ?? address;
				break;
			case "note-address":
				if (address === "") {
					throw new DeployError(
						"Wrangler did not say which address the Worker has.",
						`Set PUBLIC_URL in .deploy/${settings.environment}.env and run it again.`,
					);
				}
				settings = {
					...settings,
					publicUrl: address,
					vars: { ...settings.vars, PUBLIC_URL: address },
				};
				deps.keepAddress(address);
				deps.writeConfig(settings, databaseId);
				break;
			case "ask-health":
				await requireHealth(settings, deps);
				break;
			case "build":
				requireDone(
					args ?? [],
					await deps.run(args ?? []),
					"Nothing was changed. Mend what it says.",
				);
				break;
			case "check":
		}
	}
	return { publicUrl: settings.publicUrl, adminToken: secrets.ADMIN_TOKEN };
}

/** Somebody may have made it since it was looked for. */
async function create(args: readonly string[], run: Run): Promise<void> {
	const ran = await run(args);
	if (
		ran.code !== 0 &&
		!/already (exists|taken|in use)|\[code: (10004|11009|7502)\]/i.test(outputOf(ran))
	) {
		requireDone(args, ran, AGAIN);
	}
}

async function keepBookmark(
	args: readonly string[],
	{ deployed }: AccountState,
	deps: CarryOutDeps,
): Promise<void> {
	const ran = requireDone(args, await deps.run(args), AGAIN);
	const { bookmark } = parseJson<{ bookmark: string }>(args, ran);
	const at = new Date(deps.now()).toISOString();
	deps.keepBookmark({ at, bookmark, versionId: deployed?.versionId ?? null });
	deps.say(`  bookmark ${bookmark}`);
}

/** The file with the secrets stands only while wrangler reads it. */
async function deploy(
	args: readonly string[],
	secrets: object,
	path: string,
	deps: CarryOutDeps,
): Promise<string | undefined> {
	const hasSecrets = args.includes("--secrets-file");
	if (hasSecrets) {
		deps.writeSecrets(path, secrets);
	}
	try {
		const ran = requireDone(args, await deps.run(args), AGAIN);
		return /https:\/\/[\w.-]+\.workers\.dev/.exec(outputOf(ran))?.[0];
	} finally {
		if (hasSecrets) {
			deps.removeSecrets(path);
		}
	}
}

const HEALTH_TRIES = 10;

async function requireHealth(
	{ name, publicUrl }: DeploySettings,
	deps: CarryOutDeps,
): Promise<void> {
	let said = "";
	for (let tried = 0; tried < HEALTH_TRIES; tried += 1) {
		const { status, body } = await deps.askHealth(`${publicUrl}/health`);
		if (status === 200) {
			return;
		}
		said = `${status} ${body.slice(0, 300)}`;
		// A secret that can't be used does not mend itself; a new address and its certificate take a moment.
		if (body.includes("secrets.")) {
			break;
		}
	}
	throw new DeployError(
		`The Worker is deployed and ${publicUrl}/health answers ${said}.`,
		`npx wrangler tail --name ${name} shows what it logs, npx wrangler rollback --name ${name} goes back to the version before.`,
	);
}
