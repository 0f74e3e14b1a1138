import { sha256Hex } from "../../lib/encoding.ts";
import { refusal } from "../../lib/errors.ts";
import { randomSecret } from "../../lib/random-secret.ts";
import { LIMITS } from "../model/limits.ts";
import type { Actor, Change } from "../ports/changes.ts";
import type { Connection, ConnectionDeps, OneTimeCode } from "../ports/connections.ts";
import { requireFound } from "../refusals.ts";

type Deps = Pick<ConnectionDeps, "connections" | "codes">;

/** A code that opens the consent once, for programs that have no session in a browser. */
export async function authorizeConnection(
	connectionId: string,
	change: Change,
	deps: Deps,
): Promise<{ code: string; expiresAt: number }> {
	requireFound("connection", connectionId, await deps.connections.find(connectionId));
	const { value, expiresAt } = await issue("authorize", connectionId, change, deps, null);
	return { code: value, expiresAt };
}

/** Who may start: the session's operator, or whoever asked for the code that is used up here. */
export async function startAuthorization(
	start: { connectionId: string; by: { actor: Actor } | { code: string }; browser: string },
	now: number,
	deps: Deps,
): Promise<{ connection: Connection; state: string }> {
	const actor = "actor" in start.by ? start.by.actor : await redeem(start.by.code);
	const connection = requireFound(
		"connection",
		start.connectionId,
		await deps.connections.find(start.connectionId),
	);
	const browserHash = await sha256Hex(start.browser);
	const { value } = await issue("state", connection.id, { now, actor }, deps, browserHash);
	return { connection, state: value };

	async function redeem(code: string): Promise<Actor> {
		const hash = await sha256Hex(code);
		const used = await deps.codes.use({ hash, kind: "authorize", browserHash: null }, now);
		if (used === undefined || used.connectionId !== start.connectionId) {
			throw refusal(
				"oauth.code_used",
				"This address is unknown, used or too old. Ask for a new one and open it within ten minutes.",
			);
		}
		return used.actor;
	}
}

async function issue(
	kind: OneTimeCode["kind"],
	connectionId: string,
	by: { now: number; actor: Actor },
	deps: Deps,
	browserHash: string | null,
): Promise<{ value: string; expiresAt: number }> {
	const value = randomSecret();
	const expiresAt = by.now + LIMITS.oauthStateMs;
	await deps.codes.add({
		hash: await sha256Hex(value),
		kind,
		connectionId,
		actor: by.actor,
		browserHash,
		expiresAt,
	});
	return { value, expiresAt };
}
