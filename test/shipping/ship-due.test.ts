import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
	divisions,
	fedexAccounts,
	orders,
	shipmentAttempts,
	shipments,
} from "../../src/db/schema.ts";
import { AppError, type Disposition } from "../../src/lib/errors.ts";
import type { Carrier } from "../../src/shipping/ports.ts";
import { shipDue } from "../../src/shipping/ship-due.ts";
import type { RawAnswer } from "../../src/shipping/shipment.ts";
import { seedLiveDivision, seedShipment } from "../db/seed.ts";
import { sampleId, sampleSettings } from "./samples.ts";
import { fine, scriptedCarrier } from "./scripted-carrier.ts";
import { testDeps } from "./test-deps.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function failure(disposition: Disposition, retryAfterSeconds?: number) {
	return new AppError({ code: "fedex.test", disposition, message: "no", retryAfterSeconds });
}

async function aDivision(
	answer: (reference: string) => RawAnswer | Error = fine,
	change: { carrier?: Partial<Carrier>; maxLabelsPerHour?: number } = {},
) {
	const seeded = await seedLiveDivision(START);
	if (change.maxLabelsPerHour !== undefined) {
		const { maxLabelsPerHour } = change;
		await seeded.db
			.update(divisions)
			.set({ settings: sampleSettings({ maxLabelsPerHour }) })
			.where(eq(divisions.id, seeded.divisionId));
	}
	const { carrier, sent } = scriptedCarrier(answer);
	const time = { now: START };
	const { deps, wakeUps } = testDeps({
		carrier: { ...carrier, ...change.carrier },
		now: () => time.now,
	});
	return {
		...seeded,
		deps,
		wakeUps,
		sent,
		time,
		drain: () => shipDue(seeded.divisionId, deps),
		ship: (given: Partial<typeof shipments.$inferInsert> = {}) =>
			seedShipment(seeded, START, given),
		rows: () =>
			seeded.db.select().from(shipments).where(eq(shipments.divisionId, seeded.divisionId)),
		async account() {
			const [row] = await seeded.db
				.select()
				.from(fedexAccounts)
				.where(eq(fedexAccounts.id, seeded.accountId));
			return row;
		},
	};
}

type Seeded = Awaited<ReturnType<typeof aDivision>>;

async function many(division: Seeded, count: number) {
	for (let at = 0; at < count; at += 1) {
		await division.ship({ dueAt: START - at });
	}
}

function tally(rows: { status: string }[]) {
	const counts: Record<string, number> = {};
	for (const { status } of rows) {
		counts[status] = (counts[status] ?? 0) + 1;
	}
	return counts;
}

describe("hundreds of due shipments", () => {
	it("are labelled in several drains, each once, each asking for the next", async () => {
		const division = await aDivision();
		await many(division, 220);
		let drains = 0;
		do {
			division.wakeUps.length = 0;
			await division.drain();
			drains += 1;
		} while (division.wakeUps.includes("ship"));
		expect(drains).toBe(5);
		expect(tally(await division.rows())).toEqual({ labelled: 220 });
		expect(division.sent).toHaveLength(220);
		expect(new Set(division.sent).size).toBe(220);
	});

	it("are labelled once each by four drains at once", async () => {
		const division = await aDivision();
		await many(division, 120);
		await Promise.all([1, 2, 3, 4].map(() => division.drain()));
		expect(division.sent).toHaveLength(120);
		expect(tally(await division.rows())).toEqual({ labelled: 120 });
	});

	it("are sent six at a time", async () => {
		let running = 0;
		let most = 0;
		const division = await aDivision(fine, {
			carrier: {
				sendBooking: async (_request, reference) => {
					running += 1;
					most = Math.max(most, running);
					await new Promise((resolve) => setTimeout(resolve, 0));
					running -= 1;
					return fine(reference);
				},
			},
		});
		await many(division, 30);
		await division.drain();
		expect(most).toBe(6);
	});

	it("go out although one of them fails before its call", async () => {
		let refused = 0;
		const division = await aDivision(fine, {
			carrier: {
				writeBooking: (request) => {
					if (refused === 0) {
						refused += 1;
						throw new TypeError("x is undefined");
					}
					return JSON.stringify(request);
				},
			},
		});
		await many(division, 5);
		await division.drain();
		expect(tally(await division.rows())).toEqual({ labelled: 4, planned: 1 });
		const [left] = (await division.rows()).filter((row) => row.status === "planned");
		expect(left).toMatchObject({ failures: 1, leasedUntil: null });
		expect(left?.dueAt).toBeGreaterThan(START);
	});

	it("go out although the answer to one is lost", async () => {
		let asked = 0;
		const division = await aDivision((reference) => {
			asked += 1;
			return asked === 2 ? failure("uncertain") : fine(reference);
		});
		await many(division, 5);
		await division.drain();
		expect(tally(await division.rows())).toEqual({ labelled: 4, unknown: 1 });
	});
});

