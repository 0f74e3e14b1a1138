import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";

import { openDatabase } from "../../src/db/database.ts";
import { shipments, writeBacks } from "../../src/db/schema.ts";
import { listWorkCounts } from "../../src/db/status.ts";
import { seedLiveDivision, seedShipment, seedWriteBack } from "./seed.ts";

const NOW = Date.parse("2026-11-23T09:00:00Z");
const db = openDatabase(env.DB);

beforeEach(async () => {
	await env.DB.batch([
		env.DB.prepare("delete from shipments"),
		env.DB.prepare("delete from write_backs"),
	]);
});

async function counted(table: "shipments" | "write_backs", column: string) {
	const rows = await db.all<{ name: string; count: number }>(sql`
		select ${sql.raw(column)} as name, count(*) as count from ${sql.raw(table)}
		where ${sql.raw(column)} is not null group by 1 order by 1`);
	return new Map(rows.map(({ name, count }) => [name, count]));
}

async function expectTrue() {
	const counts = await listWorkCounts(db);
	expect(counts.status).toEqual(await counted("shipments", "status"));
	expect(counts.tracking).toEqual(await counted("shipments", "tracking_state"));
	expect(counts.writeBacks).toEqual(await counted("write_backs", "state"));
	return counts;
}

it("counts by state what is made, moved one by one or many at once, and deleted", async () => {
	const seeded = await seedLiveDivision(NOW);
	const other = await seedLiveDivision(NOW);
	for (const division of [seeded, seeded, other]) {
		await seedShipment(division, NOW);
		await seedWriteBack(division, NOW);
	}
	expect((await expectTrue()).status).toEqual(
		new Map([
			["labelled", 3],
			["planned", 3],
		]),
	);

	await db.update(shipments).set({ status: "labelled", trackingState: "label_made" });
	await db
		.update(writeBacks)
		.set({ state: "written" })
		.where(sql`division_id = ${other.divisionId}`);
	const { status, tracking, writeBacks: written } = await expectTrue();
	expect(status).toEqual(new Map([["labelled", 6]]));
	expect(tracking).toEqual(new Map([["label_made", 6]]));
	expect(written.get("written")).toBe(1);

	await db
		.update(shipments)
		.set({ trackingState: null })
		.where(sql`division_id = ${other.divisionId}`);
	await db.update(shipments).set({ updatedAt: NOW + 1 });
	await db.delete(shipments).where(sql`division_id = ${seeded.divisionId}`);
	expect((await expectTrue()).tracking).toEqual(new Map());
});
