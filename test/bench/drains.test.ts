import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { connectAll, releaseAll } from "../demo-divisions.ts";
import { demoDivisions } from "../simulators/demo/connect.ts";
import { startTwins, type Twins } from "../twins.ts";
import { api, until } from "../worker.ts";
import { fullScans, GROWING } from "./query-plans.ts";

const DAY_MS = 86_400_000;
const DAYS_MAX = 14;

type Status = {
	shipments: Record<string, number>;
	tracking: Record<string, number>;
	writeBacks: { pending: number; written: number };
	due: { now: number; leasedUntil: string | null };
};

let twins: Twins;

beforeEach(() => {
	twins = startTwins({ orders: 16, seed: 17 });
	for (const method of ["log", "warn", "error"] as const) {
		vi.spyOn(console, method).mockReturnValue();
	}
});

async function settle(): Promise<Status> {
	let status: Status | undefined;
	await until(async () => {
		status = await api<Status>("GET", "/status");
		const { due, writeBacks } = status;
		return due.now === 0 && writeBacks.pending === 0 && due.leasedUntil === null;
	});
	return status as Status;
}

describe("the drains", () => {
	it("read and write by indexes, from the first poll to the delivery", async () => {
		const prepared = vi.spyOn(Object.getPrototypeOf(env.DB) as D1Database, "prepare");
		await connectAll(twins, {}, demoDivisions.slice(0, 1));
		await releaseAll();
		await until(async () => {
			const { writeBacks } = await api<Status>("GET", "/status");
			return writeBacks.written > 0;
		});
		const { shipments } = await settle();
		for (let day = 0; day < DAYS_MAX; day += 1) {
			twins.clock.advance(DAY_MS);
			const { tracking } = await settle();
			if (tracking["delivered"] === shipments["labelled"]) {
				break;
			}
		}
		const statements = [...new Set(prepared.mock.calls.map(([sql]) => sql))];
		prepared.mockRestore();

		const found: string[] = [];
		for (const sql of statements.filter(isOfGrowing)) {
			const { results } = await env.DB.prepare(`explain query plan ${sql}`)
				.bind(...Array.from(sql.matchAll(/\?/g), () => null))
				.all<{ detail: string }>();
			const scans = fullScans(sql, results);
			if (scans.length > 0) {
				found.push(`${scans.join("\n")}\n${sql}`);
			}
		}
		for (const table of ["orders", "shipments", "packages", "write_backs", "tracking_events"]) {
			expect(
				statements.some((sql) => sql.includes(table)),
				table,
			).toBe(true);
		}
		expect(found.join("\n\n")).toBe("");
	}, 120_000);
});

function isOfGrowing(sql: string): boolean {
	return (
		/^\s*(select|insert|update|delete|with)\b/i.test(sql) &&
		[...GROWING].some((table) => sql.includes(table))
	);
}
