import { describe, expect, it } from "vitest";

import { fedexBaseUrl } from "../../src/fedex/hosts.ts";

describe("FedEx's hosts", () => {
	it("has one for each environment", () => {
		expect(fedexBaseUrl("sandbox")).toBe("https://apis-sandbox.fedex.com");
		expect(fedexBaseUrl("production", "")).toBe("https://apis.fedex.com");
	});

	it.each(["https://apis.fedex.com", "http://127.0.0.1:9102", "http://localhost:9102/"])(
		"lets %s stand in",
		(origin) => {
			expect(fedexBaseUrl("production", origin)).toBe(new URL(origin).origin);
		},
	);

	it.each([
		"http://apis.fedex.com",
		"https://apis.fedex.com.example.org",
		"https://fedex.com@example.org",
		"https://user:pass@apis.fedex.com",
		"http://10.0.0.1",
		"https://127.0.0.1",
		"nonsense",
	])("refuses %s", (origin) => {
		expect(() => fedexBaseUrl("sandbox", origin)).toThrow(TypeError);
	});
});
