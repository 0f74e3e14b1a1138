import fc from "fast-check";
import { describe, it, vi } from "vitest";

import { runs } from "../property-runs.ts";
import { type Command, commands, execute, movesRows, pollNow, type Runs } from "./life/commands.ts";
import { expectNothingBroken, expectSettled, type Seen } from "./life/invariants.ts";
import { settle } from "./life/settle.ts";
import { aWorld } from "./life/world.ts";

/**
 * Lives of one shipment: workers that are overtaken, cut off or late at any await, a carrier that makes shipments and
 * loses answers, and people who change their minds. `life/commands.ts` lists what may happen, `life/invariants.ts`
 * what must hold.
 */
type Life = { backorders: "person" | "ship"; commands: Command[]; isSlowOneLate: boolean };

const lives: fc.Arbitrary<Life> = fc.record({
	backorders: fc.constantFrom("person", "ship"),
	commands: fc.array(commands, { maxLength: 30, size: "max" }),
	isSlowOneLate: fc.boolean(),
});

async function live(life: Life): Promise<void> {
	// Waits without jitter, so that a life that failed fails again.
	vi.spyOn(Math, "random").mockReturnValue(0.5);
	const world = await aWorld(life.backorders);
	await pollNow(world);
	const under: Runs = [];
	const seen: Seen = new Map();
	for (const command of life.commands) {
		await execute(command, world, under);
		if (movesRows(command)) {
			await expectNothingBroken(world, seen);
		}
	}
	const slow = under.flatMap((run) => run ?? []);
	if (!life.isSlowOneLate) {
		for (const run of slow) {
			run.crash();
		}
	}
	await settle(world);
	await expectNothingBroken(world, seen);
	await expectSettled(world);
	if (life.isSlowOneLate) {
		for (const run of slow) {
			await run.finish();
			await expectNothingBroken(world, seen);
		}
		await settle(world);
		await expectNothingBroken(world, seen);
		await expectSettled(world);
	}
}

describe("a shipment, whatever happens to it", () => {
	it(
		"has one label at most, is never lost, and moves only along the table",
		{ timeout: 3_600_000 },
		async () => {
			await fc.assert(fc.asyncProperty(lives, live), runs(15));
		},
	);
});
