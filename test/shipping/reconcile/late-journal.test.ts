import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { documents } from "../../../src/db/schema.ts";
import { LIMITS } from "../../../src/shipping/model/limits.ts";
import type { RawAnswer } from "../../../src/shipping/model/shipment.ts";
import type { Carrier } from "../../../src/shipping/ports/carrier.ts";
import { aDivisionAtFedex, type DivisionAtFedex, HOUR, MINUTE } from "./lost-calls.ts";

type Meanwhile = (division: DivisionAtFedex) => Promise<void>;

/** A division whose first call comes back only after what happened meanwhile. */
async function slowly(meanwhile: Meanwhile, change: (answer: RawAnswer) => RawAnswer = (a) => a) {
	let calls = 0;
	const division: DivisionAtFedex = await aDivisionAtFedex({
		carrier: (real): Partial<Carrier> => ({
			async sendBooking(request, reference) {
				calls += 1;
				const isFirst = calls === 1;
				const answer = await real.sendBooking(request, reference);
				if (!isFirst) {
					return answer;
				}
				await meanwhile(division);
				return change(answer);
			},
		}),
	});
	return division;
}

/** The run's lease ends, and another one takes the shipment for unknown. */
const takenForLost: Meanwhile = async (division) => {
	division.clock.advance(LIMITS.claimLeaseMs + 1);
	await division.ship();
};

const supersededBySecondLabel: Meanwhile = async (division) => {
	await takenForLost(division);
	await division.after(MINUTE);
	await division.after(4 * MINUTE);
	await division.ship();
};

describe("an answer that comes when its shipment", () => {
	it("has its second label by then leads to the first one's cancellation, and is never printable", async () => {
		const division = await slowly(supersededBySecondLabel);
		await division.setTwin({ lookupDelayMs: 10 * HOUR });
		const { id } = await division.due();
		await division.ship();
		const [first, second] = await division.attempts(id);
		expect(await division.uncancelled()).toHaveLength(2);
		expect(first?.lookDueAt).toBe(division.clock.now());
		expect(division.wakeUps).toContain("reconcile");
		await division.reconcile();
		expect(await division.uncancelled()).toMatchObject([{ reference: second?.reference }]);
		const printable = await division.db
			.select()
			.from(documents)
			.where(eq(documents.shipmentId, id));
		expect(printable.map((document) => document.attemptNumber)).toEqual([2]);
		await division.after(MINUTE);
		expect(await division.attempts(id)).toMatchObject([
			{ state: "cancelled", overlapMs: MINUTE },
			{ state: "confirmed" },
		]);
		expect(await division.shipment(id)).toMatchObject({ reference: second?.reference });
	});

	it("is to be sent anew leads to its cancellation before or after that, and one label is left", async () => {
		const division = await slowly(async (slow) => {
			await takenForLost(slow);
			await slow.after(MINUTE);
			await slow.after(4 * MINUTE);
		});
		await division.setTwin({ lookupDelayMs: 10 * HOUR });
		const { id } = await division.due();
		await division.ship();
		expect(await division.shipment(id)).toMatchObject({ status: "planned" });
		await division.reconcile();
		expect(await division.uncancelled()).toEqual([]);
		await division.ship();
		await division.after(MINUTE);
		expect(await division.attempts(id)).toMatchObject([
			{ state: "cancelled" },
			{ state: "confirmed" },
		]);
		expect(await division.uncancelled()).toHaveLength(1);
	});

	it("is being cancelled at FedEx makes no label of it", async () => {
		const division = await slowly(async (slow) => {
			await takenForLost(slow);
			await slow.after(MINUTE);
		});
		const { id } = await division.due();
		await division.ship();
		expect(await division.uncancelled()).toEqual([]);
		expect(await division.shipment(id)).toMatchObject({ status: "unknown" });
		await division.after(MINUTE);
		expect(await division.shipment(id)).toMatchObject({ status: "planned" });
		await division.ship();
		expect(await division.uncancelled()).toHaveLength(1);
		expect(await division.shipment(id)).toMatchObject({ status: "labelled", attemptNumber: 2 });
	});

	it("still waits for it is what it always was: a label, and nothing is looked up any more", async () => {
		const division = await slowly(takenForLost);
		const { id } = await division.due();
		await division.ship();
		expect(await division.shipment(id)).toMatchObject({ status: "labelled", attemptNumber: 1 });
		expect(await division.attempts(id)).toMatchObject([{ state: "confirmed", lookDueAt: null }]);
		await division.after(HOUR);
		expect(division.calls("track.references")).toBe(0);
	});
});

describe("a journal that was written although its run died before it settled", () => {
	it("labels the shipment at the first look", async () => {
		const division = await aDivisionAtFedex();
		const id = await lostWithJournal(division, (answer) => answer);
		await division.after(MINUTE);
		expect(await division.shipment(id)).toMatchObject({ status: "labelled" });
		expect(await division.attempts(id)).toMatchObject([{ state: "confirmed", lookDueAt: null }]);
		expect(division.wakeUps).toContain("write-back");
		expect(await division.uncancelled()).toHaveLength(1);
		expect(division.calls("track.references")).toBe(0);
	});

	it("blocks the shipment with the field when it holds a refusal", async () => {
		const division = await aDivisionAtFedex();
		const body = JSON.stringify({ errors: [{ code: "PHONENUMBER.TOO.SHORT", message: "no" }] });
		const id = await lostWithJournal(division, (answer) => ({ ...answer, status: 400, body }));
		await division.after(MINUTE);
		expect(await division.shipment(id)).toMatchObject({
			status: "blocked",
			reason: { field: "Delivery address › Phone" },
		});
		expect(await division.attempts(id)).toMatchObject([{ state: "refused", lookDueAt: null }]);
	});

	it("gives the number to cancel although the rest of it can't be read", async () => {
		const division = await aDivisionAtFedex();
		await division.setTwin({ lookupDelayMs: 90_000 });
		const id = await lostWithJournal(division, (answer) => ({
			...answer,
			body: answer.body.slice(0, answer.body.indexOf("pieceResponses")),
		}));
		await division.after(MINUTE);
		expect(await division.uncancelled()).toEqual([]);
		const [made] = await division.atFedex();
		expect(await division.attempts(id)).toMatchObject([
			{ state: "cancelling", trackingNumbers: made?.trackingNumbers },
		]);
		await division.after(MINUTE);
		await division.ship();
		expect(await division.uncancelled()).toHaveLength(1);
	});
});

/** An attempt that is lost, whose answer reached the journal all the same. */
async function lostWithJournal(
	division: DivisionAtFedex,
	change: (answer: RawAnswer) => RawAnswer,
): Promise<string> {
	const { id, order } = await division.due();
	const { carrier, journal } = division.deps;
	const account = await division.deps.accounts.find(division.accountId);
	if (account === undefined) {
		throw new Error("there is no account");
	}
	const real = await carrier(account);
	const send = real.sendBooking;
	let kept: RawAnswer | undefined;
	real.sendBooking = async (request, reference) => {
		kept = await send(request, reference);
		throw new Error("the run died");
	};
	await division.ship();
	real.sendBooking = send;
	const [attempt] = await division.attempts(id);
	if (kept === undefined || attempt === undefined) {
		throw new Error("nothing was sent");
	}
	const entry = await journal.begin(order.exactOrderId, attempt.reference);
	await entry.record(change(kept));
	expect(await division.shipment(id)).toMatchObject({ status: "unknown" });
	return id;
}
