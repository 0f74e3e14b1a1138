import { isLoopback } from "../lib/clock.ts";

/** Exact's country sites. Nothing is shared between them: not the user, not the app registration. */
const EXACT_REGIONS = ["nl", "be", "de", "fr", "es", "co.uk", "com"] as const;

type ExactRegion = (typeof EXACT_REGIONS)[number];

function isExactRegion(text: string): text is ExactRegion {
	return EXACT_REGIONS.some((region) => region === text);
}

/**
 * The address of a country site, without a slash at the end. `originOverride` may hold `{region}`.
 * @throws TypeError for a region, or for a host that tokens must not be sent to
 */
export function exactBaseUrl(region: string, originOverride?: string): string {
	if (!isExactRegion(region)) {
		throw new TypeError(`Exact has no country site "${region}"; use ${EXACT_REGIONS.join(", ")}`);
	}
	if (originOverride === undefined || originOverride === "") {
		return `https://${vendorHost(region)}`;
	}
	const url = new URL(originOverride.replaceAll("{region}", region));
	if (!isAllowed(url)) {
		throw new TypeError(
			"EXACT_ORIGIN accepts https://start.exactonline.<region> and loopback over http only",
		);
	}
	return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}

function isAllowed(url: URL): boolean {
	if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
		return false;
	}
	if (url.protocol === "http:") {
		return isLoopback(url.hostname);
	}
	const isVendor = EXACT_REGIONS.some((region) => url.host === vendorHost(region));
	return url.protocol === "https:" && isVendor && url.pathname === "/";
}

function vendorHost(region: ExactRegion): string {
	return `start.exactonline.${region}`;
}
