import type { KeyRing } from "./key-ring.ts";

/** A path that opens by itself until `expires` (seconds since 1970): `<path>?expires=…&signature=…`. */
export async function signLink(
	keys: KeyRing,
	base: string,
	path: string,
	expiresAtMs: number,
): Promise<string> {
	const expires = Math.floor(expiresAtMs / 1_000);
	const signature = await keys.sign("links", message(path, expires));
	return `${base}${path}?expires=${expires}&signature=${signature}`;
}

type LinkVerdict = "valid" | "late" | "forged";

export async function checkLink(
	keys: KeyRing,
	path: string,
	query: { expires: string; signature: string },
	nowMs: number,
): Promise<LinkVerdict> {
	if (!/^\d{1,12}$/.test(query.expires)) {
		return "forged";
	}
	const expires = Number(query.expires);
	if (!(await keys.verify("links", message(path, expires), query.signature))) {
		return "forged";
	}
	return expires * 1_000 < nowMs ? "late" : "valid";
}

function message(path: string, expires: number): string {
	return `v1|${path}|${expires}`;
}
