import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { listDueScopes } from "../../src/db/due.ts";
import { createLeaseStore } from "../../src/db/leases.ts";
import { connections, divisions, settings, trackingGroups } from "../../src/db/schema.ts";
import { wantSubscriptions } from "../../src/db/webhooks.ts";
import { sampleId } from "../shipping/samples.ts";
import { seedLiveDivision, type SeededDivision, seedShipment, seedWriteBack } from "./seed.ts";

const START = Date.parse("2026-11-23T09:00:00Z");

/** The kinds of work that a scope is woken for, in the order of the tick. */
async function kindsOf({ db, divisionId }: SeededDivision, now = START) {
	const found = await listDueScopes(db, now);
	return found.filter(({ scope }) => scope === divisionId).map(({ kind }) => kind);
}

describe("a division is woken", () => {
	it("for its poll when that is due", async () => {
		const division = await seedLiveDivision(START, { pollDueAt: START });
		expect(await kindsOf(division, START - 1)).toEqual([]);
		expect(await kindsOf(division)).toEqual(["poll"]);
	});

	it("once for its shipments, however many are due", async () => {
		const division = await seedLiveDivision(START);
		await seedShipment(division, START);
		await seedShipment(division, START - 60_000);
		expect(await kindsOf(division)).toEqual(["ship"]);
	});

	it("once for its Documents, however many are due", async () => {
		const division = await seedLiveDivision(START);
		await seedWriteBack(division, START);
		await seedWriteBack(division, START, { state: "doubtful" });
		expect(await kindsOf(division)).toEqual(["write-back"]);
	});

	it("for work whose run died", async () => {
		const division = await seedLiveDivision(START);
		await seedShipment(division, START, { status: "creating", leasedUntil: START });
		await seedWriteBack(division, START, { state: "writing", leasedUntil: START });
		expect(await kindsOf(division)).toEqual(["ship", "write-back"]);
	});
});

describe("a division sleeps", () => {
	it.each([
		["nothing is due", { pollDueAt: null }, { dueAt: START + 1 }],
		["others work on what is due", { pollDueAt: null }, { leasedUntil: START + 1 }],
		["its shipments rest", { pollDueAt: null }, { dueAt: null }],
		["it is paused", { pollDueAt: START, pausedAt: START - 1 }, {}],
	])("while %s", async (_why, division, row) => {
		const seeded = await seedLiveDivision(START, division);
		await seedShipment(seeded, START, row);
		await seedWriteBack(seeded, START, row);
		expect(await kindsOf(seeded)).toEqual([]);
	});

	it("while it is off, as far as polls go", async () => {
		const division = await seedLiveDivision(START, { pollDueAt: START, mode: "off" });
		expect(await kindsOf(division)).toEqual([]);
	});

	it("with every other one while everything is paused, and wakes with them", async () => {
		const division = await seedLiveDivision(START, { pollDueAt: START });
		await seedShipment(division, START);
		await division.db.update(settings).set({ pausedAt: START });
		expect(await listDueScopes(division.db, START)).toEqual([]);
		await division.db.update(settings).set({ pausedAt: null });
		expect(await kindsOf(division)).toEqual(["poll", "ship"]);
	});
});

describe("a scope that a run holds", () => {
	it.each(["poll", "write-back", "subscribe"] as const)(
		"is not woken for its %s until the lease has run out",
		async (kind) => {
			const division = await seedLiveDivision(START, { pollDueAt: START });
			await seedWriteBack(division, START);
			await division.db.run(wantSubscriptions(division.divisionId, START));
			expect(await kindsOf(division)).toContain(kind);
			const until = START + 60_000;
			const lease = { holder: "run_1", now: START, until };
			await createLeaseStore(division.db).acquire(kind, division.divisionId, lease);
			expect(await kindsOf(division)).not.toContain(kind);
			expect(await kindsOf(division)).toHaveLength(2);
			expect(await kindsOf(division, until)).toContain(kind);
		},
	);

	it("is not woken for its parcels until the lease has run out", async () => {
		const { db, accountId: fedexAccountId } = await seedLiveDivision(START);
		await db.insert(trackingGroups).values({
			id: sampleId("trg"),
			fedexAccountId,
			pace: "in_transit",
			members: 1,
			dueAt: START,
			createdAt: START,
			updatedAt: START,
		});
		const wake = { kind: "track", scope: fedexAccountId };
		expect(await listDueScopes(db, START)).toContainEqual(wake);
		const lease = { holder: "run_1", now: START, until: START + 60_000 };
		await createLeaseStore(db).acquire("track", fedexAccountId, lease);
		expect(await listDueScopes(db, START)).not.toContainEqual(wake);
		expect(await listDueScopes(db, START + 60_000)).toContainEqual(wake);
	});
});

describe("a connection is woken", () => {
	it("when its grant is to be kept alive, also while its divisions are paused", async () => {
		const division = await seedLiveDivision(START, { pausedAt: START });
		const connectionId = sampleId("con");
		await division.db.insert(connections).values({
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
		await division.db
			.update(divisions)
			.set({ connectionId })
			.where(eq(divisions.id, division.divisionId));
		const wake = { kind: "keep-alive", scope: connectionId };
		expect(await listDueScopes(division.db, START)).toContainEqual(wake);
		expect(await listDueScopes(division.db, START - 1)).not.toContainEqual(wake);
	});
});
