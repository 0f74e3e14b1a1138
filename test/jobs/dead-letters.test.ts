import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { dailyCounts } from "../../src/db/schema.ts";
import { buryDeadLetters } from "../../src/jobs/dead-letters.ts";
import { testServices } from "./test-services.ts";

const START = Date.parse("2026-11-23T23:59:59Z");

describe("dead letters", () => {
	it("are counted by day, logged and acknowledged", async () => {
		const { services, lines } = await testServices(START);
		const counted = async () => {
			const [row] = await services.db
				.select()
				.from(dailyCounts)
				.where(and(eq(dailyCounts.name, "dead-letters"), eq(dailyCounts.day, "2026-11-23")));
			return row;
		};
		for (const expected of [3, 6]) {
			const batch = createMessageBatch(
				"exact-fedex-connector-dead-letters",
				["a", "b", "c"].map((id) => ({
					id,
					timestamp: new Date(START),
					attempts: 3,
					body: "anything",
				})),
			);
			await buryDeadLetters(batch, services);
			const result = await getQueueResult(batch, createExecutionContext());
			expect(result).toMatchObject({ ackAll: true, retryMessages: [] });
			expect(await counted()).toMatchObject({ scope: "queues", count: expected });
		}
		expect(lines).toEqual(["dead_letters.buried", "dead_letters.buried"]);
	});
});
