import { describe, expect, it } from "vitest";

import { AppError, type Disposition } from "../../src/lib/errors.ts";
import { LIMITS } from "../../src/shipping/limits.ts";
import type { BookingFinder } from "../../src/shipping/ports.ts";
import { aDivisionAtFedex, HOUR, MINUTE, START } from "./lost-calls.ts";

function failure(disposition: Disposition, retryAfterSeconds?: number) {
	return new AppError({ code: "fedex.test", disposition, message: "no", retryAfterSeconds });
}

/** Lost answers of an account whose look-ups fail as long as there are failures left. */
async function lost(count: number, failures: Error[] = []) {
	const division = await aDivisionAtFedex();
	const finderOf = division.deps.finder;
	division.deps.finder = async (account): Promise<BookingFinder> => {
		const finder = await finderOf(account);
		return {
			...finder,
			findByReference: (asked) => {
				const failed = failures.shift();
				return failed === undefined ? finder.findByReference(asked) : Promise.reject(failed);
			},
		};
	};
	const ids: string[] = [];
	for (let at = 0; at < count; at += 1) {
		ids.push((await division.due()).id);
	}
	division.break("cut-after", { times: count });
	await division.ship();
	const [id = ""] = ids;
	return { division, id, ids };
}

describe("a look that fails", () => {
	it.each([
		["FedEx is away", failure("retry")],
		["FedEx refuses to look", failure("refuse")],
		["nobody knows why", new TypeError("x is undefined")],
	])("because %s is repeated later, and counts as no look", async (_why, error) => {
		const { division, id } = await lost(1, [error]);
		await division.after(MINUTE);
		const [attempt] = await division.attempts(id);
		expect(attempt).toMatchObject({ state: "lost", looks: 0, lookLeasedUntil: null });
		expect(attempt?.lookDueAt).toBeGreaterThan(division.clock.now());
		expect(await division.shipment(id)).toMatchObject({ status: "unknown" });
		await division.after(HOUR);
		expect(await division.uncancelled()).toEqual([]);
		expect(await division.attempts(id)).toMatchObject([{ lookFailures: 0 }]);
	});

	it("never leads to a second label, however often it fails", async () => {
		const failures = Array.from({ length: 30 }, () => failure("retry"));
		const { division, id } = await lost(1, failures);
		while (failures.length > 0) {
			await division.after(LIMITS.backoffCapMs);
		}
		expect(await division.shipment(id)).toMatchObject({ status: "unknown" });
		await division.ship();
		expect(division.calls("ship.create")).toBe(1);
	});
});

describe("what stops the whole account", () => {
	it.each([
		["wait", 45, 45_000],
		["suspend", undefined, LIMITS.suspendedProbeMs],
	] as const)("(%s) puts all its looks off together", async (disposition, seconds, wait) => {
		const stop = failure(disposition, seconds);
		const { division, ids } = await lost(3, [stop, stop, stop]);
		await division.after(MINUTE);
		const now = division.clock.now();
		for (const id of ids) {
			expect(await division.attempts(id)).toMatchObject([
				{ state: "lost", looks: 0, lookFailures: 0, lookDueAt: now + wait, lookLeasedUntil: null },
			]);
		}
		expect(await division.deps.accounts.find(division.accountId)).toMatchObject({
			suspendedAt: null,
		});
		await division.after(wait);
		expect(await division.uncancelled()).toEqual([]);
	});

	it("when a cancellation meets it, spends no try", async () => {
		const { division, id } = await lost(1);
		division.faults.replace([
			{ operation: "ship.cancel", kind: "status-before", rate: 1, times: 1, status: 429 },
			{ operation: "ship.cancel", kind: "status-before", rate: 1, times: 1, status: 503 },
		]);
		await division.after(MINUTE);
		expect(await division.attempts(id)).toMatchObject([{ state: "cancelling", cancelTries: 0 }]);
		await division.after(MINUTE);
		expect(await division.attempts(id)).toMatchObject([{ state: "cancelling", cancelTries: 0 }]);
		await division.after(HOUR);
		expect(await division.uncancelled()).toEqual([]);
	});
});

describe("a cancellation whose answer is lost", () => {
	it("is looked at, and what it did is seen", async () => {
		const { division, id } = await lost(1);
		const cut = { operation: "ship.cancel", kind: "cut-after" as const, rate: 1 };
		division.faults.replace([{ ...cut, times: 1 }]);
		await division.after(MINUTE);
		expect(await division.uncancelled()).toEqual([]);
		await division.after(HOUR);
		expect(await division.attempts(id)).toMatchObject([{ state: "cancelled" }]);
	});
});

describe("the day's calls to Track", () => {
	const count = (division: Awaited<ReturnType<typeof lost>>["division"], calls: number) =>
		division.deps.counts.add("2026-11-23", [
			{ scope: `fedex_account:${division.accountId}`, name: "track-calls", count: calls },
		]);

	it("leave looks their own part when following parcels has used up its", async () => {
		const { division } = await lost(1);
		await count(division, LIMITS.trackDayCalls);
		await division.after(MINUTE);
		expect(await division.uncancelled()).toEqual([]);
		const used = await division.deps.counts.find(
			"2026-11-23",
			`fedex_account:${division.accountId}`,
			"track-calls",
		);
		expect(used).toBe(LIMITS.trackDayCalls + 1);
	});

	it("once all are used put looks off until midnight in Greenwich", async () => {
		const { division, id } = await lost(1);
		await count(division, LIMITS.trackProjectDayCalls);
		await division.after(MINUTE);
		expect(division.calls("track.references")).toBe(0);
		expect(await division.attempts(id)).toMatchObject([
			{ lookDueAt: Date.parse("2026-11-24T00:00:00Z") },
		]);
		expect(START).toBeLessThan(division.clock.now());
	});
});
