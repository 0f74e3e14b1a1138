import type { LogSummary } from "../../../src/tools/start/twin.ts";

export type Calls = { exact: number; fedex: number; tokens: number };

const TOKEN = /^(?:token|auth)(?:\.|$)/;

/** What the vendors were asked, those for tokens apart. */
export function callsOf({ exact, fedex }: { exact: LogSummary; fedex: LogSummary }): Calls {
	const sum = (log: LogSummary, isToken: boolean) =>
		Object.entries(log.counts)
			.filter(([key]) => TOKEN.test(key.split(" ").at(-1) ?? "") === isToken)
			.reduce((total, [, count]) => total + count, 0);
	return {
		exact: sum(exact, false),
		fedex: sum(fedex, false),
		tokens: sum(exact, true) + sum(fedex, true),
	};
}
