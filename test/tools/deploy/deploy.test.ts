import { describe, expect, it } from "vitest";

import { deploy, type DeployDeps, type DeployWish } from "../../../src/tools/deploy/deploy.ts";
import type { RawConfig } from "../../../src/tools/deploy/settings.ts";
import { fakeWrangler } from "./fake-wrangler.ts";

const RAW: RawConfig = {
	name: "conn",
	main: "src/index.ts",
	vars: { PUBLIC_URL: "", JURISDICTION: "eu", ACCESS_AUD: "", R2_BUCKET: "conn-documents" },
	d1_databases: [{ binding: "DB", database_name: "conn", migrations_dir: "migrations" }],
	r2_buckets: [{ binding: "DOCUMENTS", bucket_name: "conn-documents" }],
	queues: {
		producers: [{ binding: "SHIP_QUEUE", queue: "conn-ship" }],
		consumers: [{ queue: "conn-ship", dead_letter_queue: "conn-dead-letters" }],
	},
	assets: { directory: "src/assets" },
};

function world() {
	const wrangler = fakeWrangler();
	const said: string[] = [];
	const { files } = wrangler;
	const deps: DeployDeps = {
		run: wrangler.run,
		say: (line) => said.push(line),
		now: () => Date.UTC(2026, 10, 24),
		readRawConfig: () => RAW,
		listMigrations: () => [
			{ name: "0000_first.sql", sql: "CREATE TABLE a (id text);" },
			{ name: "0001_second.sql", sql: "ALTER TABLE a ADD b text;" },
		],
		read: (path) => files.get(path),
		write: (path, text) => files.set(path, text),
		remove: (path) => files.delete(path),
		askHealth: async () => ({ status: 200, body: "" }),
		accountId: undefined,
		isLogged: false,
	};
	const start = (wish: Partial<DeployWish> = {}, other: Partial<DeployDeps> = {}) =>
		deploy(
			{
				environment: "production",
				isDryRun: false,
				isOffline: false,
				secretsFile: undefined,
				isNewRingWanted: false,
				...wish,
			},
			{ ...deps, ...other },
		);
	return { ...wrangler, files, start, text: () => said.join("\n") };
}

const FRESH = [
	"d1 create conn --jurisdiction eu",
	"r2 bucket create conn-documents --jurisdiction eu",
	"queues create conn-dead-letters --jurisdiction eu",
	"queues create conn-ship --jurisdiction eu",
	"d1 migrations apply DB --config .deploy/production.wrangler.json --remote",
	"deploy --config .deploy/production.wrangler.json --secrets-file .deploy/production.secrets.json",
	"deploy --config .deploy/production.wrangler.json",
];

describe("a fresh account", () => {
	it("gets everything in one run, the Worker last, and its address as PUBLIC_URL", async () => {
		const { start, changes, account, files, text } = world();
		expect(await start()).toBe(true);
		expect(changes()).toEqual(FRESH);
		expect(account.worker?.vars["PUBLIC_URL"]).toBe("https://conn.shipper.workers.dev");
		expect(account.worker?.databaseId).toBe("db-of-conn");
		expect(files.get(".deploy/production.env")).toBe(
			"PUBLIC_URL=https://conn.shipper.workers.dev\n",
		);
		expect(text()).toContain("https://conn.shipper.workers.dev/login");
	});

	it("gets secrets that the Worker takes, shown once, and no file keeps them", async () => {
		const { start, account, files, text } = world();
		await start();
		const [key] = Object.values(JSON.parse(account.secrets["ENCRYPTION_KEYS"] ?? "{}"));
		expect(atob(String(key))).toHaveLength(32);
		expect(text().split(account.secrets["ADMIN_TOKEN"] ?? "-")).toHaveLength(2);
		expect(text()).not.toContain(String(key));
		expect([...files.values()].join("\n")).not.toContain(account.secrets["ADMIN_TOKEN"]);
	});

	it("keeps the token out of a build's log", async () => {
		const { start, account, text } = world();
		await start({}, { isLogged: true });
		expect(text()).not.toContain(account.secrets["ADMIN_TOKEN"]);
		expect(text()).toContain("npm run admin:reset");
	});

	it("takes no bookmark, because there is nothing to go back to", async () => {
		const { start, commands } = world();
		await start();
		expect(commands.some((args) => args.includes("time-travel"))).toBe(false);
	});
});

