import { describe, expect, it } from "vitest";

import { exactBaseUrl } from "../../src/exact/hosts.ts";

describe("the address of a country site", () => {
	it.each([
		["nl", undefined, "https://start.exactonline.nl"],
		["co.uk", "", "https://start.exactonline.co.uk"],
		["de", "https://start.exactonline.{region}", "https://start.exactonline.de"],
		["fr", "http://127.0.0.1:9101/{region}", "http://127.0.0.1:9101/fr"],
		["com", "http://localhost:9101/", "http://localhost:9101"],
	])("is found for %s with %s", (region, override, expected) => {
		expect(exactBaseUrl(region, override)).toBe(expected);
	});

	it.each([
		["uk", undefined],
		["nl.evil.test", undefined],
		["nl", "https://evil.test"],
		["nl", "https://start.exactonline.nl.evil.test"],
		["nl", "https://start.exactonline.nl:8443"],
		["nl", "http://start.exactonline.nl"],
		["nl", "https://127.0.0.1:9101"],
		["nl", "http://10.0.0.1/{region}"],
		["nl", "http://user:secret@127.0.0.1:9101"],
		["nl", "https://start.exactonline.nl/elsewhere"],
	])("is refused for %s with %s, because tokens would go there", (region, override) => {
		expect(() => exactBaseUrl(region, override)).toThrow(TypeError);
	});
});
