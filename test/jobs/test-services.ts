import { env } from "cloudflare:workers";

import type { Log } from "../../src/lib/log.ts";
import { createServices, type Services } from "../../src/services.ts";
import type { GrantAlive } from "../../src/shipping/grant.ts";
import type { WakeUpKind } from "../../src/shipping/model/wake-up-kinds.ts";

/** What a test puts in the place of a service; a grant's keeper there is no remote object. */
export type Replaced = Partial<Omit<Services, "grants">> & { grants?: GrantAlive };

/** The services of one invocation at a fixed instant, with wake-ups and lines of the log kept. */
export async function testServices(now: number, change: Replaced = {}) {
	const lines: string[] = [];
	const wakeUps: { kind: WakeUpKind; scope: string }[] = [];
	const log: Log = {
		info: (event) => void lines.push(event),
		warn: (event) => void lines.push(event),
		error: (event) => void lines.push(event),
		with: () => log,
	};
	const services = {
		...(await createServices({ ...env, CLOCK_ORIGIN: "" })),
		clock: { now: () => now },
		log,
		wakeUps: {
			send: (kind, scope) => {
				wakeUps.push({ kind, scope });
				return Promise.resolve();
			},
		},
		...change,
	} as Services;
	return { services, lines, wakeUps };
}
