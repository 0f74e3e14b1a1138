import { randomBytes } from "node:crypto";

import { openKeyRing } from "../../lib/key-ring.ts";
import type { SecretName } from "./account-state.ts";

export type GivenSecrets = Readonly<Partial<Record<string, string>>>;

const ADMIN_TOKEN_MIN = 24;

/** A value for each secret that is missing: the given one, else a random one. */
export function makeSecrets(
	missing: readonly SecretName[],
	given: GivenSecrets,
): Partial<Record<SecretName, string>> {
	const made: Record<SecretName, () => string> = {
		ENCRYPTION_KEYS: () => JSON.stringify({ [firstKeyId()]: randomBytes(32).toString("base64") }),
		ADMIN_TOKEN: () => randomBytes(32).toString("base64url"),
	};
	return Object.fromEntries(missing.map((name) => [name, given[name] || made[name]()]));
}

/** Random, so that the rings of two environments never give one key id to two keys. */
function firstKeyId(): string {
	return `k${randomBytes(3).toString("hex")}`;
}

/** Why a given value is none to go live with; undefined where it is good. */
export function refusalOfSecret(name: SecretName, value: string): string | undefined {
	if (name === "ADMIN_TOKEN") {
		const isVaried = new Set(value).size >= 10;
		return value.length >= ADMIN_TOKEN_MIN && isVaried && !/example|sample|change.?me/i.test(value)
			? undefined
			: `ADMIN_TOKEN has to be random and at least ${ADMIN_TOKEN_MIN} characters long.`;
	}
	try {
		openKeyRing(value);
		return undefined;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}
