import { callsOf } from "./calls.ts";
import { ceilingsOf } from "./ceilings.ts";
import { countOf } from "./counted.ts";
import { growthOf } from "./growth-rows.ts";
import { type Measured, rateOf } from "./measured.ts";
import { keepingPerThousand, priceParts, pricePerThousand } from "./price.ts";
import type { Results } from "./results.ts";
import { table } from "./table.ts";
import { targetsOf } from "./targets.ts";
import { type Used, usageOf } from "./usage.ts";

export type Facts = { date: string; commit: string; machine: string; options: string };

const EARLIER =
	"Measured before this command was: 6.0 labels a second with one consumer, 16.1 D1 statements a label, 131 D1 rows " +
	"written and 5 R2 writes an order, 22 ms of processor time.";

/** The page that a run leaves. */
export function reportOf(results: Results, facts: Facts): string {
	const { latencies, runs, grown } = results;
	return [
		"# What a label takes",
		`\`npm run bench${facts.options}\` on ${facts.date}, commit ${facts.commit}, ${facts.machine}.`,
		`The simulators take ${latencies.fedexMs} ms to make a shipment and ${latencies.exactMs} ms for any call of Exact, whose ` +
			"headers grant 6,000 calls a minute and 100,000 a day. The built Worker runs in a process of its own, each run " +
			"with the six connections that the platform gives it. All orders become visible at once and are read at once; with " +
			"Exact's hints alone a poll comes 10 to 60 seconds later, with the next tick. A machine that is shared makes rates " +
			"lower and times longer; counts are the same everywhere.",
		"## Targets",
		table([
			["target", "goal", "measured", "met"],
			...targetsOf(results).map(({ name, goal, value, isMet }) => [
				name,
				goal,
				value,
				isMet === null ? "too few orders to tell" : isMet ? "met" : "**not met**",
			]),
		]),
		EARLIER,
		...(runs.length === 0 ? [] : runParts(runs, latencies.fedexMs)),
		...lifePart(results),
		...(grown.length < 2
			? []
			: [
					"## Growth",
					table([
						["", ...grown.map(({ stored }) => `${stored.toLocaleString("en")} stored`), "change"],
						...growthOf(grown).map(({ name, values, change }) => [
							name,
							...values.map((value) => number(value)),
							`${(change * 100).toFixed(1)} %`,
						]),
					]),
				]),
		...startPart(results),
	]
		.join("\n\n")
		.concat("\n");
}

function runParts(runs: readonly Measured[], fedexMs: number): string[] {
	const heads = runs.map(
		({ orders, divisions }) => `${orders.toLocaleString("en")} orders, ${divisions} div.`,
	);
	const row = (name: string, valueOf: (run: Measured) => string) => [name, ...runs.map(valueOf)];
	const perOrder = (name: string, ...counted: string[]) =>
		row(name, (run) =>
			number(counted.reduce((sum, one) => sum + countOf(run.counted, one), 0) / run.orders),
		);
	const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
	const ceiling = (run: Measured) => {
		const calls = callsOf(run.calls);
		return ceilingsOf({
			consumers: run.consumers,
			fedexMs,
			divisions: run.divisions,
			fedexCallsPerOrder: calls.fedex / run.orders,
			d1StatementsPerOrder: countOf(run.counted, "d1 statements") / run.orders,
			exactCallsPerOrder: calls.exact / run.orders,
		});
	};
	return [
		"## Speed",
		table([
			["", ...heads],
			row("labels a minute while labels are made", (run) => (rateOf(run) * 60).toFixed(0)),
			row("orders a minute, from visible to the last label", (run) =>
				((run.orders / run.labelledSeconds) * 60).toFixed(0),
			),
			row("orders a minute, from visible to the last Document", (run) =>
				((run.orders / run.documentedSeconds) * 60).toFixed(0),
			),
			row("visible to label stored, p50", (run) => seconds(run.toLabelMs.p50)),
			row("visible to label stored, p95", (run) => seconds(run.toLabelMs.p95)),
			row("visible to label stored, p99", (run) => seconds(run.toLabelMs.p99)),
			row("consumers at the same time", (run) => String(run.consumers)),
			row(
				"first label of a run, less FedEx's call, p50 / p95",
				(run) => `${run.overheadMs.p50} / ${run.overheadMs.p95} ms`,
			),
			row(
				"FedEx's call as the Worker saw it, p50 / p95",
				(run) => `${run.createMs.p50} / ${run.createMs.p95} ms`,
			),
			row("runtime's processor time an order", (run) =>
				run.cpuMs === null ? "–" : `${(run.cpuMs / run.orders).toFixed(1)} ms`,
			),
			row("runtime's memory at its most", (run) =>
				run.peakMegabytes === null ? "–" : `${run.peakMegabytes.toFixed(0)} MB`,
			),
		]),
		"The runtime holds the Worker and the emulated database, bucket and queues, so processor time and memory are upper bounds.",
		"## Ceilings, labels a second",
		table([
			["what would allow so many by itself", ...heads],
			row("consumers: 6 calls each ÷ FedEx's latency", (run) => number(ceiling(run).consumers)),
			row("FedEx: 1,400 calls in ten seconds and project", (run) => number(ceiling(run).fedex)),
			row("D1: 1,000 statements a second", (run) => number(ceiling(run).d1)),
			row("Exact as published: 60 calls a minute and division", (run) =>
				number(ceiling(run).exact),
			),
			row("measured", (run) => number(rateOf(run))),
		]),
		"## An order, from visible to its Document",
		table([
			["an order", ...heads],
			row("calls of Exact", (run) => number(callsOf(run.calls).exact / run.orders)),
			row("calls of FedEx", (run) => number(callsOf(run.calls).fedex / run.orders)),
			row("calls for tokens", (run) => number(callsOf(run.calls).tokens / run.orders)),
			perOrder("D1 statements", "d1 statements"),
			perOrder("D1 calls (a batch is one)", "d1 calls"),
			perOrder("D1 rows read", "d1 rows read"),
			perOrder("D1 rows written", "d1 rows written"),
			perOrder("R2 writes", "r2 put", "r2 list"),
			perOrder("R2 reads", "r2 get", "r2 head"),
			perOrder("queue messages", "queue send"),
			perOrder("requests to Durable Objects", "object requests"),
			perOrder("rows written by Durable Objects", "object rows written"),
			perOrder("log lines", "log lines"),
			perOrder("invocations", "invocations"),
		]),
		"By what the invocation was for:",
		kindsTable(runs),
		"## Price, USD for 1,000 shipments up to the Document",
		priceTable(runs, heads),
		"By Cloudflare's price list of 2026-07-07 for Workers Paid (`src/tools/scale/inputs.ts`), as if what a month includes " +
			`were spent. Keeping them as long as docs/scale.md assumes comes on top: ${usd(keepingPerThousand().d1)} in D1, ` +
			`${usd(keepingPerThousand().r2)} in R2.`,
	];
}

