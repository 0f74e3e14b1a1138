import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { twinLookAt } from "../../../src/shipping/model/document-twins.ts";
import { LIMITS } from "../../../src/shipping/model/limits.ts";
import { runs } from "../../property-runs.ts";

const instant = fc.integer({ min: 0, max: 4_102_444_800_000 });

describe("the look for a twin", () => {
	it("is always ahead, and over a day after the last post", () => {
		fc.assert(
			fc.property(instant, fc.integer({ min: 0, max: 2 * LIMITS.day }), (postedAt, since) => {
				const now = postedAt + since;
				const next = twinLookAt({ posts: 2, postedAt }, now);
				expect(next === null).toBe(since >= LIMITS.day);
				expect(next ?? now + 1).toBeGreaterThan(now);
			}),
			runs(200),
		);
	});

	it("is not made where one post was enough", () => {
		fc.assert(
			fc.property(instant, instant, (postedAt, now) => {
				expect(twinLookAt({ posts: 1, postedAt }, now)).toBeNull();
			}),
			runs(100),
		);
	});
});
