import { describe, expect, it } from "vitest";

import { refusalOfTarget } from "../../src/lib/public-target.ts";
import { createOutbound } from "../../src/outgoing/outbound.ts";

const LIVE = { ownHost: "connector.test", isSimulated: false };

describe("an address that a person gave", () => {
	it.each([
		"http://hooks.example.com/x",
		"ftp://hooks.example.com/x",
		"https://127.0.0.1/x",
		"https://127.1/x",
		"https://2130706433/x",
		"https://0x7f.0.0.1/x",
		"https://10.0.0.7/x",
		"https://169.254.169.254/latest/meta-data",
		"https://8.8.8.8/x",
		"https://[::1]/x",
		"https://[fe80::1]/x",
		"https://[::ffff:10.0.0.7]/x",
		"https://localhost/x",
		"https://printer/x",
		"https://nas.local/x",
		"https://api.internal/x",
		"https://x.home.arpa/x",
		"https://localhost./x",
		"https://localhost../x",
		"https://user:secret@hooks.example.com/x",
		"https://connector.test/webhooks/exact/con_1",
		"https://CONNECTOR.test./x",
		"no address",
	])("%s is refused", (url) => {
		expect(refusalOfTarget(url, LIVE)).toBeTypeOf("string");
	});

	it.each(["https://hooks.example.com/x", "https://hooks.slack.com/services/T0/B0/x"])(
		"%s is taken",
		(url) => {
			expect(refusalOfTarget(url, LIVE)).toBeUndefined();
		},
	);

	it("of this machine is taken beside the simulators only", () => {
		expect(refusalOfTarget("http://127.0.0.1:9199/x", { ...LIVE, isSimulated: true })).toBe(
			undefined,
		);
		expect(refusalOfTarget("http://10.0.0.7/x", { ...LIVE, isSimulated: true })).toBeTypeOf(
			"string",
		);
	});

	it("is checked before each request, and redirects lead nowhere", async () => {
		const asked: RequestInit[] = [];
		const outbound = createOutbound({
			...LIVE,
			fetch: (_, init) => {
				asked.push(init ?? {});
				return Promise.resolve(
					new Response(null, { status: 302, headers: { location: "http://10.0.0.7/" } }),
				);
			},
			timeoutMs: 10_000,
			now: () => 0,
		});
		const request = { headers: {}, body: "{}" };
		await expect(outbound.post("https://10.0.0.7/", request)).rejects.toMatchObject({
			code: "webhook.target_refused",
		});
		expect(asked).toEqual([]);
		const { status } = await outbound.post("https://hooks.example.com/", request);
		expect(status).toBe(302);
		expect(asked).toMatchObject([{ redirect: "manual" }]);
	});
});
