import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { auditEvents, connections } from "../../../src/db/schema.ts";
import { createSubscriptionStore, wantSubscriptions } from "../../../src/db/webhooks.ts";
import { AppError, type Disposition } from "../../../src/lib/errors.ts";
import { subscribeWebhooks } from "../../../src/shipping/connect/subscribe-webhooks.ts";
import type { Subscription } from "../../../src/shipping/ports/webhooks.ts";
import { anAdministration, START } from "../administration.ts";
import { sampleId } from "../samples.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const HOST = "https://connector.test";

function failure(disposition: Disposition, code = "exact.test") {
	return new AppError({ code, disposition, message: "no" });
}

/** A division whose subscriptions are wanted now. */
async function aDivision(publicUrl: string | null = HOST) {
	const connectionId = sampleId("con");
	const admin = await anAdministration({ connectionId });
	await admin.db.insert(connections).values({
		id: connectionId,
		name: "Noordzee",
		region: "nl",
		clientId: "app-1",
		webhookSecretSealed: "",
		status: "connected",
		createdAt: START,
		updatedAt: START,
	});
	await admin.db.run(wantSubscriptions(admin.divisionId, START));
	const subscriptions = createSubscriptionStore(admin.db);
	const deps = {
		...admin.deps,
		subscriptions,
		callbackUrl: (id: string) =>
			publicUrl === null ? undefined : `${publicUrl}/webhooks/exact/${id}`,
	};
	return {
		...admin,
		connectionId,
		ours: `${HOST}/webhooks/exact/${connectionId}`,
		rows: () => subscriptions.list(admin.divisionId),
		run: () => subscribeWebhooks(admin.divisionId, deps),
		async runAfter(ms: number) {
			admin.time.now += ms;
			await subscribeWebhooks(admin.divisionId, deps);
		},
	};
}

function states(rows: readonly Subscription[]) {
	return Object.fromEntries(rows.map((row) => [row.topic, row.state]));
}

const SUBSCRIBED = { SalesOrders: "subscribed", GoodsDeliveries: "subscribed" };
const REFUSED = { SalesOrders: "refused", GoodsDeliveries: "refused" };

