import { twinGet } from "../../../src/tools/start/twin.ts";
import { URLS } from "../addresses.ts";
import type { Run, Scenario } from "../scenario.ts";
import { releaseAll } from "../settle.ts";
import { readTruth, uncancelled } from "../truth.ts";
import { tellTwin } from "../twin-controls.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Calls that were under way when the refusal came. */
const UNDER_WAY_MS = 1_000;

type LoggedCall = { at: number; scope: string; rule: string | null };

export const exactMinute: Scenario = {
	name: "exact-minute",
	part: "quick",
	load: 1,
	title: "Exact suddenly allows 5 calls a minute; its 429 carries no headers of the day",
	async run(run) {
		await run.world.begin({ orders: run.isLong ? 400 : 60, seed: run.seed });
		await releaseAll(run.world);
		await tellTwin("exact", "PUT", "limits", { minute: 5 });
		// A poll that waits for its next minute is nothing to stop at.
		run.world.readBy = (await run.world.now()) + HOUR_MS;
		await run.settle();
		await checkWaste(run, MINUTE_MS);
	},
};

export const exactDay: Scenario = {
	name: "exact-day",
	part: "quick",
	load: 1,
	title: "the day's calls to Exact end in the middle of the work",
	async run(run) {
		await run.world.begin({ orders: run.isLong ? 400 : 60, seed: run.seed });
		await untilLate(run);
		const used = await callsOfBusiest(run);
		await tellTwin("exact", "PUT", "limits", { day: used + 14 });
		await releaseAll(run.world);
		await labelsGoOut(run);
		await run.settle();
		await checkWaste(run, DAY_MS);
	},
};

export const exactLicence: Scenario = {
	name: "exact-licence",
	part: "quick",
	load: 2,
	title: "the licence's calls are used up: a 429 without any headers, until midnight",
	async run(run) {
		await run.world.begin({ orders: run.isLong ? 400 : 60, seed: run.seed });
		await untilLate(run);
		await releaseAll(run.world);
		// What was just read may be shipped; nothing more can be asked.
		await run.settle({ isEnough: async ({ shipments }) => shipments.planned > 0 });
		await tellTwin("exact", "PUT", "limits", { licenceDay: 0 });
		const day = Math.floor((await run.world.now()) / DAY_MS);
		await labelsGoOut(run);
		await run.settle({ isEnough: async ({ now }) => Math.floor(Date.parse(now) / DAY_MS) > day });
		await tellTwin("exact", "PUT", "limits", { licenceDay: null });
		// The last refusal holds for an hour; then everything is read again.
		run.world.readBy = (await run.world.now()) + HOUR_MS + 16 * MINUTE_MS;
		await run.settle();
		await checkWaste(run, HOUR_MS);
	},
};

/** Labels need FedEx and fresh orders, not room at Exact. */
async function labelsGoOut(run: Run): Promise<void> {
	await run.settle({
		isEnough: async ({ shipments, writeBacks, due }) =>
			due.now === 0 && shipments.planned + shipments.creating === 0 && writeBacks.pending > 0,
	});
	const { shipments, documents } = await readTruth();
	const labels = [...shipments.values()].filter((made) => uncancelled(made).length === 1).length;
	run.check(
		`labels that went out, while Exact had room for ${documents.length} Documents`,
		labels,
		labels > documents.length,
	);
}

/** Two hours before the day's calls are renewed, so that they need not be waited for long. */
async function untilLate(run: Run): Promise<void> {
	const now = await run.world.now();
	await run.world.advance(DAY_MS - (now % DAY_MS) - 2 * HOUR_MS);
	await readAgain(run);
}

async function readAgain(run: Run): Promise<void> {
	await run.settle({ isEnough: async ({ due }) => due.now === 0 && due.leasedUntil === null });
}

async function callsOfBusiest(run: Run): Promise<number> {
	const status = await run.world.look();
	return Math.max(
		...(status?.budgets ?? []).map(({ callsToday }) => callsToday.read + callsToday.write),
	);
}

/** Calls to a division after Exact had said that there is no room until the end of the window. */
async function checkWaste(run: Run, windowMs: number): Promise<void> {
	const { calls } = await twinGet<{ calls: LoggedCall[] }>(URLS.exact, "log");
	let wasted = 0;
	let refusals = 0;
	const closed = new Map<string, { from: number; until: number }>();
	for (const { at, scope, rule } of calls) {
		const hold = closed.get(scope);
		const isHeld = hold !== undefined && at < hold.until;
		if (isHeld && at > hold.from + UNDER_WAY_MS) {
			wasted += 1;
		}
		if (rule === "rate-limited") {
			refusals += 1;
			if (!isHeld) {
				closed.set(scope, { from: at, until: (Math.floor(at / windowMs) + 1) * windowMs });
			}
		}
	}
	run.check(`calls wasted after a refusal (${refusals} refusals)`, wasted, wasted === 0);
	// What told us of the limit is no lock-out; calls after it are counted above.
	run.unavoidable["rate-limited"] = refusals;
}
