import { refusal } from "../../lib/errors.ts";
import type { Change } from "../ports/changes.ts";
import type { ConnectionDeps } from "../ports/connections.ts";
import { requireDone, requireFound } from "../refusals.ts";

/** Forgets a connection, its grant and its divisions, as long as none of them is in use. */
export async function deleteConnection(
	id: string,
	change: Change,
	deps: Pick<ConnectionDeps, "connections" | "grants">,
): Promise<void> {
	const connection = requireFound("connection", id, await deps.connections.find(id));
	const inUse = await deps.connections.listDivisionsInUse(id);
	if (inUse.length > 0) {
		throw refusal(
			"connection.in_use",
			`The connection can't be deleted while divisions of it are in use: ${inUse
				.map((division) => `${division.code} (${division.mode})`)
				.join(", ")}.`,
		);
	}
	requireDone(await deps.connections.remove(connection, change));
	await deps.grants(id).forget();
}
