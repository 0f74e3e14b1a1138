import type { Api } from "./api.ts";
import type { Status } from "./status.ts";
import { moveClock } from "./twin.ts";

/** How far the clock may be moved at once while waiting for work: the next window of calls, the next hour. */
const JUMP_MAX_MS = 2 * 3_600_000;
const LOOK_EVERY_MS = 400;

/**
 * Ticks as the platform would and watches until nothing is left to do. When everything waits for a later instant
 * and nobody holds a lease, the clock is moved there: nothing is gained by waiting for a simulated minute.
 */
export async function workUntilDone(
	api: Api,
	clockOrigin: string,
	isDone: (status: Status) => Promise<boolean>,
	show: (status: Status) => void,
): Promise<Status> {
	for (;;) {
		const status = await lookOnce(api);
		if (status !== undefined) {
			show(status);
			if (await isDone(status)) {
				return status;
			}
			await jumpWhenIdle(status, clockOrigin);
		}
		await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
	}
}

/** Undefined while the Worker is being started again. */
async function lookOnce(api: Api): Promise<Status | undefined> {
	try {
		await api.tick();
		return await api.get<Status>("/api/v1/status");
	} catch {
		return undefined;
	}
}

async function jumpWhenIdle(status: Status, clockOrigin: string): Promise<void> {
	const { due } = status;
	if (due.now > 0 || due.leasedUntil !== null || due.nextAt === null) {
		return;
	}
	const aheadMs = Date.parse(due.nextAt) - Date.parse(status.now);
	if (aheadMs > 1_500 && aheadMs <= JUMP_MAX_MS) {
		await moveClock(clockOrigin, due.nextAt);
	}
}

export function progressLine(status: Status): string {
	const { shipments, writeBacks } = status;
	const counts = [
		`orders ${status.orders.today}`,
		`to ship ${shipments.planned + shipments.creating}`,
		`labels ${shipments.labelled}`,
		`blocked ${shipments.blocked}`,
		`documents ${writeBacks.written}`,
		`clock ${status.now.slice(0, 19)}Z`,
	];
	if (shipments.unknown > 0) {
		counts.push(`unknown ${shipments.unknown}`);
	}
	return counts.join(" · ");
}