describe("the labels of an hour", () => {
	it("are never more than the division allows, however many drains there are", async () => {
		const division = await aDivision(fine, { maxLabelsPerHour: 7 });
		await many(division, 20);
		await Promise.all([1, 2, 3].map(() => division.drain()));
		await division.drain();
		expect(division.sent).toHaveLength(7);
		const waiting = (await division.rows()).filter((row) => row.status === "planned");
		expect(waiting).toHaveLength(13);
		expect(waiting.every((row) => row.failures === 0 && (row.dueAt ?? 0) > START)).toBe(true);
	});

	it("leave room again when the oldest is an hour old", async () => {
		const division = await aDivision(fine, { maxLabelsPerHour: 2 });
		await many(division, 3);
		await division.drain();
		const [left] = (await division.rows()).filter((row) => row.status === "planned");
		expect(left?.dueAt).toBe(START + HOUR + 1_000);
		division.time.now = START + HOUR + 1_000;
		await division.db
			.update(orders)
			.set({ addressReadAt: division.time.now })
			.where(eq(orders.divisionId, division.divisionId));
		await division.db.run(
			`update sync_cursors set read_to_end_at = ${division.time.now}
				where division_id = '${division.divisionId}'`,
		);
		await division.drain();
		expect(tally(await division.rows())).toEqual({ labelled: 3 });
	});

	it("count the tries that brought none", async () => {
		const division = await aDivision((reference) => ({ ...fine(reference), status: 400 }), {
			maxLabelsPerHour: 2,
		});
		await many(division, 3);
		await division.drain();
		expect(division.sent).toHaveLength(2);
	});
});

describe("a carrier that can't be called", () => {
	it.each([
		["wait", 45, 45_000, null],
		["suspend", undefined, 15 * MINUTE, START],
		["reauthorize", undefined, 15 * MINUTE, null],
	] as const)("(%s) leaves every row due later, with its tries", async (disposition, seconds, wait, suspendedAt) => {
		const division = await aDivision(fine, {
			carrier: { prepare: () => Promise.reject(failure(disposition, seconds)) },
		});
		await many(division, 3);
		await division.drain();
		expect(division.sent).toEqual([]);
		for (const row of await division.rows()) {
			expect(row).toMatchObject({
				status: "planned",
				dueAt: START + wait,
				failures: 0,
				leasedUntil: null,
			});
		}
		expect(await division.account()).toMatchObject({ suspendedAt });
	});

	it("that suspends the account is noticed once, and its probe moves", async () => {
		const division = await aDivision(fine, {
			carrier: { prepare: () => Promise.reject(failure("suspend")) },
		});
		await division.ship();
		await division.drain();
		division.time.now = START + 15 * MINUTE;
		await division.db
			.update(shipments)
			.set({ dueAt: START })
			.where(eq(shipments.divisionId, division.divisionId));
		await division.deps.accounts.suspend(division.accountId, {
			code: "fedex.test",
			message: "no",
			now: division.time.now,
			probeAt: division.time.now + 15 * MINUTE,
		});
		expect(await division.account()).toMatchObject({
			suspendedAt: START,
			suspendedCode: "fedex.test",
			probeAt: START + 30 * MINUTE,
		});
	});
});

describe("a suspended account", () => {
	async function suspended(probeAt: number, answer: (reference: string) => RawAnswer | Error) {
		const division = await aDivision(answer);
		await many(division, 10);
		await division.db
			.update(fedexAccounts)
			.set({ suspendedAt: START - HOUR, suspendedCode: "fedex.test", probeAt })
			.where(eq(fedexAccounts.id, division.accountId));
		return division;
	}

	it("is left alone until its probe", async () => {
		const division = await suspended(START + 1, fine);
		await division.drain();
		expect(division.sent).toEqual([]);
		expect(tally(await division.rows())).toEqual({ planned: 10 });
	});

	it("is probed with one shipment, and works again when that gets its label", async () => {
		const division = await suspended(START, fine);
		await division.drain();
		expect(division.sent).toHaveLength(1);
		expect(await division.account()).toMatchObject({ suspendedAt: null, probeAt: null });
		division.time.now = START + MINUTE;
		await division.drain();
		expect(tally(await division.rows())).toEqual({ labelled: 10 });
	});

	it("stays suspended when the probe is refused as well, at the cost of one call", async () => {
		const division = await suspended(START, () => failure("suspend"));
		await division.drain();
		division.time.now = START + MINUTE;
		await division.drain();
		expect(division.sent).toHaveLength(1);
		expect(await division.account()).toMatchObject({
			suspendedAt: START - HOUR,
			probeAt: START + 15 * MINUTE,
		});
		expect(tally(await division.rows())).toEqual({ planned: 10 });
	});
});

