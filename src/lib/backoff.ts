/** Waits between tries: exponential, full jitter, capped, and never shorter than what the other side asked for. */
type BackoffOptions = {
	/** 1 for the wait after the first failure. */
	attempt: number;
	baseMs: number;
	capMs: number;
	retryAfterSeconds?: number | undefined;
	random?: () => number;
};

export function backoffMs(options: BackoffOptions): number {
	const random = options.random ?? Math.random;
	const ceiling = Math.min(options.capMs, options.baseMs * 2 ** Math.min(options.attempt - 1, 40));
	const jittered = Math.max(1, Math.round(random() * ceiling));
	const asked = Math.min((options.retryAfterSeconds ?? 0) * 1_000, 86_400_000);
	return Math.max(jittered, asked);
}
