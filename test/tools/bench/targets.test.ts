import { describe, expect, it } from "vitest";

import { ceilingsOf } from "../../bench/labels/ceilings.ts";
import type { Results } from "../../bench/labels/results.ts";
import { targetsOf } from "../../bench/labels/targets.ts";
import { sampleCounted, sampleRun } from "./samples.ts";

const latencies = { fedexMs: 1_000, exactMs: 200 };

function verdicts(results: Partial<Results>): Record<string, boolean | null> {
	const targets = targetsOf({ latencies, runs: [], grown: [], ...results });
	return Object.fromEntries(targets.map(({ name, isMet }) => [name.split(" (")[0], isMet]));
}

describe("the targets", () => {
	it("are all met by a run that is fast and cheap", () => {
		expect(Object.values(verdicts({ runs: [sampleRun()] }))).toEqual([
			true,
			true,
			true,
			true,
			true,
		]);
	});

	it("ask for nine tenths of what the consumers could make, more for each of them", () => {
		expect(verdicts({ runs: [sampleRun({ shippingSeconds: 190 })] })["labels a second"]).toBe(
			false,
		);
		expect(verdicts({ runs: [sampleRun({ consumers: 4 })] })["labels a second"]).toBe(false);
	});

	it("ask for fewer than 100 ms beside FedEx's call", () => {
		const run = sampleRun({ overheadMs: { p50: 100, p95: 120, p99: 130 } });
		expect(verdicts({ runs: [run] })).toMatchObject({
			"consumer start to first label stored, less FedEx's call, p50": false,
		});
	});

	it("count only the statements of runs that make labels", () => {
		const read = sampleRun({ counted: sampleCounted({ "poll d1 statements": 9_000 }) });
		const made = sampleRun({ counted: sampleCounted({ "ship d1 statements": 15_100 }) });
		expect(verdicts({ runs: [read] })["D1 statements a label"]).toBe(true);
		expect(verdicts({ runs: [made] })["D1 statements a label"]).toBe(false);
	});

	it("say nothing of Exact's calls where a poll is shared by few orders", () => {
		const few = sampleRun({ divisions: 4 });
		expect(verdicts({ runs: [few] })["Exact calls an order, to its Document"]).toBeNull();
		const calls = sampleRun().calls;
		calls.exact.counts["nl/1 read.Accounts"] = 101;
		const many = sampleRun({ calls });
		expect(verdicts({ runs: [many] })["Exact calls an order, to its Document"]).toBe(false);
	});

	it("judge the price by the run with the most orders", () => {
		const dear = sampleCounted({ "ship d1 rows written": 120_000 });
		const runs = [
			sampleRun({ counted: dear }),
			sampleRun({ orders: 2_000, labels: 2_000, counted: dear }),
		];
		expect(verdicts({ runs })["1,000 shipments up to the Document"]).toBe(true);
		expect(verdicts({ runs: runs.slice(0, 1) })["1,000 shipments up to the Document"]).toBe(false);
	});

	it("ask that an order costs the same with many stored", () => {
		const grown = [14_000, 15_500].map((statements, at) => ({
			stored: [1_000, 100_000][at] ?? 0,
			measured: sampleRun({
				counted: sampleCounted({ "ship d1 statements": statements, "ship d1 rows read": 100_000 }),
			}),
		}));
		expect(verdicts({ grown })).toMatchObject({
			"d1 statements an order, from 1,000 to 100,000 stored": false,
			"d1 rows read an order, from 1,000 to 100,000 stored": true,
		});
	});
});

describe("the ceilings", () => {
	it("are what each system would allow by itself", () => {
		expect(
			ceilingsOf({
				consumers: 4,
				fedexMs: 500,
				divisions: 2,
				fedexCallsPerOrder: 2,
				d1StatementsPerOrder: 20,
				exactCallsPerOrder: 1,
			}),
		).toEqual({ consumers: 48, fedex: 70, d1: 50, exact: 2 });
	});
});
