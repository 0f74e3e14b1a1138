import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";

import { listDueScopes } from "../../../src/db/due.ts";
import {
	dailyCounts,
	fedexAccounts,
	settings,
	shipments,
	trackingGroups,
} from "../../../src/db/schema.ts";
import { AppError, type Disposition } from "../../../src/lib/errors.ts";
import type { Decision } from "../../../src/shipping/model/decision.ts";
import { LIMITS } from "../../../src/shipping/model/limits.ts";
import { DAY, HOUR, MINUTE, parcelsOnTheirWay, START } from "../parcels-on-their-way.ts";

function failure(disposition: Disposition, seconds?: number) {
	return new AppError({
		code: "fedex.test",
		disposition,
		message: "no",
		retryAfterSeconds: seconds,
	});
}

describe("parcels that are due", () => {
	it("are read 30 a call: 31 labels are two groups and two calls", async () => {
		const way = await parcelsOnTheirWay();
		for (let at = 0; at < 31; at += 1) {
			await way.label();
		}
		await way.drain();
		expect(way.calls.map((numbers) => numbers.length).toSorted()).toEqual([1, 30]);
		const groups = await way.groups();
		expect(groups.map((group) => group.members).toSorted()).toEqual([1, 30]);
		await way.drain();
		expect(way.calls).toHaveLength(2);
		await way.drainAfter(3 * HOUR);
		expect(way.calls).toHaveLength(4);
	});

	it("of a shipment with more than a call takes are shared out", async () => {
		const way = await parcelsOnTheirWay();
		const { id } = await way.label(40);
		await way.drain();
		expect(way.calls.map((numbers) => numbers.length).toSorted()).toEqual([10, 30]);
		const parcels = await way.packagesOf(id);
		expect(new Set(parcels.map((parcel) => parcel.trackingGroupId)).size).toBe(2);
	});

	it("wake their account, unless everything is paused: a pause of the account makes no labels, but follows", async () => {
		const way = await parcelsOnTheirWay();
		const { db, accountId } = way;
		await way.label();
		const woken = async (now: number) =>
			(await listDueScopes(db, now)).filter(({ scope }) => scope === accountId);
		expect(await woken(START - 1)).toEqual([]);
		expect(await woken(START)).toEqual([{ kind: "track", scope: accountId }]);
		await db.update(settings).set({ pausedAt: START });
		expect(await woken(START)).toEqual([]);
		await way.drain();
		expect(way.calls).toEqual([]);
		await db.update(settings).set({ pausedAt: null });
		await db.update(fedexAccounts).set({ pausedAt: START }).where(eq(fedexAccounts.id, accountId));
		expect(await woken(START)).toEqual([{ kind: "track", scope: accountId }]);
		await way.drain();
		expect(way.calls).toHaveLength(1);
	});

	it("are read by one of two drains at once", async () => {
		const way = await parcelsOnTheirWay();
		await way.label();
		await Promise.all([way.drain(), way.drain()]);
		expect(way.calls).toHaveLength(1);
	});

	it("that FedEx does not know yet stay as they are", async () => {
		const way = await parcelsOnTheirWay();
		const { id } = await way.label();
		await way.drain();
		expect(await way.shipmentOf(id)).toMatchObject({ trackingState: "label_made", version: 1 });
		const [group] = await way.groups();
		expect(group?.dueAt).toBeGreaterThanOrEqual(START + 2 * HOUR);
		expect(await way.auditOf(id)).toEqual([]);
	});
});

describe("a look without news", () => {
	it("writes one row: the group's next look", async () => {
		const way = await parcelsOnTheirWay();
		const { numbers } = await way.label(1, { shipDate: "2026-11-20" });
		way.scan(numbers[0], "label_made");
		await way.drain();
		const settle = vi.spyOn(way.deps.tracking, "settle");
		const batch = vi.spyOn(way.db.$client, "batch");
		await way.drainAfter(3 * HOUR);
		expect(settle).toHaveBeenCalledTimes(1);
		expect(settle.mock.calls[0]?.[1]).toMatchObject({ news: [], leaving: [], moving: [] });
		expect(batch).toHaveBeenCalledTimes(1);
		const [results] = await Promise.all(batch.mock.results.map((one) => one.value));
		expect(results).toHaveLength(1);
		expect(results?.[0]?.meta.changes).toBe(1);
	});
});

