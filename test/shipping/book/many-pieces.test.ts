import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import {
	documents,
	packages,
	shipmentAttempts,
	shipments,
	trackingGroups,
} from "../../../src/db/schema.ts";
import { shipDue } from "../../../src/shipping/book/ship-due.ts";
import { LIMITS } from "../../../src/shipping/model/limits.ts";
import { reconcileDue } from "../../../src/shipping/reconcile/reconcile-due.ts";
import { trackDue } from "../../../src/shipping/track/track-due.ts";
import { startFedex } from "../../contract/fedex-vendor.ts";
import { seedLiveDivision, seedShipment } from "../../db/seed.ts";
import { samplePackages } from "../sample-packages.ts";
import { samplePlan } from "../samples.ts";
import { testDeps } from "../test-deps.ts";

const SECOND = 1_000;

/** A due shipment of so many pieces, and the simulator of FedEx with its own clock. */
async function aShipmentOf(pieces: number) {
	const fedex = startFedex();
	const now = () => fedex.clock.now();
	const seeded = await seedLiveDivision(now());
	const weights = Array.from({ length: pieces }, (_, at) => 500 + at);
	const { id, order } = await seedShipment(seeded, now(), {
		plan: samplePlan({ packages: samplePackages(...weights) }),
	});
	const { deps, wakeUps } = testDeps({
		carrier: fedex.carrierOf("NL"),
		tracker: fedex.tracker,
		finder: fedex.finder,
		now,
	});
	const { db, divisionId, accountId } = seeded;
	return {
		...seeded,
		id,
		order,
		fedex,
		deps,
		wakeUps,
		drain: () => shipDue(divisionId, deps),
		reconcile: () => reconcileDue(accountId, deps),
		track: () => trackDue(accountId, deps),
		calls: (path: string) => fedex.exchanges.filter((one) => one.url.pathname === path).length,
		async shipment() {
			const [row] = await db.select().from(shipments).where(eq(shipments.id, id));
			return row;
		},
		attempts: () => db.select().from(shipmentAttempts).where(eq(shipmentAttempts.shipmentId, id)),
		documents: () => db.select().from(documents).where(eq(documents.shipmentId, id)),
		packages: () => db.select().from(packages).where(eq(packages.shipmentId, id)),
	};
}

type Case = Awaited<ReturnType<typeof aShipmentOf>>;

const CREATE = "/ship/v1/shipments";
const RESULTS = "/ship/v1/shipments/results";

/** Everything that a label of so many pieces has brought. */
async function expectWhole(given: Case, pieces: number) {
	expect(await given.shipment()).toMatchObject({ status: "labelled", dueAt: null });
	expect(await given.attempts()).toMatchObject([{ state: "confirmed" }]);
	const stored = await given.documents();
	const labelled = stored.filter(({ kind }) => kind === "label");
	const numbers = Array.from({ length: pieces }, (_, at) => at + 1);
	const sequences = labelled.map((label) => label.packageSequence);
	expect(sequences.toSorted((left, right) => left - right)).toEqual(numbers);
	const objects = await Promise.all(labelled.map(({ key }) => env.DOCUMENTS.head(key)));
	expect(objects.every((object) => object !== null && object.size > 0)).toBe(true);
	const parcels = await given.packages();
	expect(new Set(parcels.map((parcel) => parcel.trackingNumber)).size).toBe(pieces);
	expect(given.calls(CREATE)).toBe(1);
}

describe("a shipment of several pieces", () => {
	it.each([3, 40])("of %d is made with one call, each piece with its label", async (pieces) => {
		const given = await aShipmentOf(pieces);
		await given.drain();
		await expectWhole(given, pieces);
		expect(given.calls(RESULTS)).toBe(0);
	});

	it("of 41 is made in a job, whose result the runs after it wait for", async () => {
		const given = await aShipmentOf(41);
		await given.drain();
		expect(await given.shipment()).toMatchObject({ status: "creating", leasedUntil: null });
		expect(given.calls(RESULTS)).toBe(0);
		for (let due = await given.shipment(); due?.dueAt; due = await given.shipment()) {
			given.fedex.clock.advance(due.dueAt - given.fedex.clock.now());
			await given.drain();
		}
		await expectWhole(given, 41);
		expect(given.calls(RESULTS)).toBeLessThanOrEqual(3);
	});

	it("of 41 is followed by all of its numbers, at most thirty a call", async () => {
		const given = await aShipmentOf(41);
		await given.drain();
		given.fedex.clock.advance(60 * SECOND);
		await given.drain();
		given.fedex.clock.advance(3 * LIMITS.hour);
		await given.track();
		const asked = given.fedex.exchanges
			.filter((one) => one.url.pathname === "/track/v1/trackingnumbers")
			.map((one) => (JSON.parse(one.body) as { trackingInfo: unknown[] }).trackingInfo.length);
		expect(asked.toSorted((left, right) => left - right)).toEqual([11, 30]);
		const groups = await given.db
			.select()
			.from(trackingGroups)
			.where(eq(trackingGroups.fedexAccountId, given.accountId));
		expect(groups.reduce((sum, group) => sum + group.members, 0)).toBe(41);
	});
});

