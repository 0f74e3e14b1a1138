const BROWSERS = [
	["Edge", /\bEdg/],
	["Firefox", /\bFirefox\//],
	["Chrome", /\bChrome\//],
	["Safari", /\bSafari\//],
] as const;

const SYSTEMS = [
	["Android", /\bAndroid\b/],
	["iOS", /\b(iPhone|iPad)\b/],
	["Windows", /\bWindows\b/],
	["macOS", /\bMac OS X\b/],
	["Linux", /\bLinux\b/],
] as const;

/** What a session was opened with, in two words at most: enough to know one's own, and nothing of the person. */
export function nameBrowser(userAgent: string | undefined): string | null {
	const nameOf = (names: readonly (readonly [string, RegExp])[]) =>
		names.find(([, pattern]) => pattern.test(userAgent ?? ""))?.[0];
	const words = [nameOf(BROWSERS), nameOf(SYSTEMS)].filter((word) => word !== undefined);
	return words.length === 0 ? null : words.join(" on ");
}
