import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";

import { createReplayStore } from "../../../src/db/replays.ts";
import { packages, shipments } from "../../../src/db/schema.ts";
import { createShipmentStore } from "../../../src/db/shipments.ts";
import { LIMITS } from "../../../src/shipping/model/limits.ts";
import { replayShipment } from "../../../src/shipping/operate/replay-shipment.ts";
import type { CancelOutcome } from "../../../src/shipping/ports/carrier.ts";
import { samplePlan } from "../samples.ts";
import { aDivisionAtFedex, type DivisionAtFedex, HOUR, MINUTE, START } from "./lost-calls.ts";

type Told = { cancel: CancelOutcome | undefined };

/** A shipment whose first label was made and lost; FedEx answers cancellations as it is told. */
async function lost(told: Told = { cancel: undefined }) {
	const division = await aDivisionAtFedex({
		carrier: (real) => ({
			cancelBooking: (trackingNumber) =>
				told.cancel === undefined
					? real.cancelBooking(trackingNumber)
					: Promise.resolve(told.cancel),
		}),
	});
	const { id } = await division.due();
	division.break("cut-after");
	await division.ship();
	return { division, id };
}

async function scan(division: DivisionAtFedex): Promise<void> {
	await division.twin.request("/_twin/shipments/shp_0000001", {
		method: "PUT",
		body: JSON.stringify({ travel: "smooth" }),
	});
}

function replay(division: DivisionAtFedex, id: string) {
	const { db, deps } = division;
	const change = { now: division.clock.now(), actor: "operator:test", correlationId: "req_1" };
	return replayShipment(id, change, {
		replays: createReplayStore(db),
		divisions: deps.divisions,
		wakeUps: deps.wakeUps,
	});
}

/** What the judge does with a new plan. */
async function planAgain(division: DivisionAtFedex, id: string) {
	const row = await division.shipment(id);
	if (row === undefined) {
		throw new Error("there is no shipment");
	}
	return createShipmentStore(division.db).replan(
		row,
		{ plan: samplePlan({ service: "FEDEX_PRIORITY" }) },
		{ now: division.clock.now(), actor: "system" },
	);
}

describe("a lost label that FedEx has scanned", () => {
	it("is left to a person with its number, with an alarm, and no second label is made", async () => {
		const { division, id } = await lost();
		await scan(division);
		const error = vi.fn();
		division.deps.log = { ...division.deps.log, with: () => ({ ...division.deps.log, error }) };
		await division.after(9 * HOUR);
		const [made] = await division.atFedex();
		const shipment = await division.shipment(id);
		expect(shipment).toMatchObject({
			status: "blocked",
			reason: { code: "shipment.label_not_cancelled" },
		});
		expect(shipment?.reason?.message).toContain(made?.trackingNumbers[0]);
		expect(error).toHaveBeenCalledWith("shipment.label_not_cancelled", expect.anything(), {
			trackingNumbers: made?.trackingNumbers[0],
			why: "moving",
		});
		expect(await division.attempts(id)).toMatchObject([{ state: "surfaced", lookDueAt: null }]);
		expect(division.calls("ship.cancel")).toBe(0);
		expect(await planAgain(division, id)).toBe("lost");
		await division.ship();
		expect(division.calls("ship.create")).toBe(1);
	});

	it("is told although something else was asked about the shipment before", async () => {
		const { division, id } = await lost();
		await division.setTwin({ lookupDelayMs: 20 * MINUTE });
		await scan(division);
		await division.after(MINUTE);
		await division.after(4 * MINUTE);
		await division.ship();
		await division.db
			.update(shipments)
			.set({
				decision: {
					code: "tracking.never_scanned",
					message: "m",
					remedy: "r",
					choices: ["keep"],
					cause: "c",
					at: START,
				},
			})
			.where(eq(shipments.id, id));
		division.clock.advance(9 * HOUR);
		await division.reconcile();
		expect((await division.shipment(id))?.decision?.code).toBe("shipment.label_not_cancelled");
	});

	it("beside a second label asks a person about the shipment, and says so in the audit", async () => {
		const { division, id } = await lost();
		await division.setTwin({ lookupDelayMs: 20 * MINUTE });
		await scan(division);
		await division.after(MINUTE);
		await division.after(4 * MINUTE);
		await division.ship();
		division.clock.advance(9 * HOUR);
		await division.reconcile();
		const [made] = await division.atFedex();
		expect(await division.shipment(id)).toMatchObject({
			status: "labelled",
			attemptNumber: 2,
			decision: { code: "shipment.label_not_cancelled", at: division.clock.now() },
		});
		await replay(division, id);
		expect(await division.attempts(id)).toMatchObject([
			{ state: "surfaced", lookDueAt: division.clock.now() },
			{ state: "confirmed" },
		]);
		expect(await division.audit(id, "shipment.label_not_cancelled")).toMatchObject([
			{ number: 1, trackingNumbers: made?.trackingNumbers, why: "moving" },
		]);
	});
});

