import { nameOfUrl } from "./call-names.ts";
import { gated, platformFetch } from "./gate.ts";

type Origins = { exact: string; fedex: string };

/** Vendor calls pass the gate; the clock that the simulators keep does not. */
export function gateVendorCalls(origins: Origins): void {
	globalThis.fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
		const url = new URL(input instanceof Request ? input.url : input);
		const system = systemOf(url, origins);
		if (system === undefined) {
			return platformFetch(input, init);
		}
		return gated<Response>({
			call: `${system} ${nameOfUrl(init?.method ?? "GET", url)}`,
			...(typeof init?.body === "string" ? { body: init.body } : {}),
			run: () => platformFetch(input, init),
			fail: ({ answer, message }) =>
				answer === undefined
					? Promise.reject(new TypeError(message ?? "Network connection lost."))
					: Promise.resolve(
							new Response(answer.body, {
								status: answer.status,
								headers: { "content-type": "application/json" },
							}),
						),
		});
	};
}

function systemOf(url: URL, origins: Origins): "exact" | "fedex" | undefined {
	if (url.pathname.startsWith("/_twin/")) {
		return undefined;
	}
	if (url.origin === new URL(origins.exact.replace("{region}", "nl")).origin) {
		return "exact";
	}
	return url.origin === new URL(origins.fedex).origin ? "fedex" : undefined;
}
