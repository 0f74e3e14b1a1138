import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { createCountStore } from "../../src/db/counts.ts";
import { openDatabase } from "../../src/db/database.ts";
import { createSuspensionStore } from "../../src/db/suspensions.ts";
import type { CallBudget } from "../../src/durable-objects/call-budget.ts";
import { addDays, utcDay } from "../../src/lib/days.ts";
import { countsOfWaits } from "../../src/shipping/model/freshness.ts";
import { seedOrder } from "../db/seed.ts";
import { FEDEX_DEMO_FREIGHT } from "../simulators/fedex/credentials.ts";
import { call, makeFedexAccount, startOutside, type Twins } from "./client.ts";
import { seedHeldDivision, seedShipment } from "./seeds.ts";

type Status = {
	now: string;
	pausedAt: string | null;
	orders: { today: number };
	shipments: Record<string, number>;
	tracking: Record<string, number>;
	writeBacks: Record<string, number>;
	connections: { id: string; status: string }[];
	budgets: {
		divisionId: string;
		minuteLeft: number;
		callsToday: { read: number; write: number };
	}[];
	fedex: { host: string; holdUntil: string | null; tokens: number }[];
	exactCallsPerOrder: { read: number; write: number };
	freshness: object;
	suspensions: object[];
	due: { nextAt: string | null; leasedUntil: string | null; now: number };
};

let twins: Twins;
beforeEach(async () => {
	twins = startOutside();
	for (const table of [
		"orders",
		"shipments",
		"write_backs",
		"divisions",
		"connections",
		"leases",
		"shipment_attempts",
		"tracking_groups",
		"suspensions",
		"daily_counts",
	]) {
		await env.DB.prepare(`delete from ${table}`).run();
	}
	await env.DB.prepare("update settings set paused_at = null").run();
});

const budgetOf = (connectionId: string, code: number) =>
	(env.CALL_BUDGETS as unknown as DurableObjectNamespace<CallBudget>).getByName(
		`${connectionId}:${code}`,
	);

/** What is left to a division that was just made. */
async function aBudget() {
	const connectionId = `con_${crypto.randomUUID()}`;
	await seedHeldDivision("fac_1", { connectionId, code: 7 });
	return budgetOf(connectionId, 7);
}

const dayLeft = (remaining: number, limit: number) => ({
	status: 200,
	minute: null,
	day: { limit, remaining, resetAt: Date.UTC(2026, 10, 24) },
});

const status = () => call<Status>("GET", "/status", 200);