describe("two lost labels that are not cancelled", () => {
	async function twoLoose() {
		const told: Told = { cancel: "too-late" };
		const { division, id } = await lost(told);
		await division.setTwin({ lookupDelayMs: HOUR });
		await division.after(MINUTE);
		await division.after(4 * MINUTE);
		division.break("cut-after");
		await division.ship();
		await division.after(MINUTE);
		await division.after(4 * MINUTE);
		await replay(division, id);
		await planAgain(division, id);
		await division.ship();
		expect(await division.shipment(id)).toMatchObject({ status: "labelled", attemptNumber: 3 });
		division.clock.advance(9 * HOUR);
		await division.reconcile();
		// The second finds the shipment changed by the first, and looks again.
		await division.after(MINUTE);
		const made = await division.atFedex();
		return { division, id, numbers: made.slice(0, 2).map((one) => one.trackingNumbers[0] ?? "") };
	}

	it("are both told to the person who decides", async () => {
		const { division, id, numbers } = await twoLoose();
		const decision = (await division.shipment(id))?.decision;
		expect(numbers).toHaveLength(2);
		for (const number of numbers) {
			expect(decision?.message).toContain(number);
			expect(decision?.cause).toContain(number);
		}
	});

	it("are told once each, however often they are looked at again", async () => {
		const { division, id } = await twoLoose();
		const before = (await division.shipment(id))?.decision?.message;
		await replay(division, id);
		await division.after(MINUTE);
		await division.after(HOUR);
		expect((await division.shipment(id))?.decision?.message).toBe(before);
	});
});

describe("a label that was handed out", () => {
	it("is never cancelled, though FedEx names it for a lost attempt", async () => {
		const { division, id } = await lost();
		const [made] = await division.atFedex();
		const { id: other } = await division.due();
		await division.db
			.update(shipments)
			.set({ status: "labelled", labelledAt: START })
			.where(eq(shipments.id, other));
		await division.db.insert(packages).values({
			shipmentId: other,
			sequence: 1,
			weightGrams: 1_000,
			trackingNumber: made?.trackingNumbers[0] ?? "",
		});
		await division.after(MINUTE);
		await division.after(4 * MINUTE);
		expect(division.calls("ship.cancel")).toBe(0);
		expect(await division.attempts(id)).toMatchObject([{ state: "lost" }]);
	});
});

