import { isLoopback } from "./clock.ts";

/** Names that no resolver of the public internet knows, or that stand for a machine of the house. */
const HOUSE_NAMES =
	/(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|private|test|invalid|example|onion|home\.arpa)$/;

/**
 * Why an address that a person gave may not be sent anything; undefined where it may. Only https to a public DNS name:
 * numbers of hosts are refused whatever they stand for, because the private ones (RFC 1918, link-local, unique local)
 * are among them, and the parser writes every spelling of a number in the same way. Workers reach no private network,
 * so a public name that resolves to a private number leads nowhere.
 */
export function refusalOfTarget(
	url: string,
	{ ownHost, isSimulated }: { ownHost: string | undefined; isSimulated: boolean },
): string | undefined {
	const target = URL.parse(url);
	if (target === null) {
		return "is not an address";
	}
	const { protocol, hostname, username, password } = target;
	if (isSimulated && isLoopback(hostname) && (protocol === "http:" || protocol === "https:")) {
		return undefined;
	}
	if (protocol !== "https:") {
		return "does not begin with https://";
	}
	if (username !== "" || password !== "") {
		return "holds a user name or a password";
	}
	const host = hostname.toLowerCase().replace(/\.+$/, "");
	if (host.startsWith("[") || /^[\d.]+$/.test(host)) {
		return "names a host by its number";
	}
	if (!host.includes(".") || HOUSE_NAMES.test(host)) {
		return "does not name a host of the public internet";
	}
	return host === ownHost?.toLowerCase() ? "is an address of this Worker itself" : undefined;
}
