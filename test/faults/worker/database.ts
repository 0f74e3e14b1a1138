import { nameOfBatch, nameOfSql } from "./call-names.ts";
import { gated, tell } from "./gate.ts";
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
		run: async () => {
			const results = await database.batch(found.map(({ statement }) => statement));
			if (found.some(({ sql }) => TOUCHES_LABELS.test(sql))) {
				await lookForTwoLabels(database);
			}
			return results;
		},
		fail: refuse,
	});
}

const TOUCHES_LABELS = /\b(?:into|update)\s+"?documents\b/i;

/** Of an order more than one label that a link would hand out. Nothing but such a batch can make it so. */
const TWO_LABELS = `
	select s.division_id || '/' || s.order_number as "order"
	from shipments s join documents d on d.shipment_id = s.id
	where s.order_id in (select order_id from shipments where attempt_number > 1 or sequence > 1)
		and d.kind = 'label' and d.revoked_at is null
	group by s.order_id
	having count(distinct d.shipment_id || '/' || d.attempt_number) > 1`;

async function lookForTwoLabels(database: D1Database): Promise<void> {
	const { results } = await database.prepare(TWO_LABELS).all<{ order: string }>();
	if (results.length > 0) {
		await tell(
			"two-printable",
			results.map(({ order }) => order),
		);
	}
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