/** Of the run with the most orders. */
function kindsTable(runs: readonly Measured[]): string {
	const [run] = runs.toSorted((one, other) => other.orders - one.orders);
	if (run === undefined) {
		return "";
	}
	const kinds = [...new Set(Object.keys(run.counted.counts).map((key) => key.split(" ")[0] ?? ""))];
	const names = ["invocations", "d1 statements", "d1 rows read", "d1 rows written", "log lines"];
	return table([
		[`an order of ${run.orders.toLocaleString("en")}, ${run.divisions} div.`, ...names],
		...kinds.map((kind) => [
			kind,
			...names.map((name) =>
				number(countOf(run.counted, name, (one) => one === kind) / run.orders),
			),
		]),
	]);
}

function priceTable(runs: readonly Measured[], heads: readonly string[]): string {
	const parts = runs.map((run) => priceParts(usageOf(run)));
	const names = Object.keys(parts[0] ?? {}) as Used[];
	return table([
		["", ...heads],
		...names.map((name) => [name, ...parts.map((part) => part[name].toFixed(4))]),
		["together", ...runs.map((run) => pricePerThousand(usageOf(run)).toFixed(4))],
	]);
}

function lifePart({ life }: Results): string[] {
	if (life === undefined) {
		return [];
	}
	const { orders, ended, days, usage, calls } = life;
	return [
		"## From the Document to the parcel's end",
		`${orders} orders on a clock that is moved from what is due to what is due next; ${ended} had ended after ` +
			`${days.toFixed(1)} days. Ticks, polls and other work that goes on without orders are left out, but for their ` +
			"processor time.",
		table([
			["an order", "used", "USD for 1,000"],
			...(Object.entries(usage) as [Used, number][]).map(([name, used]) => [
				name,
				number(used),
				priceParts(usage)[name].toFixed(4),
			]),
			["together", "", pricePerThousand(usage).toFixed(4)],
		]),
		`Calls an order: Exact ${number(calls.exact / orders)} (its polls included), FedEx ${number(calls.fedex / orders)}, ` +
			`tokens ${number(calls.tokens / orders)}.`,
	];
}

function startPart({ coldStartMs, bundle }: Results): string[] {
	const lines = [
		...(coldStartMs === undefined
			? []
			: [
					`- From no runtime at all to the first answer that asked the database: ${coldStartMs.toFixed(0)} ms (half of five ` +
						"starts took less). The runtime's own start is in it, so it is an upper bound.",
				]),
		...(bundle === undefined
			? []
			: [
					`- The bundle is ${(bundle.bytes / 1_024).toFixed(0)} KB, ${(bundle.gzipBytes / 1_024).toFixed(0)} KB compressed.`,
				]),
	];
	return lines.length === 0 ? [] : ["## Start", lines.join("\n")];
}

function number(value: number): string {
	return value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3);
}

function usd(value: number): string {
	return `${value.toFixed(3)} USD`;
}
