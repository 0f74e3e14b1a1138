import type { Clock } from "../../lib/clock.ts";
import type { Log } from "../../lib/log.ts";
import type { GrantAlive } from "../grant.ts";
import { LIMITS } from "../model/limits.ts";

/**
 * Has the grant refreshed once a day, so that a quiet connection does not end. The wake-ups that come again while it
 * is under way, or after it, ask the row and not the keeper of the grant.
 */
export async function keepConnectionAlive(
	connectionId: string,
	deps: { clock: Clock; log: Log; grants: GrantAlive },
): Promise<void> {
	const now = deps.clock.now();
	if (!(await deps.grants.isKeepAliveDue(connectionId, now))) {
		return;
	}
	const grant = await deps.grants.keepAlive(connectionId);
	const { isNews } = await deps.grants.noteGrant(connectionId, grant, {
		now,
		keepAliveDueAt: grant.state === "connected" ? now + LIMITS.exactKeepAliveMs : null,
	});
	if (isNews && grant.state === "needs_reauthorization") {
		deps.log.warn("connection.needs_reauthorization", { connectionId });
	}
	deps.log.info("connection.kept_alive", { connectionId, state: grant.state });
}
