import type { Status } from "../../src/tools/start/progress.ts";
import { moveClock } from "../../src/tools/start/twin.ts";
import { uncancelledTwins } from "./count.ts";
import { URLS, type World } from "./world.ts";

const LOOK_EVERY_MS = 200;
const JUMP_MAX_MS = 25 * 3_600_000;
const HOUR_MS = 3_600_000;

export type SettleOptions = {
	/** Runs at every look, also while the Worker is away (then without a status). */
	each?: (status: Status | undefined) => Promise<void>;
	/** Virtual time to wait for what can't be told yet: unknown outcomes, second shipments at FedEx. */
	patienceMs?: number;
	/** Enough for this scenario, although more may be to do. */
	isEnough?: (status: Status) => Promise<boolean>;
	realTimeoutMs?: number;
};

/**
 * Ticks as the platform would until nothing is left to do. When everything waits and nobody holds a lease, the clock
 * jumps to the next instant that something is due.
 */
export async function settle(world: World, options: SettleOptions = {}): Promise<void> {
	const { patienceMs = 6 * HOUR_MS, realTimeoutMs = 15 * 60_000 } = options;
	const giveUpAt = Date.now() + realTimeoutMs;
	let waitsSince: number | undefined;
	for (;;) {
		const status = await world.look();
		await options.each?.(status);
		if (status !== undefined) {
			if ((await options.isEnough?.(status)) === true) {
				return;
			}
			const now = Date.parse(status.now);
			if (isIdle(status)) {
				if (status.shipments.unknown === 0 && (await uncancelledTwins()) === 0) {
					return;
				}
				waitsSince ??= now;
				if (now - waitsSince > patienceMs) {
					return;
				}
			} else {
				waitsSince = undefined;
			}
			await jump(status);
		}
		if (Date.now() > giveUpAt) {
			throw new Error(`it never settled: ${JSON.stringify(status)}`);
		}
		await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
	}
}

/** Everything that is ours to do is done; parcels are followed and feeds are read for ever. */
export function isIdle({ shipments, writeBacks, due }: Status): boolean {
	return due.now === 0 && shipments.planned + shipments.creating + writeBacks.pending === 0;
}

async function jump({ due, now }: Status): Promise<void> {
	if (due.now > 0 || due.leasedUntil !== null || due.nextAt === null) {
		return;
	}
	const aheadMs = Date.parse(due.nextAt) - Date.parse(now);
	if (aheadMs > 1_000 && aheadMs <= JUMP_MAX_MS) {
		await moveClock(URLS.exact, due.nextAt);
	}
}

/** Reads what is there, releases every division, and answers once they are live. */
export async function releaseAll(world: World): Promise<void> {
	await settle(world, {
		isEnough: async () => {
			const { items } = await world.api.get<Divisions>("/api/v1/divisions?limit=200");
			return items
				.filter(({ mode }) => mode === "hold")
				.every(({ lastPollAt }) => lastPollAt !== null);
		},
	});
	for (const { id } of world.divisions) {
		await world.api.send("POST", `/api/v1/divisions/${id}/release`, {
			mode: "live",
			orders: "all",
		});
	}
}

type Divisions = { items: { mode: string; lastPollAt: string | null }[] };