describe("a job", () => {
	it("goes on from the journal where the run died right after its answer", async () => {
		const given = await aShipmentOf(41);
		const { postpone } = given.deps.shipments;
		given.deps.shipments.postpone = () => Promise.reject(new Error("killed"));
		await expect(given.drain()).rejects.toThrow("killed");
		given.deps.shipments.postpone = postpone;
		given.fedex.clock.advance(LIMITS.claimLeaseMs + SECOND);
		await given.drain();
		await expectWhole(given, 41);
	});

	it("is asked once for its result where the run died between its result and the label", async () => {
		const given = await aShipmentOf(41);
		await given.drain();
		given.fedex.clock.advance(60 * SECOND);
		const { confirm } = given.deps.shipments;
		given.deps.shipments.confirm = () => Promise.reject(new Error("killed"));
		await given.drain();
		given.deps.shipments.confirm = confirm;
		given.fedex.clock.advance(LIMITS.claimLeaseMs + SECOND);
		await given.drain();
		await expectWhole(given, 41);
		expect(given.calls(RESULTS)).toBe(1);
	});

	it("that FedEx refuses blocks the shipment, and no label is made", async () => {
		const given = await aShipmentOf(41);
		await given.fedex.control("settings", { jobOutcome: "refused" });
		await given.drain();
		given.fedex.clock.advance(60 * SECOND);
		await given.drain();
		expect(await given.shipment()).toMatchObject({
			status: "blocked",
			dueAt: null,
			reason: { code: expect.stringMatching(/^fedex\./) },
		});
		expect(await given.attempts()).toMatchObject([{ state: "refused" }]);
		expect(await given.documents()).toEqual([]);
		expect(given.calls(CREATE)).toBe(1);
	});

	it.each([
		["answers 503", "status-before" as const],
		["is cut off", "cut-after" as const],
		["is cut in half", "half" as const],
	])("is asked again where the question %s", async (_what, kind) => {
		const given = await aShipmentOf(41);
		await given.drain();
		given.fedex.faults.replace([{ operation: "ship.results", kind, rate: 1, status: 503 }]);
		given.fedex.clock.advance(60 * SECOND);
		await given.drain();
		expect(await given.shipment()).toMatchObject({ status: "creating" });
		given.fedex.faults.replace([]);
		given.fedex.clock.advance(10 * LIMITS.minute);
		await given.drain();
		await expectWhole(given, 41);
	});

	it("that never ends counts as lost after an hour, and is found when it ends after all", async () => {
		const given = await aShipmentOf(41);
		await given.fedex.control("settings", { jobMs: 62 * LIMITS.minute });
		await given.drain();
		given.fedex.clock.advance(LIMITS.jobLostMs);
		await given.drain();
		expect(await given.shipment()).toMatchObject({
			status: "unknown",
			reason: { code: "fedex.job_unfinished" },
		});
		given.fedex.clock.advance(5 * LIMITS.minute);
		await given.reconcile();
		await expectWhole(given, 41);
	});

	it("whose beginning was lost is looked for by its reference and cancelled before another", async () => {
		const given = await aShipmentOf(41);
		given.fedex.faults.replace([{ operation: "ship.create", kind: "cut-after", rate: 1 }]);
		await given.drain();
		given.fedex.faults.replace([]);
		expect(await given.shipment()).toMatchObject({ status: "unknown" });
		for (let looks = 0; looks < 4; looks += 1) {
			given.fedex.clock.advance(5 * LIMITS.minute);
			await given.reconcile();
		}
		expect(await given.attempts()).toMatchObject([{ state: "cancelled" }]);
		expect(await given.shipment()).toMatchObject({ status: "planned" });
	});

	it("that brings less than all pieces makes no label, and what it made is cancelled", async () => {
		const given = await aShipmentOf(41);
		await given.fedex.control("settings", { jobOutcome: "torn" });
		await given.drain();
		given.fedex.clock.advance(60 * SECOND);
		await given.drain();
		expect(await given.shipment()).toMatchObject({ status: "unknown" });
		for (let looks = 0; looks < 4; looks += 1) {
			given.fedex.clock.advance(5 * LIMITS.minute);
			await given.reconcile();
		}
		expect(await given.attempts()).toMatchObject([{ state: "cancelled" }]);
		expect(await given.documents()).toEqual([]);
	});
});
