import { join } from "node:path";

import type { Built } from "./build.ts";
import { type Counts, countWorld } from "./count.ts";
import { LabelWatch } from "./labels.ts";
import { settle, type SettleOptions } from "./settle.ts";
import { World } from "./world.ts";

/** What a scenario shows beside the counts that all of them share. */
export type Check = { name: string; value: number | string; isFine: boolean };

export type Scenario = {
	name: string;
	/** `long` ones are left out of the quick run. */
	part: "quick" | "long";
	title: string;
	/** Roughly how long it takes beside the others, so that the longest begin first. */
	load: number;
	run(run: Run): Promise<void>;
};

export type Result = {
	title: string;
	name: string;
	/** Undefined where it ended before it could count. */
	counts: Counts | undefined;
	checks: Check[];
	seconds: number;
	offenders: string[];
	isSound: boolean;
	/** Of what it was run, once that is known. */
	commit?: string;
};

/** What has to be 0 once things have settled. */
const ZERO = [
	"twoAtFedex",
	"orphans",
	"twoPrintable",
	"deadLabels",
	"lost",
	"documentsTwice",
	"lockOuts",
	"boughtOverThree",
	"unknown",
	"stuck",
] as const satisfies readonly (keyof Counts)[];

/** One scenario while it runs. */
export class Run {
	readonly world: World;
	readonly watch: LabelWatch;
	readonly seed: number;
	readonly isLong: boolean;
	readonly checks: Check[] = [];
	readonly unavoidable: Record<string, number> = {};
	/** How often a person had the label of an order, `<region>/<order number>`, made anew or tried again. */
	readonly decisions = new Map<string, number>();

	constructor(world: World, options: { seed: number; isLong: boolean }) {
		this.world = world;
		this.watch = new LabelWatch(world);
		this.seed = options.seed;
		this.isLong = options.isLong;
	}

	check(name: string, value: number | string, isFine: boolean): void {
		this.checks.push({ name, value, isFine });
	}

	decided(order: string): void {
		this.decisions.set(order, (this.decisions.get(order) ?? 0) + 1);
	}

	/** Works until nothing is left to do, and watches the labels meanwhile. */
	async settle(options: SettleOptions = {}): Promise<void> {
		await settle(this.world, {
			...options,
			each: async (status) => {
				await this.watch.lookNowAndThen();
				await options.each?.(status);
			},
		});
	}
}

export async function runScenario(
	scenario: Scenario,
	options: { seed: number; isLong: boolean; built: Built; dataDir: string },
): Promise<Result> {
	const startedAt = Date.now();
	const world = new World(join(options.dataDir, scenario.name), options.built);
	const run = new Run(world, options);
	try {
		await scenario.run(run);
		const { counts, offenders } = await countWorld(
			world,
			run.watch,
			run.unavoidable,
			run.decisions,
		);
		for (const column of ZERO.filter((each) => counts[each] !== 0)) {
			run.check(`is ${column}`, counts[column], false);
		}
		if (run.watch.looks === 0) {
			run.check("looks at the labels while it ran", 0, false);
		}
		if (world.crashes > 0) {
			run.check("times that the Worker ended by itself", world.crashes, false);
		}
		const isSound = run.checks.every(({ isFine }) => isFine);
		const seconds = Math.round((Date.now() - startedAt) / 1_000);
		const { name, title } = scenario;
		return { name, title, counts, checks: run.checks, seconds, offenders, isSound };
	} finally {
		await world.end();
	}
}
