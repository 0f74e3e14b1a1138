import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { listDueScopes } from "../../src/db/due.ts";
import { createReconcileStore } from "../../src/db/reconciles.ts";
import { auditEvents, settings, shipmentAttempts, shipments } from "../../src/db/schema.ts";
import { findDue } from "../../src/db/status.ts";
import type { AttemptMove, LostAttempt } from "../../src/shipping/reconcile-stores.ts";
import { ATTEMPT_MOVES, ATTEMPT_STATES } from "../../src/shipping/shipment-states.ts";
import { sampleId } from "../shipping/samples.ts";
import { seedLiveDivision, seedShipment } from "./seed.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const UNTIL = START + 180_000;

/** A shipment that waits for its lost answer, whose look is due now. */
async function aLost(
	change: Partial<typeof shipments.$inferInsert> = {},
	attempt: Partial<typeof shipmentAttempts.$inferInsert> = {},
) {
	const seeded = await seedLiveDivision(START);
	const { db, accountId, divisionId } = seeded;
	const reference = sampleId("20001");
	const shipment = await seedShipment(seeded, START, {
		status: "unknown",
		attemptNumber: 1,
		reference,
		shipDate: "2026-11-23",
		dueAt: null,
		...change,
	});
	await db.insert(shipmentAttempts).values({
		shipmentId: shipment.id,
		number: 1,
		divisionId,
		fedexAccountId: accountId,
		reference,
		requestHash: "hash",
		shipDate: "2026-11-23",
		state: "lost",
		startedAt: START - 90_000,
		endedAt: START - 60_000,
		lookDueAt: START,
		...attempt,
	});
	const store = createReconcileStore(db);
	const lease = (now = START) =>
		store.leaseDue(accountId, { limit: 10, now, until: now + 180_000 });
	const read = async () => {
		const [row] = await db.select().from(shipments).where(eq(shipments.id, shipment.id));
		const [tried] = await db
			.select()
			.from(shipmentAttempts)
			.where(eq(shipmentAttempts.shipmentId, shipment.id));
		const audit = await db
			.select()
			.from(auditEvents)
			.where(eq(auditEvents.subject, `shipment:${shipment.id}`));
		return { shipment: row, attempt: tried, audit };
	};
	return { ...seeded, shipment, store, lease, read };
}

function only(attempts: LostAttempt[]): LostAttempt {
	const [attempt] = attempts;
	if (attempt === undefined || attempts.length > 1) {
		throw new Error(`${attempts.length} attempts`);
	}
	return attempt;
}

const CANCELLING: AttemptMove = {
	to: "cancelling",
	action: "shipment.cancel_asked",
	set: { lookDueAt: START + 60_000, trackingNumbers: ["1"] },
	now: START,
};

describe("a lost attempt", () => {
	it("is leased once, with its shipment and the attempts beside it", async () => {
		const lost = await aLost();
		const [first, second] = await Promise.all([lost.lease(), lost.lease()]);
		expect([first.length, second.length].toSorted()).toEqual([0, 1]);
		expect(only([...first, ...second])).toMatchObject({
			shipmentId: lost.shipment.id,
			number: 1,
			lostAt: START - 60_000,
			leasedUntil: UNTIL,
			trackingNumbers: [],
			others: [],
			shipment: { status: "unknown", version: 1, reasonCode: null },
		});
	});

	it("is free again when its lease is over", async () => {
		const lost = await aLost();
		await lost.lease();
		expect(await lost.lease(UNTIL - 1)).toEqual([]);
		expect(await lost.lease(UNTIL)).toHaveLength(1);
	});

	it.each([
		["its look is not due", {}, { lookDueAt: START + 1 }],
		["its shipment is at FedEx with a later attempt", { status: "creating" }, {}],
	] as const)("is left alone while %s", async (_why, shipment, attempt) => {
		const lost = await aLost(shipment, attempt);
		expect(await lost.lease()).toEqual([]);
		const scopes = await listDueScopes(lost.db, START);
		expect(scopes).not.toContainEqual({ kind: "reconcile", scope: lost.accountId });
	});

	it("wakes its account and counts as due, unless everything is paused", async () => {
		const lost = await aLost();
		const wake = { kind: "reconcile", scope: lost.accountId };
		expect(await listDueScopes(lost.db, START)).toContainEqual(wake);
		expect((await findDue(lost.db, START)).nextAt).toBeLessThanOrEqual(START);
		await lost.db.update(settings).set({ pausedAt: START });
		expect(await listDueScopes(lost.db, START)).not.toContainEqual(wake);
		expect(await lost.lease()).toEqual([]);
		await lost.db.update(settings).set({ pausedAt: null });
		expect(await lost.lease()).toHaveLength(1);
	});
});

