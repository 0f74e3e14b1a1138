import type { WakeUpKind } from "../model/wake-up-kinds.ts";
import type { Change, Outcome } from "./changes.ts";

/** What keeps runs apart, counts them and stops them. */

export interface SystemStore {
	/** When everything was paused; null while it runs. */
	pausedAt(): Promise<number | null>;
	setPaused(isPaused: boolean, change: Change): Promise<Outcome>;
}

export interface LeaseStore {
	/** False when somebody else holds it. */
	acquire(
		kind: WakeUpKind,
		scope: string,
		lease: { holder: string; now: number; until: number },
	): Promise<boolean>;
	release(kind: WakeUpKind, scope: string, holder: string): Promise<void>;
}

export interface CountStore {
	find(day: string, scope: string, name: string): Promise<number>;
	add(
		day: string,
		counts: readonly { scope: string; name: string; count: number }[],
	): Promise<void>;
}