describe("a cancellation", () => {
	it("that is not seen is asked for again, later and later, and then left to a person", async () => {
		const told: Told = { cancel: "asked" };
		const { division, id } = await lost(told);
		await division.after(MINUTE);
		const waits: number[] = [];
		for (let rounds = 0; rounds < LIMITS.cancelLooksMs.length; rounds += 1) {
			const [attempt] = await division.attempts(id);
			const wait = (attempt?.lookDueAt ?? 0) - division.clock.now();
			waits.push(wait);
			await division.after(wait);
		}
		expect(waits).toEqual([...LIMITS.cancelLooksMs]);
		const [made] = await division.atFedex();
		const shipment = await division.shipment(id);
		expect(shipment).toMatchObject({
			status: "blocked",
			reason: { code: "shipment.label_not_cancelled" },
		});
		expect(shipment?.reason?.message).toContain(made?.trackingNumbers[0]);
		expect(division.calls("ship.create")).toBe(1);
	});

	it("that comes too late is left to a person", async () => {
		const { division, id } = await lost({ cancel: "too-late" });
		await division.after(MINUTE);
		expect(await division.shipment(id)).toMatchObject({
			status: "blocked",
			reason: { message: expect.stringContaining("too late") },
		});
		expect(await division.attempts(id)).toMatchObject([{ state: "surfaced", lookDueAt: null }]);
	});

	it("that a person had made frees the shipment with a replay", async () => {
		const told: Told = { cancel: "too-late" };
		const { division, id } = await lost(told);
		await division.after(MINUTE);
		await replay(division, id);
		expect(division.wakeUps).toContain("reconcile");
		await division.reconcile();
		expect(await division.shipment(id)).toMatchObject({ status: "blocked" });
		told.cancel = undefined;
		await replay(division, id);
		await division.after(0);
		await division.after(MINUTE);
		expect(await division.uncancelled()).toEqual([]);
		expect(await division.shipment(id)).toMatchObject({ status: "planned", reason: null });
		await division.ship();
		expect(await division.uncancelled()).toHaveLength(1);
	});

	it("of what is cancelled by then needs no request", async () => {
		const { division, id } = await lost();
		const [made] = await division.atFedex();
		const account = await division.deps.accounts.find(division.accountId);
		if (account === undefined) {
			throw new Error("there is no account");
		}
		const carrier = await division.deps.carrier(account);
		await carrier.cancelBooking(made?.trackingNumbers[0] ?? "");
		await division.after(MINUTE);
		expect(division.calls("ship.cancel")).toBe(1);
		expect(await division.attempts(id)).toMatchObject([{ state: "cancelled" }]);
		expect(await division.shipment(id)).toMatchObject({ status: "planned" });
	});
});

/** Its answer is lost, FedEx has scanned it, a person has it cancelled there and asks for a replay. */
async function loseCancelAndReplay(division: DivisionAtFedex, told: Told, id: string) {
	told.cancel = "too-late";
	division.break("cut-after");
	await division.ship();
	await division.after(MINUTE);
	expect(await division.shipment(id)).toMatchObject({
		status: "blocked",
		reason: { code: "shipment.label_not_cancelled" },
	});
	told.cancel = undefined;
	await replay(division, id);
	await division.reconcile();
	await division.after(MINUTE);
	expect(await division.uncancelled()).toEqual([]);
}

describe("a label that a person had cancelled", () => {
	it("after as many attempts as there may be leaves the next one to a person's replay", async () => {
		const told: Told = { cancel: undefined };
		const { division, id } = await lost(told);
		await division.after(MINUTE);
		await division.after(MINUTE);
		await loseCancelAndReplay(division, told, id);
		await loseCancelAndReplay(division, told, id);
		expect(await division.shipment(id)).toMatchObject({
			status: "blocked",
			reason: { code: "shipment.answers_unusable" },
		});
		await replay(division, id);
		expect(await planAgain(division, id)).toBe("done");
		await division.ship();
		expect(await division.shipment(id)).toMatchObject({ status: "labelled", attemptNumber: 4 });
	});

	it("frees nothing while another lost attempt was not looked for twice", async () => {
		const told: Told = { cancel: undefined };
		const { division, id } = await lost(told);
		await division.setTwin({ lookupDelayMs: 7 * MINUTE });
		await division.after(MINUTE);
		await division.after(4 * MINUTE);
		division.clock.advance(9 * MINUTE);
		await division.setTwin({ lookupDelayMs: 3 * MINUTE });
		division.break("cut-after");
		await division.ship();
		told.cancel = "too-late";
		await division.after(MINUTE);
		expect(await division.shipment(id)).toMatchObject({ status: "blocked" });
		told.cancel = undefined;
		await replay(division, id);
		await division.reconcile();
		await division.after(MINUTE);
		await division.ship();
		expect(division.calls("ship.create")).toBe(2);
		for (let minutes = 0; minutes < 30; minutes += 1) {
			await division.after(MINUTE);
			await division.ship();
			expect((await division.uncancelled()).length).toBeLessThanOrEqual(1);
		}
		expect(await division.attempts(id)).toMatchObject([
			{ state: "cancelled" },
			{ state: "cancelled" },
			{ state: "confirmed" },
		]);
	});
});

