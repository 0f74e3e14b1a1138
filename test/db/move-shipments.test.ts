import { inArray, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { runBatch } from "../../src/db/batch.ts";
import { moveShipment, moveShipments } from "../../src/db/move-shipment.ts";
import { auditEvents, shipments } from "../../src/db/schema.ts";
import { seedLiveDivision, seedShipment } from "./seed.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const change = { now: START + 1, actor: "operator:test", correlationId: "req_1" };

async function threeShipments() {
	const division = await seedLiveDivision(START);
	const planned = await seedShipment(division, START);
	const blocked = await seedShipment(division, START, { status: "blocked", version: 4 });
	const labelled = await seedShipment(division, START, { status: "labelled" });
	const ids = [planned.id, blocked.id, labelled.id];
	const withdraw = () =>
		runBatch(
			division.db,
			moveShipments({
				from: ["planned", "blocked"],
				to: "voided",
				which: sql`division_id = ${division.divisionId}`,
				set: sql`due_at = null`,
				action: "shipment.withdrawn",
				change,
				returning: sql`id`,
			}),
		);
	return {
		...division,
		ids,
		planned,
		withdraw,
		rows: async () => {
			const found = await division.db.select().from(shipments).where(inArray(shipments.id, ids));
			return ids.map((id) => found.find((row) => row.id === id));
		},
		entries: () =>
			division.db
				.select()
				.from(auditEvents)
				.where(
					inArray(
						auditEvents.subject,
						ids.map((id) => `shipment:${id}`),
					),
				),
	};
}

describe("shipments that are moved together", () => {
	it("are those that match, each audited with its own version", async () => {
		const { ids, withdraw, rows, entries } = await threeShipments();
		const [, moved] = await withdraw();
		expect(moved?.results.map(({ id }) => id).toSorted()).toEqual(ids.slice(0, 2).toSorted());
		expect(await rows()).toMatchObject([
			{ status: "voided", version: 2, dueAt: null },
			{ status: "voided", version: 5 },
			{ status: "labelled", version: 1 },
		]);
		const told = (await entries()).map(({ subject, version }) => `${subject} ${version}`);
		expect(told.toSorted()).toEqual([`shipment:${ids[0]} 2`, `shipment:${ids[1]} 5`].toSorted());
	});

	it("are none at all where one of them was audited under that version already", async () => {
		const { db, planned, withdraw, rows } = await threeShipments();
		await moveShipment(db, planned, { action: "shipment.test", now: START });
		await db
			.update(shipments)
			.set({ version: 1 })
			.where(inArray(shipments.id, [planned.id]));
		await expect(withdraw()).rejects.toThrow(/UNIQUE/);
		expect(await rows()).toMatchObject([{ status: "planned" }, { status: "blocked" }, {}]);
	});

	it("go only along the table of moves", () => {
		const move = { which: sql`true`, set: sql`due_at = null`, action: "shipment.test", change };
		expect(() => moveShipments({ ...move, from: ["labelled"], to: "planned" })).toThrow(/no move/);
	});
});

describe("a shipment that is moved", () => {
	it.each([
		["another version", { version: 2 }],
		["another status", { status: "blocked" as const }],
		["a status from which there is no such move", { status: "labelled" as const }],
	])("is lost where it was read with %s", async (_, read) => {
		const { db, planned, rows, entries } = await threeShipments();
		const outcome = await moveShipment(
			db,
			{ ...planned, ...read },
			{ to: "planned", action: "shipment.test", now: START },
		);
		expect(outcome).toBe("lost");
		expect((await rows())[0]).toMatchObject({ status: "planned", version: 1 });
		expect(await entries()).toEqual([]);
	});
});