describe("what happened", () => {
	it("is stored once, however often it is told", async () => {
		const way = await parcelsOnTheirWay();
		const { id, numbers } = await way.label();
		way.scan(numbers[0], "label_made");
		way.scan(numbers[0], "in_transit", START + MINUTE);
		await way.drain();
		await way.drainAfter(3 * HOUR);
		const events = await way.eventsOf(id);
		expect(events.map(({ at, code, location }) => ({ at, code, location }))).toEqual([
			{ at: START, code: "OC", location: "ZWOLLE, NL" },
			{ at: START + MINUTE, code: "IT", location: "ZWOLLE, NL" },
		]);
		expect(await way.packagesOf(id)).toMatchObject([
			{
				trackingState: "in_transit",
				trackingUniqueId: `1~${numbers[0]}~FX`,
				lastEventAt: START + MINUTE,
			},
		]);
		expect(way.calls[1]?.[0]?.uniqueId).toBe(`1~${numbers[0]}~FX`);
	});

	it("moves the shipment, once a state, and is recorded", async () => {
		const way = await parcelsOnTheirWay();
		const { id, numbers } = await way.label();
		for (const state of ["in_transit", "in_transit", "out_for_delivery", "delivered"] as const) {
			way.scan(numbers[0], state);
			await way.drainAfter(3 * HOUR);
		}
		expect(await way.shipmentOf(id)).toMatchObject({ trackingState: "delivered", version: 4 });
		expect(await way.auditOf(id)).toEqual([
			["shipment.tracked", { from: "label_made", to: "in_transit" }],
			["shipment.tracked", { from: "in_transit", to: "out_for_delivery" }],
			["shipment.tracked", { from: "out_for_delivery", to: "delivered" }],
		]);
	});

	it("never takes a shipment back, but for trouble", async () => {
		const way = await parcelsOnTheirWay();
		const { id, numbers } = await way.label();
		const states: unknown[] = [];
		for (const state of [
			"out_for_delivery",
			"in_transit",
			"exception",
			"in_transit",
			"label_made",
		] as const) {
			way.scan(numbers[0], state);
			await way.drainAfter(3 * HOUR);
			states.push((await way.shipmentOf(id))?.trackingState);
		}
		expect(states).toEqual([
			"out_for_delivery",
			"out_for_delivery",
			"exception",
			"in_transit",
			"in_transit",
		]);
	});

	it("to one of two parcels moves the shipment only as far as the other is", async () => {
		const way = await parcelsOnTheirWay();
		const { id, numbers } = await way.label(2);
		const stateNow = async () => (await way.shipmentOf(id))?.trackingState;
		way.scan(numbers[0], "delivered");
		await way.drain();
		expect(await stateNow()).toBe("label_made");
		way.scan(numbers[1], "in_transit");
		await way.drainAfter(3 * HOUR);
		expect(await stateNow()).toBe("in_transit");
		way.scan(numbers[1], "delivered");
		await way.drainAfter(3 * HOUR);
		expect(await stateNow()).toBe("delivered");
		expect(await way.groups()).toEqual([]);
		expect(way.calls.map((asked) => asked.length)).toEqual([2, 1, 1]);
	});

	it("is made up for when the run died before the group was settled", async () => {
		const way = await parcelsOnTheirWay();
		const { id, numbers } = await way.label();
		way.scan(numbers[0], "delivered");
		vi.spyOn(way.deps.tracking, "settle").mockRejectedValueOnce(new Error("D1 is away"));
		await expect(way.drain()).rejects.toThrow("D1 is away");
		expect(await way.groups()).toHaveLength(1);
		await way.drain();
		expect(await way.shipmentOf(id)).toMatchObject({ trackingState: "delivered", version: 2 });
		expect(await way.eventsOf(id)).toHaveLength(1);
		expect(await way.groups()).toEqual([]);
	});

	it("to a label that was voided meanwhile is not told", async () => {
		const way = await parcelsOnTheirWay();
		const { id, numbers } = await way.label();
		await way.db.update(shipments).set({ status: "voided" }).where(eq(shipments.id, id));
		way.scan(numbers[0], "in_transit");
		await way.drain();
		expect(await way.shipmentOf(id)).toMatchObject({ trackingState: "label_made", version: 1 });
		expect(await way.groups()).toEqual([]);
	});
});

