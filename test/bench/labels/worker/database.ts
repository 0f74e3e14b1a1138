import { count, currentInvocation, noteLabel } from "./counters.ts";

type Result = { meta?: { rows_read?: number; rows_written?: number; changes?: number } };
type Send = (this: unknown, ...args: unknown[]) => Promise<Result | Result[]>;

/**
 * Counts at the one place that every statement leaves by, because only its answer tells the rows of every kind of
 * read. That place is none of D1's published interface: where it is gone, the benchmark says so and stops.
 */
export function countDatabase(database: D1Database): void {
	const session: unknown = Reflect.get(database, "alwaysPrimarySession");
	if (typeof session !== "object" || session === null) {
		throw new TypeError("D1 has no session of that name any more");
	}
	const prototype = prototypeWith(session, "_sendOrThrow");
	for (const name of ["_sendOrThrow", "_queryOrThrow"]) {
		const send: unknown = Reflect.get(prototype, name);
		if (typeof send === "function") {
			Reflect.set(prototype, name, counting(send as Send));
		}
	}
}

function prototypeWith(object: object, name: string): object {
	let found: object | null = object;
	while (found !== null && !Object.hasOwn(found, name)) {
		found = Object.getPrototypeOf(found) as object | null;
	}
	if (found === null) {
		throw new TypeError(`D1 has no ${name} any more`);
	}
	return found;
}

function counting(send: Send): Send {
	return async function counted(...args) {
		const statements = statementsOf(args);
		count("d1 calls");
		count("d1 statements", statements.length);
		const run = () => send.apply(this, args);
		const answer = await (currentInvocation()?.database.hold(run) ?? run());
		const results = Array.isArray(answer) ? answer : [answer];
		for (const { meta } of results) {
			count("d1 rows read", meta?.rows_read ?? 0);
			count("d1 rows written", meta?.rows_written ?? 0);
		}
		const label = statements.findIndex((sql) => STORES_LABEL.test(sql));
		if (currentInvocation()?.kind === "ship" && (results[label]?.meta?.changes ?? 0) > 0) {
			noteLabel();
		}
		return answer;
	};
}

const STORES_LABEL = /^\s*insert into "?documents"?\b/i;

/** `_sendOrThrow(endpoint, sql or sqls, ...)` and `_queryOrThrow({ queries })`. */
function statementsOf([first, second]: unknown[]): string[] {
	if (typeof first === "object" && first !== null && "queries" in first) {
		return (first.queries as { sql: string }[]).map(({ sql }) => sql);
	}
	return Array.isArray(second) ? (second as string[]) : [String(second)];
}
