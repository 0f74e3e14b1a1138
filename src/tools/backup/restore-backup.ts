import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { unstable_splitSqlQuery } from "wrangler";

import { CLI, QUIET } from "../start/wrangler.ts";
import { afterRestoreSql } from "./after-restore-sql.ts";
import { readManifest } from "./make-backup.ts";
import { putObjects, readObjects } from "./objects.ts";
import { openStorage, type Place, type Storage } from "./storage.ts";

const STATEMENTS_AT_ONCE = 100;

/**
 * Into an empty database. The bucket first: without markers and journals the database would not know what was bought
 * after it. Then nothing ships by itself: divisions are on hold, and connections wait for consent, because their grants
 * are in no backup. What is put back may be run again after it failed, once the database was emptied.
 */
export async function restoreBackup(
	place: Place,
	folder: string,
	now: number,
): Promise<{ put: number; there: number }> {
	const manifest = readManifest(folder);
	const storage = await openStorage(place);
	try {
		await requireEmpty(storage.DB);
		const kept = await readObjects(join(folder, "objects.ndjson"));
		if (kept.length !== manifest.objectCount) {
			throw new Error("objects.ndjson has another number of objects than the manifest.");
		}
		const counted = await putObjects(storage.DOCUMENTS, folder, kept);
		const sql = readFileSync(join(folder, "database.sql"), "utf8");
		await runSql(storage, sql);
		await runSql(storage, afterRestoreSql(manifest.madeAt, now));
		return counted;
	} finally {
		await storage.close();
	}
}

async function requireEmpty(database: D1Database): Promise<void> {
	const tables = await database
		.prepare(
			`select count(*) as count from sqlite_master
			where type = 'table' and name not like '\\_cf%' escape '\\' and name not like 'sqlite\\_%' escape '\\'`,
		)
		.first<number>("count");
	if (tables !== 0) {
		throw new Error(
			"The database is not empty. Restore into a new one: what is there is not overwritten.",
		);
	}
}

async function runSql({ place, DB, databaseName }: Storage, sql: string): Promise<void> {
	if (place.kind === "local") {
		const statements = unstable_splitSqlQuery(sql).filter(
			(statement) => !/^\s*(PRAGMA|BEGIN TRANSACTION|COMMIT)/i.test(statement),
		);
		for (let at = 0; at < statements.length; at += STATEMENTS_AT_ONCE) {
			const part = statements.slice(at, at + STATEMENTS_AT_ONCE);
			await DB.batch(part.map((statement) => DB.prepare(statement)));
		}
		return;
	}
	const folder = mkdtempSync(join(tmpdir(), "restore-"));
	const path = join(folder, "part.sql");
	try {
		writeFileSync(path, sql, { mode: 0o600 });
		execFileSync(
			process.execPath,
			["--no-warnings", CLI, ...executeArguments(databaseName, path)],
			{
				env: { ...process.env, ...QUIET },
				stdio: ["ignore", "ignore", "inherit"],
			},
		);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

export function executeArguments(databaseName: string, path: string): string[] {
	return ["d1", "execute", databaseName, "--remote", "--yes", "--file", path];
}
