import type { Change } from "../ports/changes.ts";
import type { Connection, ConnectionDeps } from "../ports/connections.ts";
import { requireDone, requireFound } from "../refusals.ts";

/** A grant that there is goes on with the new secret; after a restore there is none, and the person consents next. */
export async function renewClientSecret(
	input: { id: string; clientSecret: string; redirectUri: string },
	change: Change,
	deps: Pick<ConnectionDeps, "connections" | "grants">,
): Promise<Connection> {
	const { id, clientSecret, redirectUri } = input;
	const connection = requireFound("connection", id, await deps.connections.find(id));
	requireDone(await deps.connections.noteSecret(connection, change));
	await deps.grants(id).configure({
		connectionId: id,
		region: connection.region,
		clientId: connection.clientId,
		clientSecret,
		redirectUri,
	});
	return requireFound("connection", id, await deps.connections.find(id));
}
