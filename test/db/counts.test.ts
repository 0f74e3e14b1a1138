import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { createCountStore } from "../../src/db/counts.ts";
import { openDatabase } from "../../src/db/database.ts";
import { dailyCounts } from "../../src/db/schema.ts";
import { sampleId } from "../shipping/samples.ts";

const db = openDatabase(env.DB);
const counts = createCountStore(db);

async function countsOf(scope: string) {
	const rows = await db.select().from(dailyCounts).where(eq(dailyCounts.scope, scope));
	return rows.map(({ day, name, count }) => `${day} ${name} ${count}`).toSorted();
}

describe("a day's counts", () => {
	it("add up by day, scope and name", async () => {
		const scope = sampleId("div");
		await counts.add("2026-11-23", [{ scope, name: "labels", count: 2 }]);
		await counts.add("2026-11-23", [
			{ scope, name: "labels", count: 3 },
			{ scope, name: "calls", count: 7 },
		]);
		await counts.add("2026-11-24", [{ scope, name: "labels", count: 1 }]);
		expect(await countsOf(scope)).toEqual([
			"2026-11-23 calls 7",
			"2026-11-23 labels 5",
			"2026-11-24 labels 1",
		]);
	});

	it("lose none when many are added at once", async () => {
		const scope = sampleId("div");
		await Promise.all(
			Array.from({ length: 20 }, () =>
				counts.add("2026-11-23", [{ scope, name: "labels", count: 1 }]),
			),
		);
		expect(await countsOf(scope)).toEqual(["2026-11-23 labels 20"]);
	});
});
