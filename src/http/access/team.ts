import { isLoopback } from "../../lib/clock.ts";
import { AppError } from "../../lib/errors.ts";

/** Who keeps the door: the team at Cloudflare Access and the application's AUD tag. */
export type AccessTeam = { issuer: string; audience: string };

const TEAM_HOST = /^[a-z0-9][a-z0-9-]*\.cloudflareaccess\.com$/;

/**
 * Undefined while ACCESS_AUD is unset. The team is Cloudflare's host, or this machine over http: whoever answers
 * there decides who anybody is.
 * @throws AppError `config.access_team`
 */
export function readAccessTeam(domain: string, audience: string): AccessTeam | undefined {
	if (audience === "") {
		return undefined;
	}
	const url = URL.parse(domain.includes("://") ? domain : `https://${domain}`);
	if (url === null || !isTeam(url)) {
		throw new AppError({
			code: "config.access_team",
			disposition: "retry",
			message:
				"The console is closed: ACCESS_AUD is set, and ACCESS_TEAM_DOMAIN is not <team>.cloudflareaccess.com. Set it to your team's domain.",
		});
	}
	return { issuer: url.origin, audience };
}

function isTeam(url: URL): boolean {
	if (url.pathname !== "/" || url.search !== "" || url.username !== "" || url.password !== "") {
		return false;
	}
	return url.protocol === "https:"
		? TEAM_HOST.test(url.host)
		: url.protocol === "http:" && isLoopback(url.hostname);
}