describe("the status", () => {
	it("of nothing is all zeros", async () => {
		await env.DB.prepare("delete from fedex_accounts").run();
		const { now, ...rest } = await status();
		expect(Math.abs(Date.parse(now) - twins.clock.now())).toBeLessThan(5_000);
		expect(rest).toEqual({
			version: expect.any(String),
			pausedAt: null,
			orders: { today: 0 },
			shipments: { planned: 0, creating: 0, labelled: 0, blocked: 0, unknown: 0, failed: 0 },
			tracking: {},
			writeBacks: { pending: 0, written: 0, failed: 0 },
			connections: [],
			budgets: [],
			fedex: [],
			suspensions: [],
			exactCallsPerOrder: { read: 0, write: 0 },
			freshness: {
				days: 7,
				waits: [],
				shipments: 0,
				parcels: 0,
				trackCallsPerParcel: 0,
				exactCallsPerShipment: { read: 0, post: 0, update: 0, number: 0, file: 0, delivery: 0 },
			},
			due: { nextAt: null, leasedUntil: null, now: 0 },
		});
	});

	it("counts orders of today, shipments, tracking and write-backs", async () => {
		const divisionId = await seedHeldDivision("fac_1");
		await seedOrder(divisionId, Date.now() - 2 * 86_400_000);
		await seedShipment({ divisionId, status: "labelled", trackingState: "label_made" });
		await seedShipment({ divisionId, status: "blocked" });
		expect(await status()).toMatchObject({
			orders: { today: 2 },
			shipments: { planned: 0, labelled: 1, blocked: 1 },
			tracking: { label_made: 1 },
			writeBacks: { pending: 1, written: 0, failed: 0 },
		});
	});

	it("tells the calls to Exact by division and by order", async () => {
		const connectionId = `con_${crypto.randomUUID()}`;
		const divisionId = await seedHeldDivision("fac_1", { connectionId, code: 7 });
		await seedOrder(divisionId, Date.now());
		await seedOrder(divisionId, Date.now());
		const budget = budgetOf(connectionId, 7);
		await budget.reserve({ count: 3, lane: "label", isWrite: false });
		await budget.reserve({ count: 1, lane: "write-back", isWrite: true });
		expect(await status()).toMatchObject({
			budgets: [{ divisionId, minuteLeft: 56, dayLeft: 4_996, callsToday: { read: 3, write: 1 } }],
			exactCallsPerOrder: { read: 1.5, write: 0.5 },
		});
	});

	it("tells how fresh the last days were, and what a parcel and a shipment cost", async () => {
		const db = openDatabase(env.DB);
		const count = (name: string, count: number, scope = "life:div_1") => ({ scope, name, count });
		const today = utcDay(Date.now());
		await createCountStore(db).add(today, [
			count("shipments", 4),
			count("parcels", 5),
			count("exact:read", 1),
			count("exact:post", 4),
			count("exact:update", 3),
			...countsOfWaits([{ kind: "pick-up", waitedMs: 100 * 60_000 }]).map((one) =>
				count(one.name, one.count),
			),
			count("track-calls", 8, "fedex_account:fac_1"),
		]);
		await createCountStore(db).add(addDays(today, -7), [count("shipments", 100)]);
		expect(await status()).toMatchObject({
			freshness: {
				waits: [{ kind: "pick-up", count: 1, p95Minutes: 118.5 }],
				shipments: 4,
				parcels: 5,
				trackCallsPerParcel: 1.6,
				exactCallsPerShipment: {
					read: 0.25,
					post: 1,
					update: 0.75,
					number: 0,
					file: 0,
					delivery: 0,
				},
			},
		});
	});

	it("forecasts when the day's calls end at today's pace", async () => {
		const budget = await aBudget();
		vi.spyOn(Date, "now").mockReturnValue(Date.UTC(2026, 10, 23, 9));
		await budget.report(dayLeft(2_500, 4_000));
		expect((await status()).budgets[0]).toMatchObject({
			dayLeft: 2_500,
			dayLimit: 4_000,
			dayForecastEndsAt: null,
			waitingLanes: [],
		});
		await budget.report(dayLeft(1_000, 4_000));
		expect((await status()).budgets[0]).toMatchObject({
			dayLeft: 1_000,
			dayForecastEndsAt: "2026-11-23T12:00:00.000Z",
			dayResetAt: "2026-11-24T00:00:00.000Z",
			waitingLanes: ["backfill"],
		});
	});

	it("names the endpoints that rest, and until when", async () => {
		const budget = await aBudget();
		vi.spyOn(Date, "now").mockReturnValue(Date.UTC(2026, 10, 23, 9));
		for (let error = 0; error < 6; error += 1) {
			await budget.countError({ endpoint: "documents/Documents", status: 400 });
		}
		expect((await status()).budgets[0]).toMatchObject({
			restingEndpoints: [{ endpoint: "documents/Documents", until: "2026-11-23T10:00:00.000Z" }],
		});
	});

	it("names each FedEx host once", async () => {
		await makeFedexAccount();
		await makeFedexAccount();
		expect((await status()).fedex).toEqual([
			{ host: "127.0.0.1:9102", holdUntil: null, tokens: 0 },
		]);
	});

	it("tells what Exact or FedEx refuses as a whole", async () => {
		const since = Date.UTC(2026, 10, 23, 9);
		await createSuspensionStore(openDatabase(env.DB)).begin(
			{ kind: "write-back", scope: "div_1" },
			{
				code: "exact.scope_missing",
				message: "A scope is missing.",
				now: since,
				probeAt: since + 1,
			},
		);
		expect((await status()).suspensions).toEqual([
			{
				work: "write-back",
				scope: "div_1",
				code: "exact.scope_missing",
				message: "A scope is missing.",
				since: "2026-11-23T09:00:00.000Z",
				probeAt: "2026-11-23T09:00:00.001Z",
			},
		]);
	});

	it("tells what is due now, what comes next, and the lease that runs longest", async () => {
		const now = Date.now();
		const later = now + 60_000;
		await seedHeldDivision("fac_1", { pollDueAt: later });
		expect((await status()).due).toEqual({
			nextAt: new Date(later).toISOString(),
			leasedUntil: null,
			now: 0,
		});
		await seedShipment({ dueAt: now - 1_000, leasedUntil: now + 90_000 });
		await env.DB.prepare("insert into leases (kind, scope, holder, held_until) values (?, ?, ?, ?)")
			.bind("poll", "div_1", "run_1", now + 30_000)
			.run();
		expect((await status()).due).toEqual({
			nextAt: new Date(now - 1_000).toISOString(),
			leasedUntil: new Date(now + 90_000).toISOString(),
			now: 1,
		});
		await env.DB.prepare("update divisions set mode = 'off'").run();
		await env.DB.prepare("update shipments set due_at = null, leased_until = null").run();
		expect((await status()).due).toMatchObject({
			nextAt: null,
			leasedUntil: new Date(now + 30_000).toISOString(),
		});
	});

	it("counts a lost attempt as due once it may be looked for, not beside another that is out", async () => {
		const now = Date.now();
		await seedShipment({ status: "labelled" });
		const rest = env.DB.prepare("update write_backs set due_at = null");
		const lost = env.DB.prepare("update shipment_attempts set look_due_at = ?").bind(now - 1_000);
		const out = env.DB.prepare("update shipments set status = 'creating'");
		await env.DB.batch([rest, lost, out]);
		expect((await status()).due).toEqual({ nextAt: null, leasedUntil: null, now: 0 });
		await env.DB.prepare("update shipments set status = 'planned'").run();
		expect((await status()).due).toMatchObject({ now: 1 });
	});

	it("shows that everything is paused, until it is resumed", async () => {
		const { pausedAt } = await call<{ pausedAt: string }>("POST", "/pause", 200);
		expect(await call("POST", "/pause", 200)).toEqual({ pausedAt });
		expect((await status()).pausedAt).toBe(pausedAt);
		expect(await call("POST", "/resume", 200)).toEqual({ pausedAt: null });
		expect((await status()).pausedAt).toBeNull();
	});
});

