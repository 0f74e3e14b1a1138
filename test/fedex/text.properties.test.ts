import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { toPartyBody } from "../../src/fedex/parties.ts";
import { toPostalCode } from "../../src/fedex/postal-codes.ts";
import { fit, wrapStreetLines } from "../../src/fedex/text.ts";
import { toAscii } from "../../src/lib/ascii.ts";
import { readRecipient } from "../../src/shipping/plan/read-recipient.ts";
import { runs } from "../property-runs.ts";
import { sampleAddress, sampleSettings } from "../shipping/samples.ts";

const CLEAN = /^[\x21-\x7e]+( [\x21-\x7e]+)*$/;
const text = fc.oneof(
	fc.string({ unit: "grapheme", maxLength: 120 }),
	fc.string({ unit: "binary", maxLength: 60 }),
	fc.lorem({ maxCount: 20 }),
);

describe("whatever people write", () => {
	it("becomes ASCII without runs of spaces, and stays it", () => {
		fc.assert(
			fc.property(text, (given) => {
				const ascii = toAscii(given);
				expect(ascii === "" || CLEAN.test(ascii)).toBe(true);
				expect(toAscii(ascii)).toBe(ascii);
			}),
			runs(500),
		);
	});

	it("fits, or is left out", () => {
		fc.assert(
			fc.property(text, fc.integer({ min: 1, max: 70 }), (given, limit) => {
				const fitted = fit(given, limit);
				if (fitted !== undefined) {
					expect(fitted).toMatch(CLEAN);
					expect(fitted.length).toBeLessThanOrEqual(limit);
				}
			}),
			runs(300),
		);
	});

	it("makes at most three street lines of 35, and loses nothing while it has room", () => {
		fc.assert(
			fc.property(fc.array(text, { maxLength: 5 }), (given) => {
				const lines = wrapStreetLines(given);
				expect(lines.length).toBeLessThanOrEqual(3);
				for (const line of lines) {
					expect(line).toMatch(CLEAN);
					expect(line.length).toBeLessThanOrEqual(35);
				}
				const letters = given.map(toAscii).join("").replaceAll(" ", "");
				const kept = lines.join("").replaceAll(" ", "");
				expect(letters.startsWith(kept)).toBe(true);
				if (given.map(toAscii).join(" ").length <= 3 * 35) {
					expect(kept).toBe(letters);
				}
			}),
			runs(500),
		);
	});

	it("reaches FedEx whole where planning takes the address, in ASCII and within the limits", () => {
		const address = fc.record({
			street: text,
			streetExtra: fc.array(text, { maxLength: 2 }),
			city: text,
			accountName: text,
			contactName: text,
		});
		fc.assert(
			fc.property(address, (given) => {
				const dossier = { address: sampleAddress(given), contact: undefined, account: undefined };
				const read = readRecipient(dossier, sampleSettings());
				if (!("party" in read)) {
					return;
				}
				const body = toPartyBody(read.party);
				expect(JSON.stringify(body)).toMatch(/^[\x20-\x7e]+$/);
				const { streetLines, city = "" } = body.address;
				expect(streetLines.length).toBeLessThanOrEqual(3);
				expect(Math.max(...streetLines.map((line) => line.length))).toBeLessThanOrEqual(35);
				expect(city).toBe(toAscii(given.city));
				const letters = (lines: readonly string[]) => lines.join("").replaceAll(" ", "");
				expect(letters(streetLines)).toBe(
					letters([given.street, ...given.streetExtra].map((line) => toAscii(line))),
				);
				expect(body.contact.personName ?? body.contact.companyName).toBeDefined();
			}),
			runs(300),
		);
	});

	it("makes a postcode of at most ten clean characters", () => {
		fc.assert(
			fc.property(
				text,
				fc.constantFrom("NL", "GB", "CA", "LU", "PT", "US", "BR"),
				(given, country) => {
					const code = toPostalCode(given, country);
					expect(code === "" || CLEAN.test(code)).toBe(true);
					expect(code.length).toBeLessThanOrEqual(10);
				},
			),
			runs(300),
		);
	});
});
