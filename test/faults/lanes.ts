import { fork } from "node:child_process";
import { createWriteStream, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { Task } from "./run-scenario.ts";
import type { Result, Scenario } from "./scenario.ts";

/** Each lane begins its worlds as copies of its own first one, because addresses are written into it. */
export type LaneOptions = Omit<Task, "name"> & { lanes: number };

/** Runs the scenarios beside each other, so many at once, those that take longest first; answers in their order. */
export async function runInLanes(
	scenarios: readonly Scenario[],
	options: LaneOptions,
	told: { started(scenario: Scenario): void; ended(result: Result, output: string): void },
): Promise<Result[]> {
	const waiting = scenarios.toSorted((one, other) => other.load - one.load);
	const results = new Map<Scenario, Result>();
	const work = async (lane: number) => {
		for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
			told.started(next);
			const { result, output } = await runAlone(next, lane, options);
			results.set(next, result);
			told.ended(result, output);
		}
	};
	const lanes = Math.min(options.lanes, scenarios.length);
	await Promise.all(Array.from({ length: lanes }, (_, lane) => work(lane)));
	return scenarios.flatMap((scenario) => results.get(scenario) ?? []);
}

const FIRST_LANE = Number(process.env["FAULTS_LANE"] ?? "0");

async function runAlone(
	{ name, title }: Scenario,
	lane: number,
	{ seed, isLong, built, dataDir }: LaneOptions,
): Promise<{ result: Result; output: string }> {
	const startedAt = Date.now();
	const laneDir = join(dataDir, `lane-${lane}`);
	mkdirSync(laneDir, { recursive: true });
	const outputPath = join(laneDir, `${name}.txt`);
	const output = createWriteStream(outputPath);
	const child = fork(join("test", "faults", "run-scenario.ts"), {
		execArgv: ["--no-warnings"],
		env: { ...process.env, FAULTS_LANE: String(FIRST_LANE + lane) },
		stdio: ["ignore", "pipe", "pipe", "ipc"],
	});
	child.stdout?.pipe(output, { end: false });
	child.stderr?.pipe(output, { end: false });
	let result: Result | undefined;
	child.on("message", (message: Result) => {
		result = message;
	});
	child.send({ name, seed, isLong, built, dataDir: laneDir } satisfies Task);
	await new Promise((resolve) => child.once("close", resolve));
	await new Promise<void>((resolve) => output.end(() => resolve()));
	const text = readFileSync(outputPath, "utf8");
	return { result: result ?? brokenOff({ name, title, startedAt, text }), output: text };
}

/** What is said of a scenario whose process ended before it could count. */
function brokenOff(run: { name: string; title: string; startedAt: number; text: string }): Result {
	const { name, title, startedAt, text } = run;
	const cause = text.split("\n").find((line) => /Error: /.test(line)) ?? "no cause given";
	return {
		name,
		title,
		counts: undefined,
		checks: [{ name: "is how it ended", value: cause.slice(0, 300), isFine: false }],
		seconds: Math.round((Date.now() - startedAt) / 1_000),
		offenders: [],
		isSound: false,
	};
}
