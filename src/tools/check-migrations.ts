import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { findLosses } from "./deploy/migration-losses.ts";

/** Fails when the schema and the migrations disagree, or when a migration could lose rows. */
const FOLDER = "migrations";

// Beside the real folder, because drizzle-kit wants a relative path; what it writes there is thrown away.
const copy = mkdtempSync(".migrations-");
try {
	cpSync(FOLDER, copy, { recursive: true });
	const said = execFileSync(
		process.execPath,
		[
			join("node_modules", "drizzle-kit", "bin.cjs"),
			"generate",
			"--dialect=sqlite",
			"--casing=snake_case",
			"--schema=./src/db/schema.ts",
			`--out=./${copy}`,
			"--name=unexpected",
		],
		{ encoding: "utf8" },
	);
	if (!said.includes("No schema changes")) {
		fail(
			"src/db/schema.ts and migrations/ disagree.",
			"Name the change: npm run db:generate -- --name=<what>, and read the SQL.",
		);
	}
} finally {
	rmSync(copy, { recursive: true });
}
for (const name of readdirSync(FOLDER).filter((file) => file.endsWith(".sql"))) {
	for (const { statement, why } of findLosses(readFileSync(join(FOLDER, name), "utf8"))) {
		fail(
			`${FOLDER}/${name} ${why}: ${statement}`,
			"Add columns and tables now, and give up old ones in a later release.",
		);
	}
}
console.log("migrations are in step with the schema");

function fail(what: string, remedy: string): void {
	console.error(`${what}\n${remedy}`);
	process.exitCode = 1;
}
