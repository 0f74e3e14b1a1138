import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { toReferences } from "../../src/fedex/ship-references.ts";
import { newReference } from "../../src/shipping/book/references.ts";
import { runs } from "../property-runs.ts";
import { samplePlan } from "./sample-plans.ts";

const text = fc.option(fc.string({ unit: "grapheme", maxLength: 60 }), { nil: null });

const plans = fc
	.record({ customerOrderNumber: text, costCentre: text, invoiceNumber: text })
	.map((changes) => samplePlan(changes));

describe("the references of a shipment", () => {
	it("are one of each kind, ASCII, not empty and at most 30 characters long", () => {
		fc.assert(
			fc.property(plans, fc.nat(), (plan, orderNumber) => {
				const references = toReferences(plan, newReference(orderNumber));
				const kinds = references.map(({ customerReferenceType }) => customerReferenceType);
				expect(new Set(kinds).size).toBe(kinds.length);
				expect(kinds[0]).toBe("CUSTOMER_REFERENCE");
				for (const { value } of references) {
					expect(value).toMatch(/^[\x20-\x7e]{1,30}$/);
				}
			}),
			runs(300),
		);
	});

	it("are never the same for two attempts", () => {
		fc.assert(
			fc.property(fc.array(fc.nat(), { minLength: 2, maxLength: 50 }), (orderNumbers) => {
				const references = orderNumbers.map(newReference);
				expect(new Set(references).size).toBe(references.length);
			}),
			runs(),
		);
	});
});
