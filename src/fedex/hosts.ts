import { isLoopback } from "../lib/clock.ts";

type FedexEnvironment = "sandbox" | "production";

const BASE_URLS: Readonly<Record<FedexEnvironment, string>> = {
	sandbox: "https://apis-sandbox.fedex.com",
	production: "https://apis.fedex.com",
};

/**
 * Where an environment's calls go. The override (`FEDEX_ORIGIN`) may only name a FedEx host over https or this
 * machine over http, because tokens and credentials travel there.
 */
export function fedexBaseUrl(environment: FedexEnvironment, originOverride?: string): string {
	return originOverride === undefined || originOverride === ""
		? BASE_URLS[environment]
		: requireFedexOrigin(originOverride);
}

/** @throws TypeError for any host that must not see a credential. */
export function requireFedexOrigin(address: string): string {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url === undefined || !isTrusted(url)) {
		throw new TypeError(
			"FedEx is called at fedex.com hosts over https, or at loopback addresses over http",
		);
	}
	return url.origin;
}

function isTrusted({ protocol, hostname, username, password }: URL): boolean {
	if (username !== "" || password !== "") {
		return false;
	}
	return protocol === "https:"
		? hostname.endsWith(".fedex.com")
		: protocol === "http:" && isLoopback(hostname);
}
