import { nameOfBatch, nameOfSql } from "./call-names.ts";
import { gated } from "./gate.ts";
import type { FaultRule } from "./plan.ts";

type Sent = "all" | "first" | "raw" | "run";

/** The real statement and its text behind each that was handed out. */
const real = new WeakMap<object, { statement: D1PreparedStatement; sql: string }>();

export function faultyDatabase(database: D1Database): D1Database {
	return new Proxy(database, {
		get(target, key) {
			switch (key) {
				case "prepare":
					return (sql: string) => faultyStatement(target.prepare(sql), sql);
				case "batch":
					return (statements: D1PreparedStatement[]) => batch(target, statements);
				default: {
					const value: unknown = Reflect.get(target, key);
					return typeof value === "function" ? value.bind(target) : value;
				}
			}
		},
	});
}

function batch(database: D1Database, statements: D1PreparedStatement[]) {
	const found = statements.map((statement) => real.get(statement) ?? { statement, sql: "unknown" });
	return gated({
		call: `d1 ${nameOfBatch(found.map(({ sql }) => sql))}`,
		run: () => database.batch(found.map(({ statement }) => statement)),
		fail: refuse,
	});
}

function faultyStatement(statement: D1PreparedStatement, sql: string): D1PreparedStatement {
	const faulty = new Proxy(statement, {
		get(target, key) {
			if (key === "bind") {
				return (...values: unknown[]) => faultyStatement(target.bind(...values), sql);
			}
			const value: unknown = Reflect.get(target, key);
			if (typeof value !== "function") {
				return value;
			}
			return isSent(key)
				? (...args: unknown[]) =>
						gated({
							call: `d1 ${nameOfSql(sql)}`,
							run: async () => Reflect.apply(value, target, args) as unknown,
							fail: refuse,
						})
				: value.bind(target);
		},
	});
	real.set(faulty, { statement, sql });
	return faulty;
}

function isSent(key: string | symbol): key is Sent {
	return key === "all" || key === "first" || key === "raw" || key === "run";
}

function refuse(rule: FaultRule): Promise<never> {
	return Promise.reject(new Error(rule.message ?? "D1_ERROR: Network connection lost."));
}
