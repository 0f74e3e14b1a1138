import type { TwinClock } from "../twin/clock.ts";
import type { Settings } from "./settings.ts";

const WINDOW_MS = 10_000;
const DAY_MS = 86_400_000;

export type ReachedLimit = "ten-seconds" | "track-day";

type Counted = { window: number; calls: number };

/** Calls per project: in fixed windows of ten seconds, and for tracking in days that end at 00:00 GMT. */
export class CallLimits {
	readonly #clock: TwinClock;
	readonly #settings: Settings;
	readonly #counted = new Map<string, Counted>();

	constructor(clock: TwinClock, settings: Settings) {
		this.#clock = clock;
		this.#settings = settings;
	}

	/** Counts one call; says which limit it ran into, if any. */
	count(clientId: string, isTracking: boolean): ReachedLimit | undefined {
		const { requestsPerTenSeconds, trackCallsPerDay } = this.#settings.all();
		if (this.#bump(`window ${clientId}`, WINDOW_MS) > requestsPerTenSeconds) {
			return "ten-seconds";
		}
		if (isTracking && this.#bump(`day ${clientId}`, DAY_MS) > trackCallsPerDay) {
			return "track-day";
		}
		return undefined;
	}

	#bump(key: string, windowMs: number): number {
		const window = Math.floor(this.#clock.now() / windowMs);
		const before = this.#counted.get(key);
		const calls = before?.window === window ? before.calls + 1 : 1;
		this.#counted.set(key, { window, calls });
		return calls;
	}
}