describe("a FedEx account", () => {
	it("is shown without its credentials, which are kept sealed", async () => {
		const id = await makeFedexAccount();
		const account = await call("GET", `/fedex-accounts/${id}`, 200);
		expect(account).toEqual({
			id,
			name: "FedEx NL",
			accountNumber: "510088001",
			environment: "sandbox",
			suspended: null,
			push: null,
			pausedAt: null,
		});
		const row = await env.DB.prepare("select * from fedex_accounts where id = ?").bind(id).first();
		expect(JSON.stringify(row)).not.toMatch(/twin-nl-(ship|track)/);
	});

	it("is checked at FedEx, each project by itself", async () => {
		const id = await makeFedexAccount();
		expect(await call("POST", `/fedex-accounts/${id}/check`, 200)).toEqual({
			ship: { ok: true, problem: null },
			track: { ok: true, problem: null },
		});
		const { id: wrong } = await call<{ id: string }>("POST", "/fedex-accounts", 201, {
			body: {
				name: "Mistyped",
				accountNumber: "510088001",
				environment: "sandbox",
				ship: { clientId: "twin-nl-ship-key", clientSecret: "twin-nl-ship-secret" },
				track: { clientId: "twin-nl-track-key", clientSecret: "mistyped" },
			},
		});
		expect(await call("POST", `/fedex-accounts/${wrong}/check`, 200)).toEqual({
			ship: { ok: true, problem: null },
			track: { ok: false, problem: expect.stringMatching(/\w/) },
		});
	});

	it("is checked at FedEx Freight too, where it has credentials for it", async () => {
		const body = (clientSecret: string) => ({
			name: "With freight",
			accountNumber: "510088001",
			environment: "sandbox",
			ship: { clientId: "twin-nl-ship-key", clientSecret: "twin-nl-ship-secret" },
			track: { clientId: "twin-nl-track-key", clientSecret: "twin-nl-track-secret" },
			freight: { clientId: FEDEX_DEMO_FREIGHT.clientId, clientSecret },
		});
		const { id: wrong } = await call<{ id: string }>("POST", "/fedex-accounts", 201, {
			body: body("mistyped"),
		});
		expect(await call("POST", `/fedex-accounts/${wrong}/check`, 200)).toMatchObject({
			ship: { ok: true },
			freight: { ok: false, problem: expect.stringContaining("freight credentials") },
		});
	});

	it("is paused and resumed, each as often as one likes", async () => {
		const id = await makeFedexAccount();
		const paused = await call<{ pausedAt: string }>("POST", `/fedex-accounts/${id}/pause`, 200);
		expect(Date.parse(paused.pausedAt)).toBeGreaterThan(0);
		expect(await call("POST", `/fedex-accounts/${id}/pause`, 200)).toEqual(paused);
		expect(await call("POST", `/fedex-accounts/${id}/resume`, 200)).toMatchObject({
			pausedAt: null,
		});
	});
});
