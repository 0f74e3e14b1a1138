import { env } from "cloudflare:workers";
import { onTestFinished } from "vitest";

import { openKeyRing } from "../../src/lib/key-ring.ts";
import { silentLog } from "../../src/lib/log.ts";
import { createServices, type Services } from "../../src/services.ts";

/** Two keys as a person adds them, one after the other. */
export const OLD = JSON.parse(env.ENCRYPTION_KEYS) as Record<string, string>;
export const BOTH = { ...OLD, k2: "p2SPciJLkFotgSjB8OLcNH0jMT2bipcenLeYRQzOGag=" };
export const NEW = { k2: BOTH.k2 };

export type Ring = Record<string, string>;

/** The services of an invocation with that ring, at that instant. */
export async function servicesWith(ring: Ring, now: number): Promise<Services> {
	const services = await createServices({
		...env,
		CLOCK_ORIGIN: "",
		ENCRYPTION_KEYS: JSON.stringify(ring),
	});
	return {
		...services,
		clock: { now: () => now },
		log: silentLog,
		wakeUps: { send: () => Promise.resolve() },
	};
}

export function ringOf(ring: Ring) {
	return openKeyRing(JSON.stringify(ring));
}

/** The whole Worker, its objects included, runs with that ring until the test ends or another one is set. */
export function deployRing(ring: Ring): void {
	const bound = env as { ENCRYPTION_KEYS: string };
	const before = bound.ENCRYPTION_KEYS;
	bound.ENCRYPTION_KEYS = JSON.stringify(ring);
	onTestFinished(() => {
		bound.ENCRYPTION_KEYS = before;
	});
}
