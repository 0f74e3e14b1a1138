import { describe, expect, it } from "vitest";

import { keepingPerThousand, priceParts, pricePerThousand } from "../../bench/labels/price.ts";
import { sumOf, usageOf } from "../../bench/labels/usage.ts";
import { sampleCounted } from "./samples.ts";

const used = (counts: Record<string, number>, cpuMs: number | null = null) =>
	usageOf({ counted: { counts, runs: [], callMs: [] }, cpuMs, orders: 10 });

describe("the price of a thousand shipments", () => {
	it("is a dollar for each thousand D1 rows that an order writes", () => {
		expect(pricePerThousand(used({ "ship d1 rows written": 1_000 }))).toBeCloseTo(0.1);
	});

	it("counts a queue message as a write, a read and a delete", () => {
		expect(priceParts(used({ "poll queue send": 10 })).queueOperations).toBeCloseTo(0.0012);
	});

	it("bills objects by the time that they are at work, as 128 MB", () => {
		expect(priceParts(used({ "ship object ms": 10_000 })).objectGigabyteSeconds).toBeCloseTo(
			0.0016,
		);
	});

	it("takes R2's lists for writes, its heads for reads, and its deletes for nothing", () => {
		const usage = used({
			"ship r2 put": 10,
			"ship r2 list": 10,
			"ship r2 head": 10,
			"ship r2 delete": 10,
		});
		expect(usage).toMatchObject({ r2Writes: 2, r2Reads: 1 });
	});

	it("leaves out processor time that is not known", () => {
		expect(used({}, 500).cpuMs).toBe(50);
		expect(used({}).cpuMs).toBe(0);
	});

	it("of a life is that of its parts", () => {
		const one = used({ "ship d1 rows written": 100 });
		const other = used({ "track d1 rows written": 300 });
		expect(pricePerThousand(sumOf(one, other))).toBeCloseTo(
			pricePerThousand(one) + pricePerThousand(other),
		);
	});

	it("leaves out what other kinds of invocation used", () => {
		const counted = sampleCounted({ "tick d1 rows written": 5_000 });
		const usage = usageOf({ counted, cpuMs: 0, orders: 1_000 }, (kind) => kind !== "tick");
		expect(usage.d1RowsWritten).toBe(60);
	});

	it("of keeping them is more in D1 than in R2", () => {
		const { d1, r2 } = keepingPerThousand();
		expect(d1).toBeGreaterThan(r2);
	});
});
