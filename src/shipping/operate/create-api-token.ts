import { sha256Hex } from "../../lib/encoding.ts";
import { newId } from "../../lib/ids.ts";
import { randomSecret } from "../../lib/random-secret.ts";
import type { ApiTokenStore, Scope } from "../ports/access.ts";
import type { Change } from "../ports/changes.ts";

export const API_TOKEN_PREFIX = "efc_";

/** The token is shown once; only its hash is kept. */
export async function createApiToken(
	input: { name: string; scopes: readonly Scope[]; expiresAt: number | null },
	change: Change,
	tokens: ApiTokenStore,
): Promise<{ id: string; token: string }> {
	const id = newId("tok", change.now);
	const token = `${API_TOKEN_PREFIX}${randomSecret()}`;
	await tokens.create(
		{ ...input, scopes: [...new Set(input.scopes)], id, hash: await sha256Hex(token) },
		change,
	);
	return { id, token };
}
