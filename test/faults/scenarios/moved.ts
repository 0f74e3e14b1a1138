import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

import { makeBackup } from "../../../src/tools/backup/make-backup.ts";
import { restoreBackup } from "../../../src/tools/backup/restore-backup.ts";
import type { DemoDivision } from "../../../src/tools/start/connect.ts";
import { twinGet } from "../../../src/tools/start/twin.ts";
import { leaksIn } from "../../secrets/leaks.ts";
import { secretsOf } from "../../secrets/twin-secrets.ts";
import type { StoreChange } from "../../simulators/twin/store.ts";
import { URLS } from "../addresses.ts";
import type { Run, Scenario } from "../scenario.ts";
import { readAll, releaseAll } from "../settle.ts";
import { addOrders } from "../twin-controls.ts";

const HOUR_MS = 3_600_000;

/** Names and addresses are in a backup, as they are in the database; these are in none. */
const SECRET_KINDS = [
	"Exact's authorization code",
	"Exact's access token",
	"Exact's refresh token",
	"FedEx's token",
	"Exact's client secret",
	"Exact's webhook secret",
	"FedEx's client secret",
];

type Shipment = { id: string; status: string; masterTrackingNumber: string | null };

export const moved: Scenario = {
	name: "moved",
	part: "quick",
	load: 3,
	title: "The Worker is lost with all it stored, and a backup is put back in an empty place",
	async run(run) {
		const { world } = run;
		await world.begin({ orders: run.isLong ? 200 : 24, seed: run.seed });
		await releaseAll(world);
		await run.settle();
		const before = await listShipments(run);
		const bought = await countCreates();
		const backup = join(world.dir, "backup");
		await world.whileAway(async (layout) => {
			await makeBackup({ kind: "local", layout }, backup);
			rmSync(layout, { recursive: true, force: true });
			await restoreBackup({ kind: "local", layout }, backup, await world.now());
		});
		checkSecrets(run, backup);
		await world.advance(HOUR_MS);
		await run.settle();
		const { items } = await world.api.get<{
			items: { id: string; status: string; region: string }[];
		}>("/api/v1/exact-connections?limit=200");
		const waiting = items.filter(({ status }) => status === "needs_reauthorization").length;
		run.check(
			"connections that do not ask for consent",
			items.length - waiting,
			waiting === items.length,
		);
		const demo = await twinGet<{ divisions: DemoDivision[] }>(URLS.exact, "demo");
		for (const { id, region } of items) {
			const app = demo.divisions.find(({ connection }) => connection.region === region)?.connection;
			await world.api.send("PUT", `/api/v1/exact-connections/${id}/client-secret`, {
				clientSecret: app?.clientSecret,
			});
		}
		await world.connectAgain();
		await readAll(world);
		await releaseAll(world);
		await run.settle();
		const after = await listShipments(run);
		const same = JSON.stringify(after) === JSON.stringify(before) ? 0 : 1;
		run.check("differences between the shipments before and after", same, same === 0);
		const more = (await countCreates()) - bought;
		run.check("labels bought for what was shipped", more, more === 0);
		await addOrders(world, 2);
		await run.settle();
		const shipped = (await listShipments(run)).length - after.length;
		run.check("orders that ship after it", shipped, shipped > 0);
	},
};

async function listShipments(run: Run): Promise<Shipment[]> {
	const { items } = await run.world.api.get<{ items: Shipment[] }>("/api/v1/shipments?limit=200");
	return items.map(({ id, status, masterTrackingNumber }) => ({
		id,
		status,
		masterTrackingNumber,
	}));
}

async function countCreates(): Promise<number> {
	return (await twinGet<{ shipments: unknown[] }>(URLS.fedex, "shipments")).shipments.length;
}

/** No token, grant or secret is in a backup in a way that somebody who has it could use. */
function checkSecrets(run: Run, backup: string): void {
	const { dir, secrets } = run.world;
	const changes = ["exact.jsonl", "fedex.jsonl"].flatMap((name) =>
		readFileSync(join(dir, "simulators", name), "utf8")
			.split("\n")
			.slice(0, -1)
			.map((line) => JSON.parse(line) as StoreChange),
	);
	const planted = [
		...secretsOf(changes).filter(({ kind }) => SECRET_KINDS.includes(kind)),
		{ kind: "administrator's token", value: secrets.adminToken },
		...Object.values(JSON.parse(secrets.encryptionKeys) as Record<string, string>).map((value) => ({
			kind: "encryption key",
			value,
		})),
	];
	const text = filesBelow(backup)
		.map((path) => readFileSync(path, "latin1"))
		.join("\n");
	const found = leaksIn(text, planted);
	run.check("secrets in the backup", found.join(", ") || 0, found.length === 0);
	const isSeen = leaksIn(`${text}\n${planted[0]?.value ?? ""}`, planted).length > 0;
	run.check("a secret that is put there is found", isSeen ? "yes" : "no", isSeen);
}

function filesBelow(folder: string): string[] {
	return readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		return statSync(path).isDirectory() ? filesBelow(path) : [path];
	});
}