describe("two lost attempts", () => {
	async function twoLost() {
		const division = await aDivisionAtFedex();
		await division.setTwin({ lookupDelayMs: 12 * MINUTE });
		const { id } = await division.due();
		division.break("cut-after", { times: 2 });
		for (let attempt = 0; attempt < 2; attempt += 1) {
			await division.ship();
			await division.after(MINUTE);
			await division.after(4 * MINUTE);
		}
		expect(await division.shipment(id)).toMatchObject({
			status: "blocked",
			reason: { code: "shipment.attempts_lost" },
		});
		return { division, id };
	}

	it("are planned again by nobody but a person's replay", async () => {
		const { division, id } = await twoLost();
		expect(await planAgain(division, id)).toBe("lost");
		await replay(division, id);
		expect(await planAgain(division, id)).toBe("done");
		await division.ship();
		expect(await division.shipment(id)).toMatchObject({ status: "labelled", attemptNumber: 3 });
	});

	it("that show up and are cancelled leave no doubt, and the shipment goes on by itself", async () => {
		const { division, id } = await twoLost();
		for (let minutes = 0; minutes < 15; minutes += 1) {
			await division.after(MINUTE);
		}
		expect(await division.uncancelled()).toEqual([]);
		expect(await division.attempts(id)).toMatchObject([
			{ state: "cancelled" },
			{ state: "cancelled" },
		]);
		expect(await division.shipment(id)).toMatchObject({ status: "planned", reason: null });
		await division.ship();
		expect(await division.uncancelled()).toHaveLength(1);
	});
});

describe("three lost attempts", () => {
	it("are the last by themselves, though the first two showed up and are cancelled", async () => {
		const division = await aDivisionAtFedex();
		await division.setTwin({ lookupDelayMs: 12 * MINUTE });
		const { id } = await division.due();
		division.break("cut-after", { times: 3 });
		for (let minutes = 0; minutes < 120; minutes += 5) {
			await division.ship();
			await division.after(5 * MINUTE);
		}
		expect(division.calls("ship.create")).toBe(LIMITS.attemptsByItself);
		expect(await division.uncancelled()).toEqual([]);
		expect(await division.shipment(id)).toMatchObject({
			status: "blocked",
			reason: { code: "shipment.attempts_lost" },
		});
		await replay(division, id);
		expect(await planAgain(division, id)).toBe("done");
		await division.ship();
		expect(await division.shipment(id)).toMatchObject({ status: "labelled", attemptNumber: 4 });
	});
});

describe("a shipment whose every answer is useless", () => {
	it("is left to a person after two cancelled labels", async () => {
		const division = await aDivisionAtFedex();
		const { id } = await division.due();
		division.break("cut-after", { times: 100 });
		for (let round = 0; round < 12; round += 1) {
			await division.setAccount({ suspendedAt: null, probeAt: null });
			await division.ship();
			await division.after(MINUTE);
			await division.after(MINUTE);
		}
		expect(await division.shipment(id)).toMatchObject({
			status: "blocked",
			reason: { code: "shipment.answers_unusable" },
		});
		expect(division.calls("ship.create")).toBe(LIMITS.cancelledAttemptsBeforeBlocked);
		expect(await division.uncancelled()).toEqual([]);
	});
});
