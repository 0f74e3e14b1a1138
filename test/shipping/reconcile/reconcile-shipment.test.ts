import { describe, expect, it } from "vitest";

import { aDivisionAtFedex, type DivisionAtFedex, HOUR, MINUTE, START } from "./lost-calls.ts";

/** One shipment whose first call went wrong in that way. */
async function afterLost(
	division: DivisionAtFedex,
	...fault: Parameters<DivisionAtFedex["break"]>
): Promise<string> {
	const { id } = await division.due();
	division.break(...fault);
	await division.ship();
	expect(await division.shipment(id)).toMatchObject({ status: "unknown", dueAt: null });
	return id;
}

const references = async (division: DivisionAtFedex, id: string) =>
	(await division.attempts(id)).map((attempt) => attempt.reference);

describe("a label whose answer was cut off", () => {
	it.each([
		["cut-after", undefined],
		["status-after", 500],
		["status-after", 503],
		["html", 200],
	] as const)(
		"(%s %s) is found after a minute, cancelled, seen cancelled, and made anew: one is left",
		async (kind, status) => {
			const division = await aDivisionAtFedex();
			const id = await afterLost(division, kind, status === undefined ? {} : { status });
			await division.after(MINUTE);
			expect(await division.uncancelled()).toEqual([]);
			expect(await division.shipment(id)).toMatchObject({ status: "unknown" });
			expect(await division.attempts(id)).toMatchObject([
				{ state: "cancelling", cancelTries: 1, lookDueAt: START + 2 * MINUTE },
			]);
			await division.after(MINUTE);
			expect(await division.shipment(id)).toMatchObject({ status: "planned", reason: null });
			expect(division.wakeUps).toContain("ship");
			await division.ship();
			const [first, second] = await references(division, id);
			expect(await division.uncancelled()).toMatchObject([{ reference: second }]);
			expect(await division.atFedex()).toHaveLength(2);
			expect(await division.shipment(id)).toMatchObject({ status: "labelled", reference: second });
			expect(await division.attempts(id)).toMatchObject([
				{ reference: first, state: "cancelled", overlapMs: 0, lookDueAt: null },
				{ state: "confirmed" },
			]);
			expect(await division.actions(id)).toEqual([
				"shipment.claimed",
				"shipment.outcome_unknown",
				"shipment.cancel_asked",
				"shipment.label_cancelled",
				"shipment.claimed",
				"shipment.labelled",
			]);
			expect(division.log.summary().broken).toEqual({});
		},
	);

	it("is looked for twice before another is made, and found at the second look", async () => {
		const division = await aDivisionAtFedex();
		await division.setTwin({ lookupDelayMs: 4 * MINUTE });
		const id = await afterLost(division, "cut-after");
		await division.after(MINUTE - 1);
		expect(division.calls("track.references")).toBe(0);
		await division.after(1);
		expect(division.calls("track.references")).toBe(1);
		expect(await division.attempts(id)).toMatchObject([
			{ state: "lost", looks: 1, lookDueAt: START + 5 * MINUTE },
		]);
		await division.ship();
		expect(await division.atFedex()).toHaveLength(1);
		await division.after(4 * MINUTE);
		expect(await division.uncancelled()).toEqual([]);
		await division.after(MINUTE);
		await division.ship();
		expect(await division.uncancelled()).toHaveLength(1);
	});

	it("that shows up after both looks is cancelled at a watch, and the overlap is told", async () => {
		const division = await aDivisionAtFedex();
		await division.setTwin({ lookupDelayMs: 12 * MINUTE });
		const id = await afterLost(division, "cut-after");
		await division.after(MINUTE);
		await division.after(4 * MINUTE);
		await division.ship();
		const [first, second] = await references(division, id);
		expect(await division.uncancelled()).toHaveLength(2);
		expect(await division.shipment(id)).toMatchObject({ status: "labelled", reference: second });
		await division.after(10 * MINUTE);
		expect(await division.uncancelled()).toMatchObject([{ reference: second }]);
		await division.after(MINUTE);
		expect(await division.attempts(id)).toMatchObject([
			{ reference: first, state: "cancelled", overlapMs: 11 * MINUTE, lookDueAt: null },
			{ reference: second, state: "confirmed" },
		]);
		const [cancelled] = await division.audit(id, "shipment.label_cancelled");
		expect(cancelled).toMatchObject({ number: 1, reference: first, overlapMs: 11 * MINUTE });
		expect(await division.actions(id)).toEqual([
			"shipment.claimed",
			"shipment.outcome_unknown",
			"shipment.attempt_lost",
			"shipment.claimed",
			"shipment.labelled",
			"shipment.label_surfaced",
			"shipment.cancel_asked",
			"shipment.label_cancelled",
		]);
		expect(await division.shipment(id)).toMatchObject({ status: "labelled", decision: null });
	});
});

