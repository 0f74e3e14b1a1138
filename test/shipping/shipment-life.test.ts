import fc from "fast-check";
import { describe, it, vi } from "vitest";

import { runs } from "../property-runs.ts";
import { change } from "./life/change.ts";
import { type Carriage, carriages, type Command, commands, movesRows } from "./life/commands.ts";
import { execute, type Runs } from "./life/execute.ts";
import { expectNothingBroken, nothingSeen, type Seen } from "./life/invariants.ts";
import { settle } from "./life/settle.ts";
import { expectSettled } from "./life/settled.ts";
import { aWorld, pollNow, type World } from "./life/world.ts";

/**
 * Lives of one shipment: workers that are overtaken, cut off or late at any await, a carrier that makes shipments and
 * loses answers, and people who change their minds. `life/commands.ts` lists what may happen, `life/invariants.ts`
 * what must hold.
 */
type Life = {
	backorders: "person" | "ship";
	carriage: Carriage;
	commands: Command[];
	/** Whether the carrier's troubles end before its books are closed. */
	isMended: boolean;
	isSlowOneLate: boolean;
	/** How often a person does in the end what a blocked shipment asks for. */
	remedies: number;
};

const lives: fc.Arbitrary<Life> = fc.record({
	backorders: fc.constantFrom("person", "ship"),
	carriage: carriages,
	commands: fc.array(commands, { maxLength: 30, size: "max" }),
	isMended: fc.boolean(),
	isSlowOneLate: fc.boolean(),
	remedies: fc.constantFrom(0, 0, 1, 4),
});

async function live(life: Life): Promise<void> {
	// Waits without jitter, so that a life that failed fails again.
	vi.spyOn(Math, "random").mockReturnValue(0.5);
	const world = await aWorld(life.backorders);
	const { replies, cancelReplies, hiddenMs } = life.carriage;
	world.carrier.next(...replies);
	world.carrier.nextCancel(...cancelReplies);
	world.carrier.hiddenMs = hiddenMs;
	await pollNow(world);
	const under: Runs = [];
	const seen = nothingSeen();
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
	if (life.isMended) {
		world.carrier.mend();
	}
	await expectRest(world, seen);
	if (life.isSlowOneLate) {
		// All watches are over, so its call must be answered: none is really so slow.
		world.carrier.mend();
		for (const run of slow) {
			await run.finish();
			await expectNothingBroken(world, seen);
		}
		await expectRest(world, seen);
	}
	for (let round = 0; round < life.remedies; round += 1) {
		await change({ do: "cancelByHand" }, world);
		await change({ do: "replay", back: 0 }, world);
		await expectRest(world, seen);
	}
}

async function expectRest(world: World, seen: Seen): Promise<void> {
	await settle(world);
	await expectNothingBroken(world, seen);
	await expectSettled(world);
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
