import { join } from "node:path";

import { percentile } from "./times.ts";
import { World, type WorldOptions } from "./world.ts";

const STARTS = 5;

/** From the end of one runtime until the next has answered a request that asks the database; half of them take less. */
export async function measureColdStart(
	options: Omit<WorldOptions, "dir"> & { dataDir: string },
): Promise<number> {
	const { dataDir, ...rest } = options;
	const world = new World({ ...rest, dir: join(dataDir, "cold-start") });
	try {
		await world.begin(1);
		const times: number[] = [];
		for (let start = 0; start < STARTS; start += 1) {
			const startedAt = performance.now();
			await world.restart();
			times.push(performance.now() - startedAt);
		}
		return percentile(times, 0.5);
	} finally {
		await world.end();
	}
}
