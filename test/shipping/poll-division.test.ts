import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { connections, divisions, orders, settings } from "../../src/db/schema.ts";
import { AppError, type Disposition } from "../../src/lib/errors.ts";
import { anAdministration, START } from "./administration.ts";
import { sampleSettings } from "./samples.ts";

const MINUTE = 60_000;
const FEEDS = ["readOrderHeaders", "readOrderLines", "readDeleted"] as const;

function failure(disposition: Disposition, retryAfterSeconds?: number) {
	return new AppError({ code: "exact.test", disposition, message: "no", retryAfterSeconds });
}

describe("a poll", () => {
	it("reads every feed to its end, page by page, and judges what it read", async () => {
		const admin = await anAdministration();
		const entered = Array.from({ length: 5 }, () => admin.enter());
		admin.erp.pageSize = 2;
		await admin.run();
		expect(FEEDS.map((feed) => admin.erp.count(feed))).toEqual([3, 3, 1]);
		for (const { exactOrderId } of entered) {
			expect(await admin.orderOf(exactOrderId)).toMatchObject({ state: "reserved" });
		}
		expect(await admin.division()).toMatchObject({
			pollId: null,
			lastPollAt: START,
			pollDueAt: START + 15 * MINUTE,
		});
		expect(admin.wakeUps).toContain("ship");
	});

	it("goes on behind what was read: nothing is read twice", async () => {
		const admin = await anAdministration();
		admin.enter();
		await admin.run();
		const { exactOrderId } = admin.enter();
		const before = admin.erp.calls.length;
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.orderOf(exactOrderId)).toMatchObject({ state: "reserved" });
		expect(admin.erp.calls.slice(before).filter((call) => call.startsWith("readOrder"))).toEqual([
			"readOrderHeaders",
			"readOrderLines",
		]);
		expect(await admin.deps.divisions.cursors(admin.divisionId)).toMatchObject({
			"order-headers": {
				timestamp: admin.erp.headers.at(-1)?.timestamp,
				readToEndAt: START + 15 * MINUTE,
			},
			"order-lines": { timestamp: admin.erp.lines.at(-1)?.timestamp },
		});
	});

	it("costs four calls where nothing changed", async () => {
		const admin = await anAdministration();
		admin.enter();
		await admin.run();
		const before = admin.erp.calls.length;
		await admin.pollAfter(15 * MINUTE);
		expect(admin.erp.calls.slice(before)).toEqual([
			"readInfo",
			"readOrderHeaders",
			"readOrderLines",
			"readDeleted",
		]);
	});

	it("waits for an endpoint that rests, shows it with the remedy, and spends no try", async () => {
		const admin = await anAdministration();
		const rests = new AppError({
			code: "exact.endpoint_rests",
			disposition: "suspend",
			message: "Exact refused calls to crm/Items 6 times within an hour.",
			retryAfterSeconds: 3_540,
		});
		admin.erp.fail("readOrderLines", rests);
		await admin.run();
		expect(await admin.division()).toMatchObject({
			pollDueAt: START + 59 * MINUTE,
			pollFailures: 0,
			pollProblem: {
				code: "exact.endpoint_rests",
				message: expect.stringContaining("crm/Items"),
				remedy: expect.stringContaining("by itself"),
			},
		});
		admin.time.now += 59 * MINUTE;
		await admin.run();
		expect(await admin.division()).toMatchObject({
			pollProblem: null,
			lastPollAt: START + 59 * MINUTE,
		});
	});

	it("tells the budget what its calls have used", async () => {
		const admin = await anAdministration();
		await admin.run();
		expect(admin.room.flushes).toBe(1);
		expect(admin.lanes).toEqual(["label"]);
	});

	it("judges as many orders as were read, however many are judged at once", async () => {
		const admin = await anAdministration();
		for (let at = 0; at < 250; at += 1) {
			admin.enter();
		}
		await admin.run();
		const rows = await admin.db
			.select({ state: orders.state })
			.from(orders)
			.where(eq(orders.divisionId, admin.divisionId));
		expect(rows).toHaveLength(250);
		expect(new Set(rows.map((row) => row.state))).toEqual(new Set(["reserved"]));
	});

	it("is done by one of two that come at once", async () => {
		const admin = await anAdministration();
		admin.enter();
		await Promise.all([admin.run(), admin.run()]);
		expect(FEEDS.map((feed) => admin.erp.count(feed))).toEqual([1, 1, 1]);
	});

	it.each([
		["not due", { pollDueAt: START + 1 }],
		["without a next poll", { pollDueAt: null }],
		["off", { mode: "off" }],
		["paused", { pausedAt: START }],
		["without settings", { settings: null }],
	] as const)("is not begun for a division that is %s", async (_why, change) => {
		const admin = await anAdministration(change);
		await admin.run();
		expect(admin.erp.calls).toEqual([]);
	});

	it("is not begun while everything is paused", async () => {
		const admin = await anAdministration();
		await admin.db.update(settings).set({ pausedAt: START });
		await admin.run();
		await admin.db.update(settings).set({ pausedAt: null });
		expect(admin.erp.calls).toEqual([]);
		await admin.run();
		expect(admin.erp.count("readOrderHeaders")).toBe(1);
	});
});

