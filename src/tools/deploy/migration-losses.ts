/**
 * What in a migration would lose rows, or break the version that is in use while it runs: releases expand first (new
 * tables, new columns that may be empty, indexes) and contract in a later one, when no version in use reads what goes.
 * A column or table that is given up then says so in the line above: `-- contract: not read since 1.4`.
 */
export type Loss = { statement: string; why: string };

const LOSSES: readonly { pattern: RegExp; why: string; isContract?: true }[] = [
	{ pattern: /__new_/i, why: "rebuilds a table, which on D1 can lose its rows without an error" },
	{ pattern: /^drop\s+table/i, why: "drops a table", isContract: true },
	{
		pattern: /^alter\s+table\s+\S+\s+drop\s+(column\s+)?/i,
		why: "drops a column",
		isContract: true,
	},
	{
		pattern: /^alter\s+table\s+\S+\s+rename/i,
		why: "renames what the version in use still reads by its old name",
	},
	{ pattern: /^delete\s+from/i, why: "deletes rows" },
];

const CONTRACT = /^\s*--\s*contract:\s*\S/im;

export function findLosses(sql: string): Loss[] {
	return sql.split(/-->\s*statement-breakpoint|;\s*\n/).flatMap((part) => {
		const statement = part.replaceAll(/^\s*--.*$/gm, "").trim();
		const isAnnounced = CONTRACT.test(part);
		const found = LOSSES.find(({ pattern }) => pattern.test(statement));
		if (found === undefined || (found.isContract === true && isAnnounced)) {
			return [];
		}
		return [{ statement: statement.split("\n")[0]?.slice(0, 100) ?? "", why: found.why }];
	});
}

export type Migration = { name: string; sql: string };

/** Files that the database has not seen, in their order; all of them where nobody asked it. */
export function listPending(
	migrations: readonly Migration[],
	applied: readonly string[] | null,
): Migration[] {
	return migrations.filter(({ name }) => !(applied ?? []).includes(name));
}
