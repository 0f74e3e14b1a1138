import { type AccountState, SECRETS } from "./account-state.ts";
import { findLosses, listPending, type Migration } from "./migration-losses.ts";
import { type GivenSecrets, refusalOfSecret } from "./new-secrets.ts";
import { type DeploySettings, listDevelopmentVars } from "./settings.ts";

export type Refusal = { code: string; message: string; remedy: string };

export type Wish = {
	settings: DeploySettings;
	migrations: readonly Migration[];
	given: GivenSecrets;
	/** A key ring may be made although the database holds what the lost one sealed. */
	isNewRingWanted: boolean;
};

const JURISDICTIONS = ["", "eu", "us", "fedramp"];

/** Everything that speaks against this deployment, all at once. */
export function findRefusals(wish: Wish, state: AccountState): Refusal[] {
	return [
		...ofSettings(wish.settings),
		...ofSecrets(wish, state),
		...ofMigrations(wish.migrations, state),
		...ofChanges(wish.settings, state),
	];
}

function ofSettings({
	environment,
	publicUrl,
	jurisdiction,
	vars,
	name,
}: DeploySettings): Refusal[] {
	const file = `.deploy/${environment}.env`;
	const found: Refusal[] = [];
	const url = URL.parse(publicUrl);
	if (publicUrl !== "" && (url?.protocol !== "https:" || url.pathname !== "/" || url.search)) {
		found.push({
			code: "config.public_url",
			message: `PUBLIC_URL is ${publicUrl}, which is no https address without a path.`,
			remedy: `Set it in ${file}, such as https://fedex.example.com, or leave it empty for the address at workers.dev.`,
		});
	}
	if (!JURISDICTIONS.includes(jurisdiction)) {
		found.push({
			code: "config.jurisdiction",
			message: `JURISDICTION is "${jurisdiction}", and Cloudflare knows eu, us and fedramp.`,
			remedy: `Set one of them in ${file}, or nothing for anywhere.`,
		});
	}
	const development = listDevelopmentVars(vars);
	if (development.length > 0) {
		found.push({
			code: "config.development_origin",
			message: `${development.join(", ")} point this Worker at simulators, or at a clock that can be turned.`,
			remedy: `Leave them empty in wrangler.toml and ${file}.`,
		});
	}
	if ((vars["ACCESS_AUD"] ?? "") !== "" && (vars["ACCESS_TEAM_DOMAIN"] ?? "") === "") {
		found.push({
			code: "config.access_team",
			message: "ACCESS_AUD is set and ACCESS_TEAM_DOMAIN is not, so nobody could enter.",
			remedy: `Set both in ${file}, or neither.`,
		});
	}
	if (!/^[a-z0-9][a-z0-9-]{0,53}$/.test(name)) {
		found.push({
			code: "config.name",
			message: `${name} can't be a Worker's name.`,
			remedy: "Small letters, digits and dashes, at most 54, so that its queues' names fit too.",
		});
	}
	return found;
}

function ofSecrets({ given, isNewRingWanted, settings }: Wish, state: AccountState): Refusal[] {
	const bad = SECRETS.flatMap((name) => {
		const value = given[name];
		const message = value ? refusalOfSecret(name, value) : undefined;
		return message === undefined
			? []
			: [
					{
						code: "secrets.sample",
						message,
						remedy: "Leave it out of the file: a random one is made.",
					},
				];
	});
	const isLost = state.secrets.ENCRYPTION_KEYS === "missing" && state.sealedRows > 0;
	if (!isLost || isNewRingWanted || given["ENCRYPTION_KEYS"]) {
		return bad;
	}
	return [
		...bad,
		{
			code: "secrets.lost",
			message: `The database ${settings.database.name} holds ${state.sealedRows} connections and accounts whose secrets are sealed, and the Worker has no ENCRYPTION_KEYS to open them.`,
			remedy:
				"Give the old ones: --secrets <file>. If they are gone, --new-keys makes others, and every connection and FedEx account is to be made again.",
		},
	];
}

function ofMigrations(migrations: readonly Migration[], state: AccountState): Refusal[] {
	const names = new Set(migrations.map(({ name }) => name));
	const ahead = (state.appliedMigrations ?? []).filter((name) => !names.has(name));
	if (ahead.length > 0) {
		return [
			{
				code: "migrations.ahead",
				message: `The database has migrations that this checkout does not know: ${ahead.join(", ")}.`,
				remedy:
					"This checkout is older than what is deployed. Take the newer one, or go back with npx wrangler rollback.",
			},
		];
	}
	return listPending(migrations, state.appliedMigrations).flatMap(({ name, sql }) =>
		findLosses(sql).map(({ statement, why }) => ({
			code: "migrations.lossy",
			message: `migrations/${name} ${why}: ${statement}`,
			remedy: "Add columns and tables now, and give up old ones in a later release.",
		})),
	);
}

function ofChanges(settings: DeploySettings, { deployed, database }: AccountState): Refusal[] {
	const found: Refusal[] = [];
	const before = deployed?.vars["JURISDICTION"] ?? database.jurisdiction;
	if (before !== null && before !== settings.jurisdiction) {
		found.push({
			code: "config.jurisdiction_changed",
			message: `JURISDICTION is "${settings.jurisdiction}", and ${settings.name} was made with "${before}". Durable Objects of another jurisdiction are others: every Exact grant, call budget and print job would be out of reach.`,
			remedy: `Set JURISDICTION=${before} in .deploy/${settings.environment}.env. To move, deploy another environment and connect it anew.`,
		});
	}
	const used = deployed?.databaseId ?? null;
	if (used !== null && used !== database.id) {
		found.push({
			code: "config.database_changed",
			message: `${settings.name} uses the database ${used}, and the one named ${settings.database.name} is ${database.id ?? "not there"}. With another database every order would be shipped again.`,
			remedy: "Give the name back to the database that is in use, or set its id in wrangler.toml.",
		});
	}
	return found;
}
