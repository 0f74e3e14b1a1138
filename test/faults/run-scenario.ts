import { stopAll } from "../../src/tools/start/processes.ts";
import type { Built } from "./build.ts";
import { runScenario } from "./scenario.ts";
import { scenarios } from "./scenarios/all.ts";

/** One scenario in a process of its own, so that its ports are its own; tells its parent what came of it. */
export type Task = { name: string; seed: number; isLong: boolean; built: Built; dataDir: string };

process.once("exit", stopAll);
// The parent ended, or wants this to end.
for (const event of ["SIGINT", "SIGTERM", "disconnect"]) {
	process.once(event, () => process.exit(1));
}
process.once("message", (task: Task) => void run(task));

async function run({ name, ...options }: Task): Promise<void> {
	const scenario = scenarios.find((each) => each.name === name);
	if (scenario === undefined) {
		throw new Error(`there is no scenario ${name}`);
	}
	const result = await runScenario(scenario, options);
	process.send?.(result, () => process.exit(0));
}
