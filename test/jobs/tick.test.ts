import { describe, expect, it } from "vitest";

import { tick } from "../../src/jobs/tick.ts";
import { seedLiveDivision, seedShipment, seedWriteBack } from "../db/seed.ts";
import { testServices } from "./test-services.ts";

const START = Date.parse("2026-11-23T09:00:00Z");

describe("the tick", () => {
	it("sends one wake-up for each scope with due rows, however many rows there are", async () => {
		const [one, other] = [
			await seedLiveDivision(START, { pollDueAt: START }),
			await seedLiveDivision(START),
		];
		await seedShipment(one, START);
		await seedShipment(one, START);
		await seedWriteBack(other, START);
		const { services, wakeUps } = await testServices(START);
		await tick(services);
		expect(wakeUps).toHaveLength(3);
		expect(wakeUps).toEqual(
			expect.arrayContaining([
				{ kind: "poll", scope: one.divisionId },
				{ kind: "ship", scope: one.divisionId },
				{ kind: "write-back", scope: other.divisionId },
			]),
		);
	});

	it("wakes nothing that is paused or rests", async () => {
		const paused = await seedLiveDivision(START, { pollDueAt: START, pausedAt: START });
		await seedShipment(paused, START);
		const resting = await seedLiveDivision(START, { pollDueAt: START + 60_000 });
		await seedShipment(resting, START, { dueAt: null, status: "blocked" });
		const { services, wakeUps } = await testServices(START);
		await tick(services);
		const scopes = wakeUps.map(({ scope }) => scope);
		expect(scopes).not.toContain(paused.divisionId);
		expect(scopes).not.toContain(resting.divisionId);
	});

	it("changes no row: what is due stays due until a drain has worked on it", async () => {
		const division = await seedLiveDivision(START, { pollDueAt: START });
		const { services, wakeUps } = await testServices(START);
		await tick(services);
		await tick(services);
		const polls = wakeUps.filter(({ scope }) => scope === division.divisionId);
		expect(polls).toEqual([
			{ kind: "poll", scope: division.divisionId },
			{ kind: "poll", scope: division.divisionId },
		]);
	});
});
