/** A statement that was run, and how many rows the database read for it; null where it does not tell. */
export type SeenStatement = { sql: string; values: unknown[]; rowsRead: number | null };

/** Text, values and the statement itself behind each that was handed out. */
type Known = { statement: D1PreparedStatement; sql: string; values: unknown[] };

/** The database with somebody looking on. A read whose rows are not told is run once more to count them. */
export function watchedDatabase(
	database: D1Database,
	see: (statement: SeenStatement) => void,
): D1Database {
	const known = new WeakMap<object, Known>();

	function watch(entry: Known): D1PreparedStatement {
		const watched = new Proxy(entry.statement, {
			get(target, key) {
				if (key === "bind") {
					return (...values: unknown[]) =>
						watch({ statement: target.bind(...values), sql: entry.sql, values });
				}
				const value: unknown = Reflect.get(target, key);
				if (typeof value !== "function") {
					return value;
				}
				return async (...args: unknown[]) => {
					const result = (await Reflect.apply(value, target, args)) as unknown;
					await tell(entry, key === "all" || key === "run" ? (result as D1Result) : undefined);
					return result;
				};
			},
		});
		known.set(watched, entry);
		return watched;
	}

	async function tell({ statement, sql, values }: Known, result: D1Result | undefined) {
		const isRead = /^\s*(select|with)\b/i.test(sql);
		const told = result ?? (isRead ? await statement.all() : undefined);
		see({ sql, values, rowsRead: told?.meta.rows_read ?? null });
	}

	return new Proxy(database, {
		get(target, key) {
			if (key === "prepare") {
				return (sql: string) => watch({ statement: target.prepare(sql), sql, values: [] });
			}
			if (key === "batch") {
				return async (statements: D1PreparedStatement[]) => {
					const entries = statements.map((one) => known.get(one));
					const results = await target.batch(
						statements.map((one, at) => entries[at]?.statement ?? one),
					);
					for (const [at, entry] of entries.entries()) {
						if (entry !== undefined) {
							await tell(entry, results[at]);
						}
					}
					return results;
				};
			}
			const value: unknown = Reflect.get(target, key);
			return typeof value === "function" ? value.bind(target) : value;
		},
	});
}
