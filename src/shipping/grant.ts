import type { Clock } from "../lib/clock.ts";
import type { Log } from "../lib/log.ts";
import type { ConnectionState } from "./model/connection-states.ts";

export interface GrantAlive {
	/** Whether the connection's daily refresh is due. */
	isKeepAliveDue(connectionId: string, now: number): Promise<boolean>;
	/** Refreshes a grant that was idle for a day; Exact lets one die after thirty. */
	keepAlive(connectionId: string): Promise<{
		state: ConnectionState;
		grantExpiresAt: number | null;
	}>;
	noteGrant(
		connectionId: string,
		grant: {
			state: ConnectionState;
			grantExpiresAt: number | null;
		},
		next: { now: number; keepAliveDueAt: number | null },
	): Promise<{ isNews: boolean }>;
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
