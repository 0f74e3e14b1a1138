import { describe, expect, it } from "vitest";

import wrangler from "../../wrangler.toml?raw";

/** The lines of a table, without its comments. */
function tableOf(name: string): string[] {
	const [, rest = ""] = wrangler.split(`\n[${name}]\n`);
	const [table = ""] = rest.split(/\n\[/);
	return table.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
}

/** What Cloudflare would note of a request by itself: URLs, and with them codes, signatures and customers' tokens. */
describe("the platform's own record", () => {
	it("is no line for each request: the Worker writes one without the address", () => {
		expect(tableOf("observability.logs")).toEqual([
			"head_sampling_rate = 1",
			"invocation_logs = false",
		]);
	});

	it("has no query of any address", () => {
		expect(tableOf("observability")).toEqual(["enabled = true", "redact_query_string = true"]);
	});

	it("is no trace, because a span holds the path too", () => {
		expect(tableOf("observability.traces")).toEqual(["enabled = false"]);
	});

	it("goes to nobody else", () => {
		expect(wrangler).not.toMatch(/^\s*(?:logpush|tail_consumers|destinations)/m);
		expect(wrangler).not.toMatch(/^\[\[?(?:tail_consumers|env\.)/m);
	});
});
