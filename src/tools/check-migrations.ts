import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Fails when the schema and the migrations disagree, or when a migration rebuilds a table. */
const FOLDER = "migrations";

const before = new Set(readdirSync(FOLDER));
const said = execFileSync(
	process.execPath,
	[join("node_modules", "drizzle-kit", "bin.cjs"), "generate", "--config", "migrations/drizzle.config.ts", "--name", "unexpected"],
	{ encoding: "utf8" },
);
const written = readdirSync(FOLDER).filter((name) => !before.has(name));
if (written.length > 0 || !said.includes("No schema changes")) {
	console.error(`src/db/schema.ts and migrations/ disagree: ${written.join(", ")}`);
	console.error("Name the change: npm run db:generate -- --name=<what>, and read the SQL.");
	process.exit(1);
}
// On D1 a rebuilt table can lose rows without an error, so it takes a deliberate exception here.
const rebuilt = readdirSync(FOLDER)
	.filter((name) => name.endsWith(".sql"))
	.filter((name) => /DROP TABLE|__new_/i.test(readFileSync(join(FOLDER, name), "utf8")));
if (rebuilt.length > 0) {
	console.error(`These migrations rebuild a table: ${rebuilt.join(", ")}. Add columns instead.`);
	process.exit(1);
}
console.log("migrations are in step with the schema");