describe("a poll that fails", () => {
	it("goes on later with the page that it stopped at", async () => {
		const admin = await anAdministration();
		const entered = Array.from({ length: 5 }, () => admin.enter());
		admin.erp.pageSize = 2;
		admin.erp.onCall = (operation) => {
			if (operation === "readOrderHeaders" && admin.erp.count(operation) === 2) {
				admin.erp.fail(operation, failure("retry"));
			}
			return Promise.resolve();
		};
		await admin.run();
		const failed = await admin.division();
		expect(failed).toMatchObject({ pollFailures: 1, lastPollAt: null });
		expect(failed.pollDueAt).toBeGreaterThan(START);
		expect(failed.pollDueAt).toBeLessThanOrEqual(START + 30_000);
		expect(failed.pollId).not.toBe(null);

		admin.time.now = failed.pollDueAt ?? 0;
		await admin.run();
		// Three pages and the one that failed.
		expect(admin.erp.count("readOrderHeaders")).toBe(4);
		expect(await admin.division()).toMatchObject({ pollFailures: 0, pollId: null });
		for (const { exactOrderId } of entered) {
			expect(await admin.orderOf(exactOrderId)).toMatchObject({ state: "reserved" });
		}
	});

	it("while orders are judged leaves them to be judged", async () => {
		const admin = await anAdministration();
		const { exactOrderId } = admin.enter();
		admin.erp.fail("readAddresses", failure("retry"));
		await admin.run();
		expect(await admin.orderOf(exactOrderId)).toMatchObject({ state: "new", judgeDueAt: START });
		const { pollDueAt } = await admin.division();
		admin.time.now = pollDueAt ?? 0;
		await admin.run();
		expect(admin.erp.count("readOrderHeaders")).toBe(1);
		expect(await admin.orderOf(exactOrderId)).toMatchObject({
			state: "reserved",
			judgeDueAt: null,
		});
	});

	it.each([
		["there is no room", failure("wait", 42), 42_000, 0],
		["the grant is dead", failure("reauthorize"), 15 * MINUTE, 0],
		["an endpoint rests", failure("suspend"), 15 * MINUTE, 0],
		["Exact refuses the question", failure("refuse"), 15 * MINUTE, 0],
	])("waits when %s", async (_why, error, waitMs, failures) => {
		const admin = await anAdministration();
		admin.erp.fail("readInfo", error);
		await admin.run();
		expect(await admin.division()).toMatchObject({
			pollDueAt: START + waitMs,
			pollFailures: failures,
		});
		expect(admin.room.flushes).toBe(1);
	});

	it("because the grant is dead has its connection say so, once", async () => {
		const admin = await anAdministration();
		const { connectionId } = await admin.division();
		await admin.db.insert(connections).values({
			id: connectionId,
			name: "NL",
			region: "nl",
			clientId: crypto.randomUUID(),
			webhookSecretSealed: "",
			status: "connected",
			keepAliveDueAt: START,
			createdAt: START,
			updatedAt: START,
		});
		admin.erp.fail("readInfo", failure("reauthorize"));
		await admin.run();
		admin.erp.fail("readInfo", failure("reauthorize"));
		await admin.pollAfter(15 * MINUTE);
		const [connection] = await admin.db
			.select()
			.from(connections)
			.where(eq(connections.id, connectionId));
		expect(connection).toMatchObject({
			status: "needs_reauthorization",
			keepAliveDueAt: null,
			version: 2,
		});
	});

	it("is tried for ever, ever more seldom", async () => {
		const admin = await anAdministration({ pollFailures: 500 });
		admin.erp.fail("readInfo", new TypeError("odd"));
		await admin.run();
		const { pollDueAt } = await admin.division();
		expect(pollDueAt).toBeGreaterThan(START);
		expect(pollDueAt).toBeLessThanOrEqual(START + 6 * 3_600_000);
	});

	it("gives its lease back, so that the next one need not wait for it", async () => {
		const admin = await anAdministration();
		admin.erp.fail("readInfo", failure("retry"));
		await admin.run();
		await admin.pollAfter(MINUTE);
		expect(await admin.division()).toMatchObject({ lastPollAt: START + MINUTE });
	});
});

describe("a poll that takes long", () => {
	it("hands over to the next wake-up and is gone on with where it stands", async () => {
		const admin = await anAdministration();
		const entered = Array.from({ length: 6 }, () => admin.enter());
		admin.erp.pageSize = 1;
		admin.erp.onCall = (operation) => {
			admin.time.now += operation === "readOrderHeaders" ? 12_000 : 0;
			return Promise.resolve();
		};
		await admin.run();
		expect(admin.erp.count("readOrderHeaders")).toBe(5);
		expect(admin.wakeUps).toEqual(["poll"]);
		expect(await admin.division()).toMatchObject({ pollDueAt: START, lastPollAt: null });

		admin.erp.onCall = () => Promise.resolve();
		await admin.run();
		expect(admin.erp.count("readOrderHeaders")).toBe(6);
		for (const { exactOrderId } of entered) {
			expect(await admin.orderOf(exactOrderId)).toMatchObject({ state: "reserved" });
		}
	});

	it("is followed at once by the one that was asked for meanwhile", async () => {
		const admin = await anAdministration();
		admin.erp.onCall = async (operation) => {
			admin.time.now += 1_000;
			if (operation === "readDeleted") {
				await admin.deps.divisions.requestPoll(admin.divisionId, admin.time.now);
			}
		};
		await admin.run();
		const { pollDueAt, lastPollAt } = await admin.division();
		expect(pollDueAt).toBeLessThanOrEqual(lastPollAt ?? 0);
	});
});

describe("the division's schedule", () => {
	it("says when the next poll is, in its own time zone", async () => {
		const settings_ = sampleSettings({ schedule: "0 8 * * mon-fri" });
		const admin = await anAdministration({ settings: settings_ });
		await admin.run();
		const [row] = await admin.db.select().from(divisions).where(eq(divisions.id, admin.divisionId));
		expect(row?.pollDueAt).toBe(Date.parse("2026-11-24T07:00:00Z"));
	});
});
