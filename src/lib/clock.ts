/** The instant everything reads. Milliseconds since 1970, UTC. */
export interface Clock {
	now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/**
 * The clock of one invocation. Without an origin it is the system's. With one (loopback only) the offset kept
 * there is read once, so that `now()` stays synchronous; the offset only ever jumps forward.
 */
export async function readClock(origin: string | undefined): Promise<Clock> {
	if (origin === undefined || origin === "") {
		return systemClock;
	}
	const response = await fetch(`${requireLoopback(origin)}/_twin/clock`);
	const { offsetMs } = (await response.json()) as { offsetMs: number };
	return { now: () => Date.now() + offsetMs };
}

function requireLoopback(origin: string): string {
	const { hostname } = new URL(origin);
	if (!isLoopback(hostname)) {
		throw new TypeError("CLOCK_ORIGIN accepts loopback addresses only; unset it in production");
	}
	return origin;
}

export function isLoopback(hostname: string): boolean {
	return hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]";
}
