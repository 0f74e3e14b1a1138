import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { CLI, QUIET } from "../start/wrangler.ts";
import { dumpDatabase } from "./dump-database.ts";
import { copyObjects, sha256 } from "./objects.ts";
import { openStorage, type Place, type Storage } from "./storage.ts";

export type Manifest = {
	madeAt: string;
	/** Of database.sql and objects.ndjson. */
	database: string;
	objects: string;
	objectCount: number;
};

/**
 * The database first and the bucket after it. A label that is made in between has its marker and its journal in the
 * copy, which guard a database of an earlier time; the other way round it would have neither. The manifest comes last:
 * a folder without one is no backup.
 */
export async function makeBackup(place: Place, folder: string): Promise<Manifest> {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	rmSync(join(folder, "manifest.json"), { force: true });
	const storage = await openStorage(place);
	try {
		const madeAt = new Date().toISOString();
		await writeDatabase(storage, join(folder, "database.sql"));
		const kept = await copyObjects(storage.DOCUMENTS, folder);
		const manifest: Manifest = {
			madeAt,
			database: sha256(readFileSync(join(folder, "database.sql"))),
			objects: sha256(readFileSync(join(folder, "objects.ndjson"))),
			objectCount: kept.length,
		};
		writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(manifest, null, "\t")}\n`, {
			mode: 0o600,
		});
		return manifest;
	} finally {
		await storage.close();
	}
}

async function writeDatabase({ place, DB, databaseName }: Storage, path: string): Promise<void> {
	if (place.kind === "local") {
		writeFileSync(path, await dumpDatabase(DB), { mode: 0o600 });
		return;
	}
	writeFileSync(path, "", { mode: 0o600 });
	execFileSync(process.execPath, ["--no-warnings", CLI, ...exportArguments(databaseName, path)], {
		env: { ...process.env, ...QUIET },
		stdio: ["ignore", "ignore", "inherit"],
	});
}

/** Cloudflare makes the export as of one instant; the database answers nobody meanwhile. */
export function exportArguments(databaseName: string, path: string): string[] {
	return ["d1", "export", databaseName, "--remote", "--skip-confirmation", "--output", path];
}

/** @throws Error where the folder is no backup, or was changed */
export function readManifest(folder: string): Manifest {
	const path = join(folder, "manifest.json");
	if (!existsSync(path)) {
		throw new Error(
			`${folder} has no manifest.json: it is no backup, or one that did not come to its end.`,
		);
	}
	const manifest = JSON.parse(readFileSync(path, "utf8")) as Manifest;
	for (const [file, hash] of [
		["database.sql", manifest.database],
		["objects.ndjson", manifest.objects],
	] as const) {
		if (sha256(readFileSync(join(folder, file))) !== hash) {
			throw new Error(`${file} is not the one that the manifest names.`);
		}
	}
	return manifest;
}