describe("a second run", () => {
	it("makes nothing, overwrites no secret and deploys", async () => {
		const { start, changes, commands, account } = world();
		await start();
		const secrets = { ...account.secrets };
		commands.length = 0;
		expect(await start()).toBe(true);
		expect(changes()).toEqual(["deploy --config .deploy/production.wrangler.json"]);
		expect(account.secrets).toEqual(secrets);
		expect(commands.flat()).not.toContain("--secrets-file");
	});

	it("from another checkout keeps what only the Worker in use knows", async () => {
		const { start, files, account, text } = world();
		files.set(
			".deploy/production.env",
			"PUBLIC_URL=https://fedex.example.com\nACCESS_AUD=tag\nACCESS_TEAM_DOMAIN=x.cloudflareaccess.com",
		);
		await start();
		files.delete(".deploy/production.env");
		files.delete(".deploy/production.json");
		await start();
		expect(account.worker?.vars).toMatchObject({
			PUBLIC_URL: "https://fedex.example.com",
			ACCESS_AUD: "tag",
		});
		expect(text()).toContain("PUBLIC_URL, ACCESS_AUD, ACCESS_TEAM_DOMAIN, as the Worker in use");
	});

	it("takes away what this environment's own file leaves empty", async () => {
		const { start, files, account } = world();
		files.set(
			".deploy/production.env",
			"PUBLIC_URL=https://fedex.example.com\nMAIL_FROM=a@b.example",
		);
		await start();
		files.set(".deploy/production.env", "PUBLIC_URL=https://fedex.example.com\nMAIL_FROM=");
		await start();
		expect(account.worker?.vars["MAIL_FROM"]).toBe("");
	});

	it("keeps the bookmark of before new migrations, then applies them", async () => {
		const { start, account, files, text, changes, commands } = world();
		await start();
		const [database] = account.databases;
		database?.applied.pop();
		commands.length = 0;
		await start();
		const said = commands.map((args) => args.slice(0, 2).join(" "));
		expect(said.indexOf("d1 time-travel")).toBeLessThan(said.indexOf("d1 migrations"));
		expect(changes()).toHaveLength(2);
		expect(JSON.parse(files.get(".deploy/production.json") ?? "{}").bookmarks).toEqual([
			{
				at: "2026-11-24T00:00:00.000Z",
				bookmark: "00000085-0000024c-bookmark",
				versionId: "version-2",
			},
		]);
		expect(text()).toContain("bookmark 00000085-0000024c-bookmark");
	});
});

describe("a half-made account", () => {
	it.each([
		["d1 list", 1],
		["r2 bucket create", 1],
		["queues create conn-ship", 1],
		["d1 migrations apply", 1],
		["deploy --config .deploy/production.wrangler.json --secrets", 1],
	])("is finished by the next run when the last one ended at %s", async (on) => {
		const { start, account, changes, commands } = world();
		await start({ isDryRun: true });
		account.failures.push({ on, says: "A request to the Cloudflare API failed." });
		await expect(start()).rejects.toThrow("failed");
		expect(await start()).toBe(true);
		expect(new Set(changes())).toEqual(new Set(FRESH));
		expect(changes().filter((said) => said.startsWith("d1 create"))).toHaveLength(1);
		commands.length = 0;
		await start();
		expect(changes()).toEqual(["deploy --config .deploy/production.wrangler.json"]);
	});

	it("keeps a secret that is there and makes only the other", async () => {
		const { start, account } = world();
		account.secrets["ENCRYPTION_KEYS"] = "put by hand";
		await start();
		expect(account.secrets["ENCRYPTION_KEYS"]).toBe("put by hand");
		expect(account.secrets["ADMIN_TOKEN"]).toMatch(/^[\w-]{43}$/);
	});

	it("takes a queue that somebody made meanwhile", async () => {
		const { start, account } = world();
		account.failures.push({ on: "queues create conn-ship", says: "already taken [code: 11009]" });
		expect(await start()).toBe(true);
	});
});

