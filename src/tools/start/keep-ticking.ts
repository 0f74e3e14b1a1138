import type { Api } from "./api.ts";
import type { Status } from "./status.ts";
import { tellDue, twinGet } from "./twin.ts";

const LOOK_EVERY_MS = 1_000;
/** Each tick is lines in the log, so while nothing happens there are few. */
const TICK_IDLE_EVERY_MS = 4_000;

/**
 * The platform's cron fires every minute; here it is this loop, so much faster that a person sees it move: each
 * second while there is work and as soon as the clock was moved. It tells the simulators when work is due next.
 */
export async function keepTicking(
	api: Api,
	clockOrigin: string,
	isStopping: () => boolean,
): Promise<void> {
	let last = { offsetMs: -1, tickedAt: 0, isBusy: true };
	while (!isStopping()) {
		await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
		try {
			const { offsetMs } = await twinGet<{ offsetMs: number }>(clockOrigin, "clock");
			const isIdle = !last.isBusy && offsetMs === last.offsetMs;
			if (!isIdle || Date.now() - last.tickedAt >= TICK_IDLE_EVERY_MS) {
				last = { offsetMs, tickedAt: Date.now(), isBusy: true };
				last.isBusy = await tickAndTell(api, clockOrigin);
			}
		} catch {
			// The Worker or a simulator is being started or ended; the next look finds out.
		}
	}
}

/** True while something is worked on, or about to be. */
async function tickAndTell(api: Api, clockOrigin: string): Promise<boolean> {
	await api.tick();
	const { now, due } = await api.get<Status>("/api/v1/status");
	await tellDue(clockOrigin, { at: now, ...due });
	return due.now > 0 || due.leasedUntil !== null;
}
