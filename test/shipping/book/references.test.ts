import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { newReference } from "../../../src/shipping/book/references.ts";

describe("the reference of an attempt", () => {
	it("is the order number, a hyphen and eight characters, thirty at most", () => {
		expect(newReference(20_001)).toMatch(/^20001-[0-9A-HJKMNP-TV-Z]{8}$/);
		fc.assert(
			fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (orderNumber) => {
				const reference = newReference(orderNumber);
				expect(reference.length).toBeLessThanOrEqual(30);
				expect(reference).toMatch(/^\d+-[0-9A-HJKMNP-TV-Z]{8}$/);
				expect(reference.startsWith(`${orderNumber}-`)).toBe(true);
			}),
		);
	});

	it("is another one for each attempt", () => {
		const references = Array.from({ length: 10_000 }, () => newReference(20_001));
		expect(new Set(references).size).toBe(references.length);
	});
});
