import type { Ran, Run } from "../../../src/tools/deploy/run.ts";

type Database = { uuid: string; name: string; applied: string[]; sealedRows: number };

/** An account at Cloudflare as wrangler shows it, which records every command. */
export function fakeWrangler() {
	const commands: string[][] = [];
	const account = {
		accounts: [{ id: "acc-1", name: "A shipper" }],
		databases: [] as Database[],
		buckets: new Set<string>(),
		queues: new Set<string>(),
		secrets: {} as Record<string, string>,
		worker: null as null | { vars: Record<string, string>; databaseId: string; versionId: string },
		versions: 0,
		/** What answers a command that begins so, once each. */
		failures: [] as { on: string; says: string }[],
	};
	/** What the files that wrangler is pointed at hold. */
	const files = new Map<string, string>();

	const run: Run = async (args) => {
		commands.push([...args]);
		const said = args.join(" ");
		const at = account.failures.findIndex(({ on }) => said.startsWith(on));
		if (at >= 0) {
			return failed(account.failures.splice(at, 1)[0]?.says ?? "");
		}
		return answer(args);
	};

	function answer(args: readonly string[]): Ran {
		const [area = "", verb = "", third = ""] = args;
		switch (area) {
			case "whoami":
				return account.accounts.length === 0
					? failed('{"loggedIn":false}')
					: done({ loggedIn: true, accounts: account.accounts });
			case "deployments":
				return account.worker === null
					? failed("This Worker does not exist on your account. [code: 10007]")
					: done({ versions: [{ version_id: account.worker.versionId, percentage: 100 }] });
			case "versions":
				return done({ resources: { bindings: bindings() } });
			case "secret":
				return account.worker === null && Object.keys(account.secrets).length === 0
					? failed(`Worker "${args[3]}" not found.`)
					: done(Object.keys(account.secrets).map((name) => ({ name, type: "secret_text" })));
			case "d1":
				return d1(verb, third, args);
			case "r2":
				return existing(account.buckets, third, args[3] ?? "", "does not exist. [code: 10006]");
			case "queues":
				return existing(account.queues, verb, third, `Queue "${third}" does not exist.`);
			case "deploy":
				return args.includes("--dry-run") ? done("Total Upload: 2809 KiB") : deploy(args);
			default:
				return failed(`unknown command ${args.join(" ")}`);
		}
	}

	function d1(verb: string, name: string, args: readonly string[]): Ran {
		const database = account.databases[0];
		if (verb === "list") {
			return done(account.databases.map(({ uuid, name: called }) => ({ uuid, name: called })));
		}
		if (verb === "create") {
			if (account.databases.some((found) => found.name === name)) {
				return failed("A database with that name already exists [code: 7502]");
			}
			account.databases.push({ uuid: `db-of-${name}`, name, applied: [], sealedRows: 0 });
			return done("Created your new D1 database.");
		}
		if (database === undefined || configOf(args).d1_databases[0]?.database_id !== database.uuid) {
			return failed("no database_id in the configuration");
		}
		if (verb === "time-travel") {
			return done({ bookmark: "00000085-0000024c-bookmark" });
		}
		if (verb === "execute") {
			const command = args.at(-1) ?? "";
			if (database.applied.length === 0) {
				return failed("no such table: d1_migrations: SQLITE_ERROR");
			}
			const results = command.includes("d1_migrations")
				? database.applied.map((applied) => ({ name: applied }))
				: [{ count: database.sealedRows }];
			return done([{ results, success: true }]);
		}
		if (verb === "migrations") {
			database.applied = ["0000_first.sql", "0001_second.sql"];
			return done("applied");
		}
		return failed(`unknown command d1 ${verb}`);
	}

	function deploy(args: readonly string[]): Ran {
		const config = configOf(args);
		const at = args.indexOf("--secrets-file");
		if (at >= 0) {
			Object.assign(account.secrets, JSON.parse(files.get(args[at + 1] ?? "") ?? "{}"));
		}
		const lacking = ["ENCRYPTION_KEYS", "ADMIN_TOKEN"].filter((name) => !account.secrets[name]);
		if (lacking.length > 0) {
			return failed(`The following required secrets have not been set: ${lacking.join(", ")}`);
		}
		account.versions += 1;
		account.worker = {
			vars: config.vars,
			databaseId: config.d1_databases[0]?.database_id ?? "",
			versionId: `version-${account.versions}`,
		};
		return done(`Deployed ${config.name} triggers\n  https://${config.name}.shipper.workers.dev`);
	}

	function configOf(args: readonly string[]) {
		const text = files.get(args[args.indexOf("--config") + 1] ?? "") ?? "{}";
		return JSON.parse(text) as {
			name: string;
			vars: Record<string, string>;
			d1_databases: { database_id?: string }[];
		};
	}

	function bindings() {
		const { vars = {}, databaseId = "" } = account.worker ?? {};
		return [
			...Object.entries(vars).map(([name, text]) => ({ type: "plain_text", name, text })),
			{ type: "d1", name: "DB", id: databaseId },
		];
	}

	return {
		run,
		account,
		files,
		commands,
		/** Those that change something. */
		changes: () =>
			commands
				.map((args) => args.join(" "))
				.filter((said) => /^(\S+ )*(create|apply)\b|^deploy (?!.*--dry-run)/.test(said)),
	};
}

function existing(names: Set<string>, verb: string, name: string, missing: string): Ran {
	if (verb === "create") {
		names.add(name);
		return done("created");
	}
	return names.has(name) ? done("{}") : failed(missing);
}

function done(says: unknown): Ran {
	return { code: 0, stdout: typeof says === "string" ? says : JSON.stringify(says), stderr: "" };
}

function failed(says: string): Ran {
	return { code: 1, stdout: "", stderr: says };
}