describe("groups", () => {
	it("lose who is delivered, and part by how often their members are looked at", async () => {
		const way = await parcelsOnTheirWay();
		const labels = [await way.label(), await way.label(), await way.label(), await way.label()];
		await way.drain();
		way.scan(labels[0]?.numbers[0], "delivered");
		way.scan(labels[1]?.numbers[0], "out_for_delivery");
		way.scan(labels[2]?.numbers[0], "in_transit");
		await way.drainAfter(3 * HOUR);
		const groups = await way.groups();
		expect(groups.map(({ pace, members }) => [pace, members]).toSorted()).toEqual([
			["in_transit", 1],
			["out_for_delivery", 1],
			["picking_up", 1],
		]);
		const quick = groups.find((group) => group.pace === "out_for_delivery");
		expect((quick?.dueAt ?? 0) - way.time.now).toBeLessThanOrEqual(18 * MINUTE);
		const [parcel] = await way.packagesOf(labels[0]?.id ?? "");
		expect(parcel).toMatchObject({ trackingState: "delivered", trackingGroupId: null });
	});

	it("of one pace become one again when their time comes", async () => {
		const way = await parcelsOnTheirWay();
		for (let at = 0; at < 2; at += 1) {
			const { numbers } = await way.label();
			way.scan(numbers[0], "in_transit");
			await way.drainAfter(2 * MINUTE);
		}
		expect(await way.groups()).toHaveLength(2);
		await way.drainAfter(3 * HOUR);
		expect(await way.groups()).toMatchObject([{ pace: "in_transit", members: 2 }]);
	});

	it("keep what came back to its shipper as returned, and look no more", async () => {
		const way = await parcelsOnTheirWay();
		const { id, numbers } = await way.label();
		way.scan(numbers[0], "returned");
		await way.drain();
		way.scan(numbers[0], "delivered");
		await way.drainAfter(7 * HOUR);
		expect(await way.shipmentOf(id)).toMatchObject({ trackingState: "returned" });
		expect(await way.groups()).toEqual([]);
	});
});

describe("a label that FedEx never scanned", () => {
	it("is a person's matter after 14 days, and is looked at no more", async () => {
		const way = await parcelsOnTheirWay();
		const { id, numbers } = await way.label();
		way.scan(numbers[0], "label_made");
		await way.drainAfter(14 * DAY - 1);
		expect((await way.shipmentOf(id))?.decision).toBeNull();
		await way.drainAfter(5 * HOUR);
		expect((await way.shipmentOf(id))?.decision).toMatchObject({ code: "tracking.never_scanned" });
		expect((await way.auditOf(id)).at(-1)).toEqual([
			"shipment.decision_needed",
			{ code: "tracking.never_scanned" },
		]);
		expect(await way.groups()).toEqual([]);
	});

	it("is nobody's matter where it is for goods that may come back, and is looked at for 90 days", async () => {
		const way = await parcelsOnTheirWay();
		const { id, numbers } = await way.label(1, { kind: "return", returnOf: "shp_out" });
		way.scan(numbers[0], "label_made");
		await way.drainAfter(15 * DAY);
		expect(await way.groups()).toHaveLength(1);
		await way.drainAfter(76 * DAY);
		expect((await way.shipmentOf(id))?.decision).toBeNull();
		expect(await way.groups()).toEqual([]);
	});

	it("leaves a decision that is open already as it is", async () => {
		const way = await parcelsOnTheirWay();
		const decision: Decision = {
			code: "order.cancelled_after_label",
			message: "m",
			remedy: "r",
			choices: ["keep"],
			cause: "cancelled",
			at: START,
		};
		const { id } = await way.label(1, { decision });
		await way.drainAfter(15 * DAY);
		expect((await way.shipmentOf(id))?.decision).toEqual(decision);
		expect(await way.groups()).toEqual([]);
	});

	it("and a parcel that never arrives, after 90 days", async () => {
		const way = await parcelsOnTheirWay();
		const { id, numbers } = await way.label();
		way.scan(numbers[0], "exception");
		await way.drainAfter(89 * DAY);
		expect(await way.groups()).toHaveLength(1);
		await way.drainAfter(2 * DAY);
		expect((await way.shipmentOf(id))?.decision).toMatchObject({ code: "tracking.never_ended" });
		expect(await way.groups()).toEqual([]);
	});
});

