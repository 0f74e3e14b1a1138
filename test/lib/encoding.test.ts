import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
	fromBase64,
	fromBase64Url,
	sha256Hex,
	toBase64,
	toBase64Url,
	toHex,
} from "../../src/lib/encoding.ts";

describe("bytes as text", () => {
	it("come back as they were, and base64url needs no escaping in an address", () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
				expect([...fromBase64(toBase64(bytes))]).toEqual([...bytes]);
				expect([...fromBase64Url(toBase64Url(bytes))]).toEqual([...bytes]);
				expect(toBase64Url(bytes)).toMatch(/^[\w-]*$/);
			}),
		);
	});

	it("may be as long as a label", () => {
		const bytes = new Uint8Array(500_000).fill(251);
		expect(fromBase64(toBase64(bytes))).toEqual(bytes);
	});

	it("have two hex digits each", () => {
		expect(toHex(Uint8Array.of(0, 10, 255))).toBe("000aff");
	});

	it("have the digest that everybody else computes", async () => {
		const digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
		expect(await sha256Hex("abc")).toBe(digest);
		expect(await sha256Hex(Uint8Array.of(97, 98, 99))).toBe(digest);
	});
});
