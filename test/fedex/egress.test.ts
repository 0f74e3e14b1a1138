import { afterEach, describe, expect, it, vi } from "vitest";

import { fedexFetch } from "../../src/fedex/egress.ts";

describe("the way out to FedEx", () => {
	afterEach(() => {
		vi.restoreAllMocks();
	});

	it("is the platform's where nothing is bound", async () => {
		const platform = vi.spyOn(globalThis, "fetch").mockResolvedValue(new Response("platform"));
		expect(await (await fedexFetch({})("https://apis.fedex.com/track")).text()).toBe("platform");
		expect(platform).toHaveBeenCalledOnce();
	});

	it("is the binding where there is one, with the request as it stands", async () => {
		const platform = vi.spyOn(globalThis, "fetch");
		const binding = {
			answer: "proxy",
			async fetch(input: RequestInfo | URL, init?: RequestInit) {
				const { url, method, redirect } = new Request(input, init);
				return new Response(`${this.answer} ${method} ${url} ${redirect}`);
			},
		};
		const send = fedexFetch({ FEDEX_EGRESS: binding });
		const answer = await send("https://apis.fedex.com/ship", {
			method: "POST",
			redirect: "manual",
		});
		expect(await answer.text()).toBe("proxy POST https://apis.fedex.com/ship manual");
		expect(platform).not.toHaveBeenCalled();
	});
});