describe("the webhooks of a division", () => {
	it("are made, one call each after one look, and looked at a day later with one call", async () => {
		const division = await aDivision();
		await division.run();
		expect(states(await division.rows())).toEqual(SUBSCRIBED);
		expect(division.erp.webhooks.map(({ callbackUrl }) => callbackUrl)).toEqual([
			division.ours,
			division.ours,
		]);
		expect(division.erp.calls).toEqual(["listWebhooks", "createWebhook", "createWebhook"]);
		expect(division.lanes).toEqual(["backfill"]);

		await division.runAfter(DAY - 1);
		expect(division.erp.calls).toHaveLength(3);
		await division.runAfter(1);
		expect(division.erp.calls.slice(3)).toEqual(["listWebhooks"]);
		expect((await division.rows()).map((row) => row.dueAt)).toEqual([
			START + 2 * DAY,
			START + 2 * DAY,
		]);
	});

	it("that stand already are left as they are", async () => {
		const division = await aDivision();
		for (const topic of ["SalesOrders", "GoodsDeliveries"]) {
			division.erp.webhooks.push({
				id: topic,
				topic,
				callbackUrl: `${division.ours}/`,
				clientId: "APP-1",
			});
		}
		await division.run();
		expect(states(await division.rows())).toEqual(SUBSCRIBED);
		expect(division.erp.calls).toEqual(["listWebhooks"]);
	});

	it("are made again when Exact dropped one", async () => {
		const division = await aDivision();
		await division.run();
		division.erp.webhooks = division.erp.webhooks.filter(({ topic }) => topic !== "SalesOrders");
		await division.runAfter(DAY);
		expect(division.erp.webhooks).toHaveLength(2);
		expect(states(await division.rows())).toEqual(SUBSCRIBED);
	});

	it("are made once by two runs at once", async () => {
		const division = await aDivision();
		await Promise.all([division.run(), division.run()]);
		expect(division.erp.count("createWebhook")).toBe(2);
	});

	it("of another app are none of its business", async () => {
		const division = await aDivision();
		division.erp.webhooks.push({
			id: "theirs",
			topic: "Items",
			callbackUrl: "https://shop.test/",
			clientId: "app-2",
		});
		await division.run();
		expect(states(await division.rows())).toEqual(SUBSCRIBED);
	});

	it("are found where Exact says that one exists which a moment ago did not", async () => {
		const division = await aDivision();
		const { erp, ours } = division;
		erp.onCall = (operation) => {
			if (operation === "createWebhook" && erp.count(operation) === 1) {
				erp.webhooks.push({ id: "won", topic: "SalesOrders", callbackUrl: ours, clientId: null });
			}
			return Promise.resolve();
		};
		await division.run();
		expect((await division.rows())[0]).toMatchObject({
			state: "subscribed",
			exactSubscriptionId: "won",
		});
	});

	it("that Exact has and hides are refused with the reason, and polling goes on", async () => {
		const division = await aDivision();
		division.erp.hiddenWebhooks.push({
			id: "hidden",
			topic: "SalesOrders",
			callbackUrl: "?",
			clientId: null,
		});
		await division.run();
		expect((await division.rows())[0]).toMatchObject({
			state: "refused",
			reason: { code: "webhook.unseen" },
		});
	});

	it.each([
		["off", { mode: "off" }],
		["paused", { pausedAt: START }],
	] as const)("are left alone while the division is %s", async (_why, change) => {
		const admin = await anAdministration(change);
		await admin.db.run(wantSubscriptions(admin.divisionId, START));
		await subscribeWebhooks(admin.divisionId, {
			...admin.deps,
			subscriptions: createSubscriptionStore(admin.db),
			callbackUrl: () => HOST,
		});
		expect(admin.erp.calls).toEqual([]);
	});

	it("are refused where Exact could not reach this Worker, without a call", async () => {
		const unreachable = await aDivision(null);
		await unreachable.run();
		expect(states(await unreachable.rows())).toEqual(REFUSED);
		expect((await unreachable.rows())[0]?.reason).toMatchObject({ field: "PUBLIC_URL" });
		expect(unreachable.erp.calls).toEqual([]);
	});
});

describe("a webhook that goes to another deployment", () => {
	async function withOther(url = "https://other.example/webhooks/exact/con_9") {
		const division = await aDivision();
		division.erp.webhooks.push({
			id: "theirs",
			topic: "SalesOrders",
			callbackUrl: url,
			clientId: "app-1",
		});
		return division;
	}

	it("is refused with its host and what to do, and never taken over", async () => {
		const division = await withOther();
		await division.run();
		const [orders, deliveries] = await division.rows();
		expect(orders).toMatchObject({
			state: "refused",
			reason: {
				code: "division.other_deployment",
				message: expect.stringContaining("other.example"),
				remedy: expect.stringContaining("delete its subscription"),
			},
		});
		expect(deliveries?.state).toBe("subscribed");
		expect(division.erp.count("deleteWebhook")).toBe(0);
		expect(division.erp.webhooks[0]?.id).toBe("theirs");
	});

	it("stays refused while Exact does not answer, and stands once the other one is gone", async () => {
		const division = await withOther();
		await division.run();
		division.erp.fail("listWebhooks", failure("retry"));
		await division.runAfter(DAY);
		expect((await division.rows())[0]).toMatchObject({
			state: "refused",
			reason: { code: "division.other_deployment" },
			failures: 1,
		});
		division.erp.webhooks = division.erp.webhooks.filter(({ id }) => id !== "theirs");
		await division.runAfter(DAY);
		expect(states(await division.rows())).toEqual(SUBSCRIBED);
	});

	it("is replaced where it is one of this deployment for a connection that is gone", async () => {
		const division = await withOther(`${HOST}/webhooks/exact/con_gone`);
		await division.run();
		expect(states(await division.rows())).toEqual(SUBSCRIBED);
		expect(division.erp.webhooks.map(({ callbackUrl }) => callbackUrl)).toEqual([
			division.ours,
			division.ours,
		]);
	});

	it("is refused where it is one of this deployment for a connection in use", async () => {
		const other = await aDivision();
		const division = await withOther(`${HOST}/webhooks/exact/${other.connectionId}`);
		await division.run();
		expect((await division.rows())[0]?.state).toBe("refused");
		expect(division.erp.count("deleteWebhook")).toBe(0);
	});
});