describe("a call that fails", () => {
	it.each([
		["wait", 33, 33_000],
		["suspend", undefined, 15 * MINUTE],
	] as const)("with %s puts off all parcels of the account", async (disposition, seconds, ms) => {
		const way = await parcelsOnTheirWay();
		for (let at = 0; at < 10; at += 1) {
			await way.label(30);
			way.failures.push(failure(disposition, seconds));
		}
		await way.drain();
		expect(way.calls.length).toBeLessThanOrEqual(LIMITS.callsAtOnce);
		const groups = await way.groups();
		expect(new Set(groups.map((group) => group.dueAt))).toEqual(new Set([START + ms]));
		expect(groups.every((group) => group.failures === 0)).toBe(true);
		const [account] = await way.db
			.select()
			.from(fedexAccounts)
			.where(eq(fedexAccounts.id, way.accountId));
		expect(account?.suspendedAt).toBeNull();
	});

	it("with 5xx puts off its group alone, and is repeated for ever", async () => {
		const way = await parcelsOnTheirWay();
		const labels = [await way.label(30), await way.label(30)];
		for (const { numbers } of labels) {
			way.scan(numbers[0], "in_transit");
		}
		way.failures.push(failure("retry"));
		await way.drain();
		expect(await way.groups()).toHaveLength(3);
		const failed = (await way.groups()).find((group) => group.failures > 0);
		expect(failed).toMatchObject({ failures: 1, members: 30 });
		for (let at = 0; at < 12; at += 1) {
			way.failures.push(failure("retry"));
		}
		for (let at = 0; at < 12; at += 1) {
			await way.drainAfter(7 * HOUR);
		}
		await way.drainAfter(7 * HOUR);
		await way.drainAfter(7 * HOUR);
		expect((await way.groups()).every((group) => group.failures === 0)).toBe(true);
	});

	it("for one bad number leaves the others readable", async () => {
		const way = await parcelsOnTheirWay();
		const label = await way.label(8);
		const bad = label.numbers[5];
		for (const number of label.numbers) {
			way.scan(number, "in_transit");
		}
		const tracker = await way.deps.tracker(undefined as never);
		vi.spyOn(tracker, "track").mockImplementation(async (asked) => {
			if (asked.some((number) => number.trackingNumber === bad)) {
				throw failure("refuse");
			}
			return asked.map(({ trackingNumber }) => ({
				kind: "seen" as const,
				trackingNumber,
				uniqueId: null,
				state: "in_transit" as const,
				expectedDeliveryAt: null,
				expectedDayAt: null,
				events: way.scans.get(trackingNumber) ?? [],
			}));
		});
		await way.drain();
		const parcels = await way.packagesOf(label.id);
		expect(parcels.map((parcel) => parcel.trackingState)).toEqual(
			label.numbers.map((number) => (number === bad ? "label_made" : "in_transit")),
		);
		const alone = (await way.groups()).filter((group) => group.failures > 0);
		expect(alone).toMatchObject([{ members: 1 }]);
		expect(alone[0]?.dueAt).toBeGreaterThanOrEqual(START + 2 * HOUR);
	});
});

describe("how fresh it is", () => {
	it("is counted with the news, by what kind of scan it was", async () => {
		const way = await parcelsOnTheirWay();
		const { numbers } = await way.label();
		await way.drain();
		way.scan(numbers[0], "in_transit", START + HOUR);
		way.scan(numbers[0], "in_transit", START + 2 * HOUR);
		way.scan(numbers[0], "out_for_delivery", START + 3 * HOUR - MINUTE);
		await way.drainAfter(3 * HOUR);
		await way.drainAfter(MINUTE * 20);
		const counts = await way.db
			.select()
			.from(dailyCounts)
			.where(eq(dailyCounts.scope, `life:${way.divisionId}`));
		expect(Object.fromEntries(counts.map(({ name, count }) => [name, count]))).toEqual({
			"wait:pick-up:10": 1,
			"wait:in-transit:8": 1,
			"wait:out-for-delivery:0": 1,
		});
	});
});

