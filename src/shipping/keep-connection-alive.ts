import type { Clock } from "../lib/clock.ts";
import type { Log } from "../lib/log.ts";
import { LIMITS } from "./limits.ts";

export interface GrantAlive {
	/** Whether the connection's daily refresh is due. */
	isKeepAliveDue(connectionId: string, now: number): Promise<boolean>;
	/** Refreshes a grant that was idle for a day; Exact lets one die after thirty. */
	keepAlive(connectionId: string): Promise<{
		state: "pending" | "connected" | "needs_reauthorization";
		grantExpiresAt: number | null;
	}>;
	noteGrant(
		connectionId: string,
		grant: {
			state: "pending" | "connected" | "needs_reauthorization";
			grantExpiresAt: number | null;
		},
		next: { now: number; keepAliveDueAt: number | null },
	): Promise<{ isNews: boolean }>;
}

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

/** Exact's token endpoint ended the grant: the connection says so once, and its rows wait for consent. */
export async function noteGrantEnded(
	connectionId: string,
	deps: { clock: Clock; log: Log; grants: GrantAlive },
): Promise<void> {
	const { isNews } = await deps.grants.noteGrant(
		connectionId,
		{ state: "needs_reauthorization", grantExpiresAt: null },
		{ now: deps.clock.now(), keepAliveDueAt: null },
	);
	if (isNews) {
		deps.log.warn("connection.needs_reauthorization", { connectionId });
	}
}
