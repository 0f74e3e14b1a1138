import fc from "fast-check";
import { expect, it } from "vitest";

import { retryAfterSeconds } from "../../src/lib/http.ts";
import { runs } from "../property-runs.ts";

const NOW = Date.UTC(2026, 10, 23, 9, 30, 20);

const header = fc.oneof(
	fc.string({ unit: fc.constantFrom(..." ,:+-.0123456789GMTadeonv"), maxLength: 40 }),
	fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
	fc.bigInt({ min: 0n }).map(String),
);

it("a wait that somebody asks for is absent, or whole seconds of a day at most", () => {
	fc.assert(
		fc.property(header, (value) => {
			const asked = retryAfterSeconds(new Headers({ "Retry-After": value }), NOW);
			if (asked !== undefined) {
				expect(Number.isInteger(asked)).toBe(true);
				expect(asked).toBeGreaterThanOrEqual(0);
				expect(asked).toBeLessThanOrEqual(86_400);
			}
		}),
		runs(300),
	);
});