describe("the day's quota", () => {
	it("is counted by account and day, and waits for 00:00 GMT when it is used up", async () => {
		const way = await parcelsOnTheirWay();
		const scope = `fedex_account:${way.accountId}`;
		await way.label(30);
		await way.label(30);
		await way.db
			.update(trackingGroups)
			.set({ pace: "out_for_delivery" })
			.where(eq(trackingGroups.fedexAccountId, way.accountId));
		await way.deps.counts.add("2026-11-24", [
			{ scope, name: "track-calls", count: LIMITS.trackDayCalls - 1 },
		]);
		await way.drain();
		expect(way.calls).toHaveLength(1);
		expect(await way.deps.counts.find("2026-11-24", scope, "track-calls")).toBe(
			LIMITS.trackDayCalls,
		);
		const midnight = Date.parse("2026-11-25T00:00:00Z");
		expect((await way.groups()).map((group) => group.dueAt)).toContain(midnight);
		await way.drainAfter(midnight - START);
		expect(way.calls).toHaveLength(3);
	});

	it("leaves its last calls to parcels that are expected today", async () => {
		const way = await parcelsOnTheirWay();
		const scope = `fedex_account:${way.accountId}`;
		const due = await way.label(2);
		await way.db
			.update(trackingGroups)
			.set({ pace: "due_today" })
			.where(eq(trackingGroups.fedexAccountId, way.accountId));
		await way.label(3);
		await way.deps.counts.add("2026-11-24", [
			{ scope, name: "track-calls", count: LIMITS.trackUnhurriedDayCalls },
		]);
		await way.drain();
		expect(way.calls.map((numbers) => numbers.map(({ trackingNumber }) => trackingNumber))).toEqual(
			[due.numbers],
		);
		const waiting = (await way.groups()).filter(({ members }) => members === 3);
		expect(waiting.map(({ dueAt }) => dueAt)).toEqual([Date.parse("2026-11-25T00:00:00Z")]);
	});
});

describe("the Document", () => {
	it.each([
		["end-state", 1],
		["milestones", 3],
		["every-scan", 4],
	] as const)("is made due again by the policy %s %s times", async (policy, times) => {
		const way = await parcelsOnTheirWay(policy);
		const { id, numbers } = await way.label();
		let due = 0;
		for (const state of ["in_transit", "in_transit", "out_for_delivery", "delivered"] as const) {
			way.scan(numbers[0], state);
			await way.drainAfter(3 * HOUR);
			const row = await way.documentOf(id);
			if (row?.state === "due") {
				due += 1;
				const [claimed] = await way.deps.writeBacks.claimDue(way.divisionId, {
					ids: [row.id],
					now: way.time.now,
					until: way.time.now + MINUTE,
				});
				expect(claimed?.id).toBe(row.id);
				if (claimed !== undefined) {
					await way.deps.writeBacks.written(claimed, "doc", way.time.now);
				}
			}
		}
		expect(due).toBe(times);
		expect(way.wakeUps.filter((kind) => kind === "write-back")).toHaveLength(times);
		const last = await way.documentOf(id);
		expect(last?.body).toContain("delivered, ship date 2026-11-24.");
		expect(last?.body).toContain("2026-11-24 12:00 UTC: It is in_transit (ZWOLLE, NL)");
	});

	it("stays as it is when a run that died is repeated", async () => {
		const way = await parcelsOnTheirWay();
		const { id, numbers } = await way.label();
		way.scan(numbers[0], "in_transit");
		vi.spyOn(way.deps.tracking, "settle").mockRejectedValueOnce(new Error("D1 is away"));
		await expect(way.drain()).rejects.toThrow();
		const before = await way.documentOf(id);
		await way.drain();
		expect(await way.documentOf(id)).toEqual(before);
	});
});
