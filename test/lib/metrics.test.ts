import { describe, expect, it } from "vitest";

import readme from "../../README.md?raw";
import { silentLog } from "../../src/lib/log.ts";
import { METERED, meteredLog } from "../../src/lib/metrics.ts";

type Point = { indexes: string[]; blobs: string[]; doubles: number[] };

function startMetered() {
	const points: Point[] = [];
	const dataset = { writeDataPoint: (point: Point) => void points.push(point) };
	return { points, log: meteredLog(silentLog, { METRICS: dataset }) };
}

describe("a point of the metrics", () => {
	it("is made of a line and of what the lines before it were given", () => {
		const { points, log } = startMetered();
		log.with({ divisionId: "div_1" }).info("exact.call", {
			operation: "read.Addresses",
			status: 200,
			durationMs: 12,
		});
		expect(points).toEqual([
			{
				indexes: ["exact.call"],
				blobs: ["exact.call", "div_1", "", "", "", "read.Addresses", "", "200"],
				doubles: [1, 12],
			},
		]);
	});

	it("has the code of an error, and nothing of its words", () => {
		const { points, log } = startMetered();
		const error = Object.assign(new Error("P. Jansen, Havenweg 3"), { code: "db.gone" });
		log.error("drain.failed", error, { kind: "poll", scope: "div_1" });
		expect(points.map(({ blobs }) => blobs)).toEqual([
			["drain.failed", "", "", "", "poll", "", "db.gone", ""],
		]);
	});

	it("is made of no other line and no other field", () => {
		const { points, log } = startMetered();
		log.info("request.done", { route: "/track/:token" });
		log.warn("shipment.refused", { code: "fedex.address", street: "Havenweg 3" });
		expect(JSON.stringify(points)).not.toMatch(/track|Havenweg/);
		expect(points).toHaveLength(1);
	});

	it("leaves room for labels where calls are many, and stops where the platform does", () => {
		const { points, log } = startMetered();
		for (let at = 0; at < 300; at += 1) {
			log.info("fedex.call", { durationMs: at });
		}
		expect(points).toHaveLength(150);
		for (let at = 0; at < 300; at += 1) {
			log.with({ shipmentId: `shp_${at}` }).info("shipment.labelled", { waitedMs: at });
		}
		expect(points).toHaveLength(250);
	});

	it("that can't be written fails nothing", () => {
		const log = meteredLog(silentLog, {
			METRICS: {
				writeDataPoint() {
					throw new Error("too many");
				},
			},
		});
		expect(() => log.info("tick.done", { woken: 1 })).not.toThrow();
	});

	it("is none without the binding: the log is the one it was", () => {
		expect(meteredLog(silentLog, {})).toBe(silentLog);
	});
});

/** Failures of an invocation itself are told before there are services, so they are in the log alone. */
const IN_THE_LOG_ALONE = ["tick.failed", "queue.failed", "request.failed"];

describe("the alert rules of the README", () => {
	it("ask for lines that become points", () => {
		const [, section = ""] = readme.split("### Metrics and alert rules");
		const [rules = ""] = section.split("\n### ");
		const named = [...rules.matchAll(/`([a-z]+(?:_[a-z]+)*\.[a-z_]+)`/g)].map(([, name]) => name);
		expect(named.length).toBeGreaterThan(10);
		const known = [...Object.keys(METERED), ...IN_THE_LOG_ALONE];
		expect(named.filter((name) => !known.includes(name ?? ""))).toEqual([]);
	});
});