describe("a label that was never made", () => {
	it("is made by a second attempt with a reference of its own, and the first is watched for two weeks", async () => {
		const division = await aDivisionAtFedex();
		const id = await afterLost(division, "cut-before");
		await division.after(MINUTE);
		await division.after(4 * MINUTE);
		expect(await division.shipment(id)).toMatchObject({ status: "planned" });
		await division.ship();
		const [first, second] = await references(division, id);
		expect(second).not.toBe(first);
		expect(await division.atFedex()).toMatchObject([{ reference: second, cancelledAt: null }]);
		const watches: (number | null)[] = [];
		for (let due = (await division.attempts(id))[0]?.lookDueAt; typeof due === "number";) {
			watches.push((due - START) / MINUTE);
			await division.after(due - division.clock.now());
			due = (await division.attempts(id))[0]?.lookDueAt;
		}
		expect(watches).toEqual([15, 60, 360, 1_440, 4_320, 20_160]);
		expect(await division.attempts(id)).toMatchObject([
			{ state: "lost", looks: 8 },
			{ state: "confirmed" },
		]);
		expect(await division.uncancelled()).toHaveLength(1);
	});

	it("twice blocks the shipment with both references, and a replay may try once more", async () => {
		const division = await aDivisionAtFedex();
		const id = await afterLost(division, "cut-before", { times: 2 });
		await division.after(MINUTE);
		await division.after(4 * MINUTE);
		await division.ship();
		expect(await division.shipment(id)).toMatchObject({ status: "unknown", attemptNumber: 2 });
		await division.after(MINUTE);
		await division.after(4 * MINUTE);
		const [first = "", second = ""] = await references(division, id);
		const blocked = await division.shipment(id);
		expect(blocked).toMatchObject({
			status: "blocked",
			dueAt: null,
			reason: { code: "shipment.attempts_lost" },
		});
		expect(blocked?.reason?.message).toContain(first);
		expect(blocked?.reason?.message).toContain(second);
		await division.ship();
		expect(division.calls("ship.create")).toBe(2);
		expect((await division.attempts(id)).map((attempt) => attempt.lookDueAt)).not.toContain(null);
	});

	it("has its order judged again before another goes out, since what changed meanwhile was not planned", async () => {
		const division = await aDivisionAtFedex();
		const id = await afterLost(division, "cut-before");
		await division.after(MINUTE);
		await division.after(4 * MINUTE);
		const { orderId = "" } = (await division.shipment(id)) ?? {};
		const fresh = await division.deps.shipments.listOrderFreshness([orderId]);
		expect(fresh.get(orderId)).toMatchObject({ isFlagged: true });
	});
});

describe("a pause", () => {
	it.each([
		["of the division", { pausedAt: START }],
		["that a hold is", { mode: "hold" }],
	] as const)("%s lets looking and cancelling go on, and no label be made", async (_what, set) => {
		const division = await aDivisionAtFedex();
		const id = await afterLost(division, "cut-after");
		await division.setDivision(set);
		await division.after(MINUTE);
		await division.after(MINUTE);
		expect(await division.uncancelled()).toEqual([]);
		expect(await division.shipment(id)).toMatchObject({ status: "planned" });
		await division.ship();
		expect(division.calls("ship.create")).toBe(1);
		await division.setDivision({ pausedAt: null, mode: "live" });
		division.clock.advance(2 * MINUTE);
		await division.ship();
		expect(await division.uncancelled()).toHaveLength(1);
	});

	it("of everything stops looking too, and nothing is lost by it", async () => {
		const division = await aDivisionAtFedex();
		const id = await afterLost(division, "cut-after");
		await division.pauseAll(START);
		await division.after(HOUR);
		expect(division.calls("track.references")).toBe(0);
		await division.pauseAll(null);
		await division.reconcile();
		await division.after(MINUTE);
		expect(await division.attempts(id)).toMatchObject([{ state: "cancelled" }]);
	});

	it.each([
		["paused", { pausedAt: START }],
		["suspended", { suspendedAt: START, probeAt: START + HOUR }],
	])("of the account (%s) lets looking and cancelling go on", async (_what, set) => {
		const division = await aDivisionAtFedex();
		const id = await afterLost(division, "cut-after");
		await division.setAccount(set);
		await division.after(MINUTE);
		await division.after(MINUTE);
		expect(await division.attempts(id)).toMatchObject([{ state: "cancelled" }]);
		await division.ship();
		expect(division.calls("ship.create")).toBe(1);
	});
});
