import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import {
	divisions,
	fedexAccounts,
	settings,
	shipmentAttempts,
	syncCursors,
} from "../../src/db/schema.ts";
import { readGate } from "../../src/db/shipping-gate.ts";
import type { AttemptState } from "../../src/shipping/model/shipment-states.ts";
import { sampleId } from "../shipping/samples.ts";
import { seedLiveDivision, type SeededDivision } from "./seed.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const HOUR = 3_600_000;

const gateOf = ({ db, divisionId, accountId }: SeededDivision, now = START) =>
	readGate(db, divisionId, accountId, { now, slots: 1 });

async function anAttempt(
	{ db, divisionId, accountId }: SeededDivision,
	startedAt: number,
	state: AttemptState = "confirmed",
) {
	await db.insert(shipmentAttempts).values({
		shipmentId: sampleId("shp"),
		number: 1,
		divisionId,
		fedexAccountId: accountId,
		reference: sampleId("ref"),
		requestHash: "",
		shipDate: "2026-11-23",
		state,
		startedAt,
	});
}

describe("the way to the carrier", () => {
	it("is open for a live division with a sound account", async () => {
		expect(await gateOf(await seedLiveDivision(START))).toEqual({
			closedBy: null,
			labelsLastHour: 0,
			slotsFreeAt: null,
			feedsReadAt: START,
		});
	});

	it.each(["off", "hold", "shadow"] as const)("is closed in mode %s", async (mode) => {
		const gate = await gateOf(await seedLiveDivision(START, { mode }));
		expect(gate).toMatchObject({ closedBy: "mode" });
	});

	it("is closed for a division that is gone", async () => {
		const division = await seedLiveDivision(START);
		await division.db.delete(divisions).where(eq(divisions.id, division.divisionId));
		expect(await gateOf(division)).toMatchObject({ closedBy: "mode" });
	});

	it("is closed by the division's pause", async () => {
		const gate = await gateOf(await seedLiveDivision(START, { pausedAt: START - 1 }));
		expect(gate).toMatchObject({ closedBy: "pause" });
	});

	it("is closed by the pause of everything", async () => {
		const division = await seedLiveDivision(START);
		await division.db.update(settings).set({ pausedAt: START });
		const gate = await gateOf(division);
		await division.db.update(settings).set({ pausedAt: null });
		expect(gate).toMatchObject({ closedBy: "pause" });
	});

	it.each([
		["the account's pause", { pausedAt: START - 1 }, "account_paused"],
		[
			"the account's suspension",
			{ suspendedAt: START - 1, probeAt: START + 1 },
			"account_suspended",
		],
	] as const)("is closed by %s", async (_what, change, closedBy) => {
		const division = await seedLiveDivision(START);
		await division.db
			.update(fedexAccounts)
			.set(change)
			.where(eq(fedexAccounts.id, division.accountId));
		expect(await gateOf(division)).toMatchObject({ closedBy });
	});

	it("opens for the suspended account's probe", async () => {
		const division = await seedLiveDivision(START);
		await division.db
			.update(fedexAccounts)
			.set({ suspendedAt: START - 1, probeAt: START })
			.where(eq(fedexAccounts.id, division.accountId));
		expect(await gateOf(division)).toMatchObject({ closedBy: null });
	});
});

describe("the labels of the last hour", () => {
	it("are the division's attempts begun within it, but for those that surely made none", async () => {
		const [division, other] = [await seedLiveDivision(START), await seedLiveDivision(START)];
		await anAttempt(division, START - HOUR);
		await anAttempt(division, START - HOUR + 1);
		await anAttempt(division, START - 5, "lost");
		await anAttempt(division, START - 4, "refused");
		await anAttempt(division, START - 3, "abandoned");
		await anAttempt(other, START - 5);
		expect(await gateOf(division)).toMatchObject({ labelsLastHour: 2 });
	});

	it("tell when as many may be made again as were asked about", async () => {
		const division = await seedLiveDivision(START);
		for (const minutes of [50, 40, 10]) {
			await anAttempt(division, START - minutes * 60_000);
		}
		const freeAt = async (slots: number) => {
			const gate = await readGate(division.db, division.divisionId, division.accountId, {
				now: START,
				slots,
			});
			return gate.slotsFreeAt;
		};
		expect(await freeAt(1)).toBe(START + 10 * 60_000 + 1);
		expect(await freeAt(3)).toBe(START + 50 * 60_000 + 1);
		expect(await freeAt(4)).toBe(null);
	});
});

describe("the age of the feeds", () => {
	it("is that of the one read longest ago", async () => {
		const division = await seedLiveDivision(START);
		await division.db
			.update(syncCursors)
			.set({ readToEndAt: START - HOUR })
			.where(eq(syncCursors.feed, "deleted"));
		expect(await gateOf(division)).toMatchObject({ feedsReadAt: START - HOUR });
	});

	it.each([
		["was never read to its end", false],
		["is missing", true],
	])("is unknown while one of them %s", async (_why, isMissing) => {
		const division = await seedLiveDivision(START);
		const lines = eq(syncCursors.feed, "order-lines");
		await (isMissing
			? division.db.delete(syncCursors).where(lines)
			: division.db.update(syncCursors).set({ readToEndAt: null }).where(lines));
		expect(await gateOf(division)).toMatchObject({ feedsReadAt: null });
	});
});
