import { newId } from "../../lib/ids.ts";
import type { Change } from "../ports/changes.ts";
import type { Connection, ConnectionDeps, NewConnection } from "../ports/connections.ts";
import { requireFound } from "../refusals.ts";

/**
 * Registers an app of a country site. The secret goes to the keeper first: a row without one could never be
 * connected, while a keeper without a row is merely unused.
 */
export async function createConnection(
	input: Omit<NewConnection, "id"> & { clientSecret: string; redirectUri: string },
	change: Change,
	deps: Pick<ConnectionDeps, "connections" | "grants">,
): Promise<Connection> {
	const { clientSecret, redirectUri, ...known } = input;
	const id = newId("con", change.now);
	await deps.grants(id).configure({
		connectionId: id,
		region: input.region,
		clientId: input.clientId,
		clientSecret,
		redirectUri,
	});
	await deps.connections.create({ ...known, id }, change);
	return requireFound("connection", id, await deps.connections.find(id));
}