describe("refused before anything is changed", () => {
	it("another jurisdiction than the Worker in use has", async () => {
		const { start, files, changes, commands, text } = world();
		await start();
		commands.length = 0;
		files.set(".deploy/production.env", "JURISDICTION=us");
		expect(await start()).toBe(false);
		expect(changes()).toEqual([]);
		expect(text()).toContain("config.jurisdiction_changed");
		expect(text()).toContain("Set JURISDICTION=eu");
	});

	it("another database than the Worker in use has", async () => {
		const { start, account, text } = world();
		await start();
		account.databases[0] = { uuid: "other", name: "conn", applied: [], sealedRows: 0 };
		expect(await start()).toBe(false);
		expect(text()).toContain("config.database_changed");
	});

	it("a new key ring where the database holds what the lost one sealed", async () => {
		const { start, account, text } = world();
		await start();
		account.secrets = { ADMIN_TOKEN: "kept" };
		const [database] = account.databases;
		if (database !== undefined) {
			database.sealedRows = 3;
		}
		expect(await start()).toBe(false);
		expect(text()).toContain("secrets.lost");
		expect(await start({ isNewRingWanted: true })).toBe(true);
	});

	it.each([
		["ENCRYPTION_KEYS", '{"k1":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}'],
		["ENCRYPTION_KEYS", "<32 random bytes>"],
		["ADMIN_TOKEN", "change-me-change-me-change-me"],
		["ADMIN_TOKEN", "short"],
	])("a sample value of %s", async (name, value) => {
		const { start, files, changes, text } = world();
		files.set("my-secrets.json", JSON.stringify({ [name]: value }));
		expect(await start({ secretsFile: "my-secrets.json" })).toBe(false);
		expect(changes()).toEqual([]);
		expect(text()).toContain("secrets.sample");
	});

	it.each([
		["PUBLIC_URL=http://fedex.example.com", "config.public_url"],
		["PUBLIC_URL=https://fedex.example.com/connector", "config.public_url"],
		["JURISDICTION=europe", "config.jurisdiction"],
		["FEDEX_ORIGIN=http://127.0.0.1:9102", "config.development_origin"],
		["CLOCK_ORIGIN=https://time.example.com", "config.development_origin"],
		["ACCESS_AUD=tag", "config.access_team"],
	])("%s", async (own, code) => {
		const { start, files, changes, text } = world();
		files.set(".deploy/production.env", own);
		expect(await start()).toBe(false);
		expect(changes()).toEqual([]);
		expect(text()).toContain(code);
	});

	it("a migration that loses rows, and one that this checkout does not know", async () => {
		const { start, account, text } = world();
		const lossy = { listMigrations: () => [{ name: "0000_first.sql", sql: "DROP TABLE a;" }] };
		expect(await start({}, lossy)).toBe(false);
		expect(text()).toContain("migrations.lossy: migrations/0000_first.sql drops a table");
		await start();
		account.databases[0]?.applied.push("0002_newer.sql");
		expect(await start()).toBe(false);
		expect(text()).toContain("migrations.ahead");
	});

	it("without a login, or with one that reaches several accounts or not the one of before", async () => {
		const { start, account } = world();
		account.accounts = [];
		await expect(start()).rejects.toThrow("Nobody is logged in");
		account.accounts = [
			{ id: "acc-1", name: "One" },
			{ id: "acc-2", name: "Two" },
		];
		await expect(start()).rejects.toThrow("2 accounts");
		await start({}, { accountId: "acc-2" });
		account.accounts = [{ id: "acc-1", name: "One" }];
		await expect(start()).rejects.toThrow("does not reach the account acc-2");
	});
});

describe("what fails on the way", () => {
	it("a migration that fails leaves the Worker in use as it was", async () => {
		const { start, account, changes, commands } = world();
		await start();
		account.databases[0]?.applied.pop();
		const before = account.worker;
		account.failures.push({ on: "d1 migrations apply", says: "near syntax error" });
		commands.length = 0;
		await expect(start()).rejects.toThrow("near syntax error");
		expect(account.worker).toBe(before);
		expect(changes().filter((said) => said.startsWith("deploy"))).toEqual([]);
	});

	it("a build that fails has changed nothing", async () => {
		const { start, account, changes } = world();
		account.failures.push({ on: "deploy --config", says: "Build failed with 1 error" });
		await expect(start()).rejects.toThrow("Build failed");
		expect(changes().filter((said) => !said.startsWith("deploy"))).toEqual([]);
		expect(account.worker).toBeNull();
	});

	it("a Worker that does not come up is said, with the way back", async () => {
		const { start } = world();
		const askHealth = async () => ({ status: 500, body: "secrets.bad_encryption_keys" });
		await expect(start({}, { askHealth })).rejects.toThrow("secrets.bad_encryption_keys");
	});
});

describe("a dry run", () => {
	it("offline asks nobody, and says what depends on what exists", async () => {
		const { start, commands, text, files } = world();
		expect(await start({ isDryRun: true, isOffline: true })).toBe(true);
		expect(commands).toEqual([]);
		expect(files.size).toBe(0);
		for (const command of FRESH) {
			expect(text()).toContain(`wrangler ${command}`);
		}
		expect(text()).toContain("make a queue (only if there is none)");
	});

	it("with a login prints exactly what the run then does", async () => {
		const { start, commands, changes, text } = world();
		await start({ isDryRun: true });
		expect(changes()).toEqual([]);
		const printed = text().split("What would be done then")[1] ?? "";
		const planned = [...printed.matchAll(/^ {6}wrangler (.+)$/gm)].map((match) => match[1]);
		expect(printed).not.toContain("only if");
		const read = commands.length;
		commands.length = 0;
		await start();
		expect(commands.slice(read).map((args) => args.join(" "))).toEqual(planned);
	});
});

describe("staging", () => {
	it("has names of its own for everything, and takes nothing of production", async () => {
		const { start, changes, account } = world();
		await start({ environment: "staging" });
		expect(changes().slice(0, 4)).toEqual([
			"d1 create conn-staging --jurisdiction eu",
			"r2 bucket create conn-staging-documents --jurisdiction eu",
			"queues create conn-staging-dead-letters --jurisdiction eu",
			"queues create conn-staging-ship --jurisdiction eu",
		]);
		expect(account.worker?.vars["R2_BUCKET"]).toBe("conn-staging-documents");
		expect(account.worker?.vars["PUBLIC_URL"]).toBe("https://conn-staging.shipper.workers.dev");
	});
});
