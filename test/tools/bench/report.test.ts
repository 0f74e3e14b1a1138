import { describe, expect, it } from "vitest";

import { reportOf } from "../../bench/labels/report.ts";
import { table } from "../../bench/labels/table.ts";
import { sampleRun } from "./samples.ts";

const facts = { date: "2026-11-24", commit: "abc", machine: "2 cores", options: " -- --orders 9" };
const latencies = { fedexMs: 1_000, exactMs: 200 };

describe("the report", () => {
	it("says of what, when, where and with which latencies it was measured", () => {
		const report = reportOf({ latencies, runs: [sampleRun()], grown: [] }, facts);
		expect(report).toContain("`npm run bench -- --orders 9` on 2026-11-24, commit abc, 2 cores.");
		expect(report).toContain("1000 ms to make a shipment and 200 ms for any call of Exact");
	});

	it("says plainly what was not met, and what was too small to tell", () => {
		const slow = sampleRun({ orders: 100, shippingSeconds: 300 });
		const report = reportOf({ latencies, runs: [slow], grown: [] }, facts);
		expect(report).toMatch(/labels a second .*\*\*not met\*\*/);
		expect(report).toMatch(/Exact calls an order.*too few orders to tell/);
	});

	it("leaves out what was not measured", () => {
		const report = reportOf({ latencies, runs: [], grown: [] }, facts);
		expect(report).not.toMatch(/## (?:Speed|Growth|Start|From the Document)/);
	});

	it("writes tables with as many cells in every line", () => {
		const lines = table([
			["", "one"],
			["a", "1"],
		]).split("\n");
		expect(lines).toEqual(["|  | one |", "| --- | ---: |", "| a | 1 |"]);
	});
});