describe("a subscription that fails", () => {
	it("for want of the scope is refused with the reason, and asked for again a day later", async () => {
		const division = await aDivision();
		division.erp.fail("listWebhooks", failure("suspend", "exact.scope_missing"));
		await division.run();
		expect(states(await division.rows())).toEqual(REFUSED);
		expect((await division.rows())[0]?.reason).toMatchObject({
			code: "exact.scope_missing",
			remedy: expect.stringContaining("organization.administration"),
		});
		await division.runAfter(DAY);
		expect(states(await division.rows())).toEqual(SUBSCRIBED);
	});

	it("for one topic only leaves the other one standing", async () => {
		const division = await aDivision();
		division.erp.onCall = (operation) => {
			if (operation === "createWebhook" && division.erp.count(operation) === 2) {
				division.erp.fail(operation, failure("suspend", "exact.forbidden"));
			}
			return Promise.resolve();
		};
		await division.run();
		expect(states(await division.rows())).toEqual({
			SalesOrders: "subscribed",
			GoodsDeliveries: "refused",
		});
	});

	it("backs off, and after eight tries is made once a day", async () => {
		const division = await aDivision();
		const waits: number[] = [];
		for (let tries = 1; tries <= 9; tries += 1) {
			division.erp.fail("listWebhooks", failure("retry"));
			const before = division.time.now;
			await division.run();
			const [row] = await division.rows();
			expect(row).toMatchObject({ state: "due", failures: Math.min(tries, 8) });
			waits.push((row?.dueAt ?? 0) - before);
			division.time.now = row?.dueAt ?? 0;
		}
		expect(Math.max(...waits.slice(0, 7))).toBeLessThan(2 * 60 * MINUTE);
		expect(waits.slice(7)).toEqual([DAY, DAY]);
		await division.run();
		expect((await division.rows())[0]).toMatchObject({ state: "subscribed", failures: 0 });
	});

	it("whose answer was lost is found and not made twice", async () => {
		const division = await aDivision();
		division.erp.fail("createWebhook", failure("uncertain"), true);
		await division.run();
		await division.runAfter(10 * MINUTE);
		expect(states(await division.rows())).toEqual(SUBSCRIBED);
		expect(division.erp.webhooks).toHaveLength(2);
	});

	it("that Exact calls a bad request waits an hour: such answers block an endpoint", async () => {
		const division = await aDivision();
		division.erp.fail("createWebhook", failure("refuse", "exact.bad_request"));
		await division.run();
		expect((await division.rows())[0]).toMatchObject({
			state: "due",
			dueAt: START + 60 * MINUTE,
		});
	});

	it("because an endpoint rests is not refused, and spends no try", async () => {
		const division = await aDivision();
		division.erp.fail("listWebhooks", failure("suspend", "exact.endpoint_rests"));
		await division.run();
		expect(states(await division.rows())).toEqual({ SalesOrders: "due", GoodsDeliveries: "due" });
		expect((await division.rows()).map(({ failures, dueAt }) => [failures, dueAt])).toEqual([
			[0, START + 15 * MINUTE],
			[0, START + 15 * MINUTE],
		]);
		await division.runAfter(15 * MINUTE);
		expect(states(await division.rows())).toEqual(SUBSCRIBED);
	});

	it("for want of room or of a grant spends no try", async () => {
		const division = await aDivision();
		division.erp.fail("listWebhooks", failure("wait"));
		await division.run();
		expect((await division.rows())[0]).toMatchObject({ failures: 0, dueAt: START + 30_000 });
		division.time.now = START + 30_000;
		division.erp.fail("listWebhooks", failure("reauthorize"));
		await division.run();
		expect((await division.rows())[0]).toMatchObject({
			failures: 0,
			dueAt: START + 30_000 + 15 * MINUTE,
		});
		const noted = await division.db
			.select({ action: auditEvents.action })
			.from(auditEvents)
			.where(eq(auditEvents.subject, `connection:${division.connectionId}`));
		expect(noted).toEqual([{ action: "connection.needs_reauthorization" }]);
	});
});
