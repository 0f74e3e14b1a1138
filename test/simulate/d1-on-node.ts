import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";

/**
 * D1 as the program uses it, over SQLite in this process: prepared statements with bound values, and batches that are
 * one transaction each. Statements are prepared once, since preparing costs more than most of them take.
 */
export function openD1OnNode(path = ":memory:"): { d1: D1Database; sqlite: DatabaseSync } {
	const sqlite = new DatabaseSync(path);
	sqlite.exec("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -400000");
	const changed = sqlite.prepare("select changes() as changes");
	const prepared = new Map<string, { statement: StatementSync; hasRows: boolean }>();

	function open(sql: string) {
		const known = prepared.get(sql);
		if (known !== undefined) {
			return known;
		}
		const statement = sqlite.prepare(sql);
		const opened = { statement, hasRows: statement.columns().length > 0 };
		prepared.set(sql, opened);
		return opened;
	}

	function execute(sql: string, values: readonly unknown[], asArrays = false) {
		const { statement, hasRows } = open(sql);
		const bound = values.map(toBound);
		if (!hasRows) {
			const { changes } = statement.run(...bound);
			return resultOf([], Number(changes));
		}
		statement.setReturnArrays(asArrays);
		const results = statement.all(...bound) as Record<string, unknown>[];
		return resultOf(results, Number((changed.get() as { changes: number }).changes));
	}

	class Statement {
		readonly sql: string;
		readonly values: readonly unknown[];
		constructor(sql: string, values: readonly unknown[] = []) {
			this.sql = sql;
			this.values = values;
		}
		bind(...values: unknown[]) {
			return new Statement(this.sql, values);
		}
		async all() {
			return execute(this.sql, this.values);
		}
		async run() {
			return execute(this.sql, this.values);
		}
		async raw() {
			return execute(this.sql, this.values, true).results;
		}
		async first(column?: string) {
			const [row] = execute(this.sql, this.values).results;
			return row === undefined ? null : column === undefined ? row : row[column];
		}
	}

	const d1 = {
		prepare: (sql: string) => new Statement(sql),
		async batch(statements: readonly Statement[]) {
			sqlite.exec("begin");
			try {
				const results = statements.map(({ sql, values }) => execute(sql, values));
				sqlite.exec("commit");
				return results;
			} catch (error) {
				sqlite.exec("rollback");
				throw error;
			}
		},
		exec: async (sql: string) => {
			sqlite.exec(sql);
			return { count: 1, duration: 0 };
		},
	};
	return { d1: d1 as unknown as D1Database, sqlite };
}

function toBound(value: unknown): SQLInputValue {
	return typeof value === "boolean" ? Number(value) : (value as SQLInputValue);
}

function resultOf(results: Record<string, unknown>[], changes: number) {
	return { success: true as const, results, meta: { changes, duration: 0 } };
}