describe("what is not ready to go out", () => {
	it.each([
		["is in hold", { mode: "hold" }],
		["is paused", { pausedAt: START }],
	] as const)("waits a minute while the division %s", async (_why, change) => {
		const division = await aDivision();
		const { id } = await division.ship();
		await division.db
			.update(divisions)
			.set(change)
			.where(eq(divisions.id, division.divisionId));
		await division.drain();
		expect(division.sent).toEqual([]);
		expect(await division.rows()).toMatchObject([{ id, dueAt: START + MINUTE, failures: 0 }]);
	});

	it("waits for its address to be read again, alone, and asks for a poll", async () => {
		const division = await aDivision();
		const [stale] = [await division.ship(), await division.ship()];
		await division.db
			.update(orders)
			.set({ addressReadAt: START - 16 * MINUTE })
			.where(eq(orders.id, stale.orderId));
		await division.drain();
		expect(division.sent).toHaveLength(1);
		const [order] = await division.db.select().from(orders).where(eq(orders.id, stale.orderId));
		expect(order).toMatchObject({ judgeDueAt: START });
		expect(await division.deps.divisions.find(division.divisionId)).toMatchObject({
			pollDueAt: START,
		});
		expect(division.wakeUps).toContain("poll");
	});

	it("waits for its order to be judged", async () => {
		const division = await aDivision();
		const { orderId } = await division.ship();
		await division.db.update(orders).set({ judgeDueAt: START }).where(eq(orders.id, orderId));
		await division.drain();
		expect(division.sent).toEqual([]);
		expect(await division.rows()).toMatchObject([
			{ status: "planned", dueAt: START + 20_000, failures: 0, leasedUntil: null },
		]);
	});

	it("is taken with the account that it was planned for, after a new one was mapped", async () => {
		const division = await aDivision();
		await division.ship();
		const other = await seedLiveDivision(START);
		await division.ship({ fedexAccountId: other.accountId, dueAt: START + 1 });
		division.time.now = START + 1;
		await division.drain();
		expect(division.sent).toHaveLength(1);
		expect(division.wakeUps).toContain("ship");
		await division.drain();
		const attempts = await division.db
			.select()
			.from(shipmentAttempts)
			.where(eq(shipmentAttempts.divisionId, division.divisionId));
		expect(attempts.map((attempt) => attempt.fedexAccountId).toSorted()).toEqual(
			[division.accountId, other.accountId].toSorted(),
		);
	});

	it("waits while its account is gone", async () => {
		const division = await aDivision();
		await division.ship({ fedexAccountId: sampleId("fda") });
		await division.drain();
		expect(await division.rows()).toMatchObject([{ dueAt: START + 15 * MINUTE, failures: 0 }]);
	});

	it("has failed when its eighth try brought nothing either", async () => {
		const division = await aDivision(fine, {
			carrier: {
				writeBooking: () => {
					throw new TypeError("x is undefined");
				},
			},
		});
		await division.ship({ failures: 7 });
		await division.drain();
		expect(await division.rows()).toMatchObject([
			{ status: "failed", reason: { code: "internal.unexpected" }, dueAt: null },
		]);
	});
});

describe("an answer that is not a label", () => {
	it.each([
		["is full", failure("wait", 12), 12_000, null],
		["refuses the account", failure("suspend"), 15 * MINUTE, START],
	])("and %s gives the shipment back unsent, with its tries", async (_what, error, wait, since) => {
		const division = await aDivision(() => error);
		const { id } = await division.ship({ failures: 2 });
		await division.drain();
		expect(await division.rows()).toMatchObject([
			{ id, status: "planned", dueAt: START + wait, failures: 2 },
		]);
		expect(await division.account()).toMatchObject({ suspendedAt: since });
	});
});