describe("a move of a lost attempt", () => {
	it("is one batch with its audit and what follows for the shipment", async () => {
		const lost = await aLost();
		const attempt = only(await lost.lease());
		const move: AttemptMove = {
			...CANCELLING,
			to: "cancelled",
			action: "shipment.label_cancelled",
			set: { lookDueAt: null, cancelledAt: START, overlapMs: 0 },
			shipment: { to: "planned" },
		};
		expect(await lost.store.move(attempt, move)).toBe("done");
		expect(await lost.store.move(attempt, move)).toBe("lost");
		expect(await lost.read()).toMatchObject({
			shipment: { status: "planned", version: 2, dueAt: START },
			attempt: { state: "cancelled", lookDueAt: null, lookLeasedUntil: null },
			audit: [{ action: "shipment.label_cancelled", version: 2, details: { number: 1 } }],
		});
	});

	it.each([
		["its shipment moved on", "shipments", "version = 7"],
		["its shipment has another status", "shipments", "status = 'planned'"],
		["it was confirmed", "shipment_attempts", "state = 'confirmed'"],
		["it has another reference", "shipment_attempts", "reference = reference || 'x'"],
	] as const)("is nothing once %s", async (_why, table, change) => {
		const lost = await aLost();
		const leased = only(await lost.lease());
		const id = table === "shipments" ? "id" : "shipment_id";
		await env.DB.prepare(`update ${table} set ${change} where ${id} = ?`)
			.bind(lost.shipment.id)
			.run();
		const before = await lost.read();
		expect(await lost.store.move(leased, CANCELLING)).toBe("lost");
		expect(await lost.read()).toEqual(before);
	});

	it("is nothing while its shipment is at FedEx", async () => {
		const lost = await aLost();
		const attempt = only(await lost.lease());
		await lost.db
			.update(shipments)
			.set({ status: "creating" })
			.where(eq(shipments.id, attempt.shipmentId));
		const creating = { ...attempt, shipment: { ...attempt.shipment, status: "creating" as const } };
		expect(await lost.store.move(creating, CANCELLING)).toBe("lost");
	});

	it.each(
		ATTEMPT_STATES.flatMap((from) =>
			ATTEMPT_STATES.filter((to) => to !== from).map((to) => [from, to] as const),
		),
	)("from %s to %s is made only along the table", async (from, to) => {
		const lost = await aLost({}, { state: from });
		const attempt = only(await lost.lease());
		const outcome = await lost.store.move(attempt, { ...CANCELLING, to });
		expect(outcome).toBe(ATTEMPT_MOVES[from].includes(to) ? "done" : "lost");
	});
});

describe("when the next look is", () => {
	it("is what somebody asked for while a look was under way", async () => {
		const lost = await aLost();
		const attempt = only(await lost.lease());
		await lost.store.hurry(attempt.shipment, START + 7);
		await lost.store.arm(attempt, { lookDueAt: START + 3_600_000, looks: 3 });
		expect((await lost.read()).attempt).toMatchObject({
			looks: 3,
			lookDueAt: START + 7,
			lookLeasedUntil: null,
		});
	});

	it("is written by the holder of the lease alone", async () => {
		const lost = await aLost();
		const slow = only(await lost.lease());
		const quick = only(await lost.lease(UNTIL));
		await lost.store.arm(slow, { lookDueAt: START + 1, looks: 9 });
		expect((await lost.read()).attempt).toMatchObject({ looks: 0, lookDueAt: START });
		await lost.store.arm(quick, { lookDueAt: START + 2, looks: 1 });
		expect((await lost.read()).attempt).toMatchObject({
			looks: 1,
			lookDueAt: START + 2,
			lookLeasedUntil: null,
		});
	});
});
