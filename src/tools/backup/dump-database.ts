/**
 * The database as SQL, read in one batch and so as it was at one instant: tables with their rows first, then indexes
 * and triggers, which must not see the rows come in. For a database on this machine, whose rows fit into memory;
 * `wrangler d1 export` makes the same of one in an account.
 */
export async function dumpDatabase(database: D1Database): Promise<string> {
	const { results: parts } = await database
		.prepare(
			`select type, name, tbl_name as "table", sql from sqlite_master
			where sql is not null and name not like 'sqlite\\_%' escape '\\' and name not like '\\_cf%' escape '\\'
			order by rowid`,
		)
		.all<{ type: string; name: string; sql: string }>();
	const tables = parts.filter(({ type }) => type === "table");
	const answers = await database.batch<Record<string, unknown>>(
		tables.map(({ name }) => database.prepare(`select * from ${quoted(name)}`)),
	);
	const rows = tables.flatMap(({ name }, at) =>
		(answers[at]?.results ?? []).map((row) => insertion(name, row)),
	);
	const others = parts.filter(({ type }) => type !== "table");
	const made = (list: typeof parts) => list.map(({ sql }) => `${sql};\n`);
	return [...made(tables), ...rows, ...made(others)].join("");
}

function insertion(table: string, row: Record<string, unknown>): string {
	const names = Object.keys(row).map(quoted).join(",");
	return `INSERT INTO ${quoted(table)} (${names}) VALUES(${Object.values(row).map(literal).join(",")});\n`;
}

function literal(value: unknown): string {
	if (value === null || typeof value === "number") {
		return String(value ?? "NULL");
	}
	if (typeof value === "string") {
		return `'${value.replaceAll("'", "''")}'`;
	}
	throw new TypeError("a column holds bytes, which this database does not have");
}

function quoted(name: string): string {
	return `"${name.replaceAll('"', '""')}"`;
}
