import { describe, expect, it, vi } from "vitest";

import { AppError } from "../../../src/lib/errors.ts";
import { anAdministration, START } from "../administration.ts";
import { sampleSettings } from "../samples.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Half past midnight in Amsterdam; the first poll is at ten. */
const AFTER_MIDNIGHT_MS = Date.parse("2026-11-23T23:30:00Z") - START;
const SWEEP_CALLS = ["readInfo", "readOrderHeaders", "readOrderLines", "readDeleted"];

/** Read at ten, when one order's transaction was open under a row version that the cursor passed. */
async function anAdministrationWithGap() {
	const admin = await anAdministration();
	admin.enter();
	const late = admin.enter();
	admin.enter();
	const { erp } = admin;
	const rows = [
		{ feed: erp.headers as { timestamp: string }[], row: late.header },
		{ feed: erp.lines as { timestamp: string }[], row: late.line },
	];
	for (const { feed, row } of rows) {
		feed.splice(feed.indexOf(row), 1);
	}
	await admin.run();
	return {
		...admin,
		late: late.exactOrderId,
		commit() {
			for (const { feed, row } of rows) {
				const at = feed.findIndex((other) => other.timestamp > row.timestamp);
				feed.splice(at < 0 ? feed.length : at, 0, row);
			}
		},
		callsOf: async (run: () => Promise<void>) => {
			const before = erp.calls.length;
			await run();
			return erp.calls.slice(before);
		},
	};
}

describe("an order that became visible under a row version that was read past", () => {
	it("is not seen by the polls of the day, and by the first of the next", async () => {
		const admin = await anAdministrationWithGap();
		admin.commit();
		await admin.pollAfter(15 * MINUTE);
		await admin.pollAfter(HOUR);
		await expect(admin.orderOf(admin.late)).rejects.toThrow("not stored");
		await admin.pollAfter(AFTER_MIDNIGHT_MS - HOUR - 15 * MINUTE);
		expect(await admin.orderOf(admin.late)).toMatchObject({ state: "reserved" });
		expect(await admin.shipmentsOf(admin.late)).toHaveLength(1);
	});

	it("is also seen when the run of the sweep dies at any page, and the next one goes on", async () => {
		for (const operation of ["readOrderHeaders", "readOrderLines", "readDeleted"] as const) {
			const admin = await anAdministrationWithGap();
			admin.commit();
			admin.erp.fail(
				operation,
				new AppError({ code: "exact.test", disposition: "retry", message: "no" }),
			);
			await admin.pollAfter(AFTER_MIDNIGHT_MS);
			await admin.pollAfter(15 * MINUTE);
			expect(await admin.orderOf(admin.late)).toMatchObject({ state: "reserved" });
		}
	});

	it("is seen a night later when its transaction was open while the sweep went by", async () => {
		const admin = await anAdministrationWithGap();
		await admin.pollAfter(AFTER_MIDNIGHT_MS);
		admin.commit();
		await admin.pollAfter(15 * MINUTE);
		await expect(admin.orderOf(admin.late)).rejects.toThrow("not stored");
		await admin.pollAfter(24 * HOUR);
		expect(await admin.orderOf(admin.late)).toMatchObject({ state: "reserved" });
	});
});

describe("a sweep", () => {
	it("over what did not change judges nothing, and costs the four calls of a poll", async () => {
		const admin = await anAdministrationWithGap();
		admin.erp.remove("order", admin.late);
		await admin.pollAfter(15 * MINUTE);
		const judge = vi.spyOn(admin.deps.orders, "saveJudgements");
		const cursors = await admin.deps.divisions.cursors(admin.divisionId);
		const calls = await admin.callsOf(() => admin.pollAfter(AFTER_MIDNIGHT_MS));
		expect(calls).toEqual(SWEEP_CALLS);
		expect(judge).not.toHaveBeenCalled();
		expect(await admin.deps.divisions.cursors(admin.divisionId)).toMatchObject({
			"order-headers": { timestamp: cursors["order-headers"]?.timestamp },
			"order-lines": { timestamp: cursors["order-lines"]?.timestamp },
			deleted: { timestamp: cursors.deleted?.timestamp },
		});
	});

	it("comes with the first poll after each midnight of the division's own time zone", async () => {
		const settings = sampleSettings({ timeZone: "Asia/Tokyo" });
		const admin = await anAdministration({ settings });
		const sweep = vi.spyOn(admin.deps.divisions, "beginSweep");
		await admin.run();
		const midnight = Date.parse("2026-11-23T15:00:00Z");
		expect(await admin.division()).toMatchObject({ sweepDueAt: midnight });
		sweep.mockClear();
		await admin.pollAfter(midnight - START - 1);
		expect(sweep).not.toHaveBeenCalled();
		await admin.pollAfter(1);
		await admin.pollAfter(15 * MINUTE);
		expect(sweep).toHaveBeenCalledTimes(1);
		expect(await admin.division()).toMatchObject({ sweepDueAt: midnight + 24 * HOUR });
	});

	it("after nights without a poll is one sweep", async () => {
		const admin = await anAdministrationWithGap();
		admin.commit();
		await admin.pollAfter(5 * 24 * HOUR);
		expect(await admin.orderOf(admin.late)).toMatchObject({ state: "reserved" });
		expect(await admin.division()).toMatchObject({
			sweepDueAt: Date.parse("2026-11-28T23:00:00Z"),
		});
	});

	it("of a division that Exact moved begins where the new row versions begin", async () => {
		const admin = await anAdministrationWithGap();
		admin.erp.moveMarker = "2026-11-22";
		const first = String(1).padStart(20, "0");
		admin.erp.positions = { "order-headers": first, "order-lines": first };
		const calls = await admin.callsOf(() => admin.pollAfter(AFTER_MIDNIGHT_MS));
		expect(calls.filter((call) => call === "readOrderHeaders")).toHaveLength(1);
		admin.commit();
		await admin.pollAfter(15 * MINUTE);
		await expect(admin.orderOf(admin.late)).rejects.toThrow("not stored");
		await admin.pollAfter(24 * HOUR);
		expect(await admin.orderOf(admin.late)).toMatchObject({ state: "reserved" });
	});
});
