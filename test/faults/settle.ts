import { show } from "../../src/tools/start/screen.ts";
import type { Status } from "../../src/tools/start/status.ts";
import { moveClock } from "../../src/tools/start/twin.ts";
import { URLS } from "./addresses.ts";
import { surplusAtFedex } from "./count.ts";
import type { World, WorldStatus } from "./world.ts";

/** Shows every change, for somebody who looks for what went wrong. */
const VERBOSE = process.env["FAULTS_VERBOSE"] !== undefined;
const LOOK_EVERY_MS = 150;
const JUMP_MAX_MS = 25 * 3_600_000;
const HOUR_MS = 3_600_000;
/** Until Exact's next day, and the next poll. */
const READING_PATIENCE_MS = 26 * HOUR_MS;

export type SettleOptions = {
	/** Runs at every look, also while the Worker is away (then without a status). */
	each?: (status: WorldStatus | undefined) => Promise<void>;
	/** Virtual time to wait for what can't be told yet: unknown outcomes, second shipments at FedEx, unread feeds. */
	patienceMs?: number;
	/** Enough for this scenario, although more may be to do. */
	isEnough?: (status: WorldStatus) => Promise<boolean>;
	realTimeoutMs?: number;
};

/**
 * Ticks as the platform would until nothing is left to do. When everything waits and nobody holds a lease, the clock
 * jumps to the next instant that something is due.
 */
export async function settle(world: World, options: SettleOptions = {}): Promise<void> {
	const { patienceMs = 2 * HOUR_MS, realTimeoutMs = 15 * 60_000 } = options;
	const giveUpAt = Date.now() + realTimeoutMs;
	const jumper = new Jumper(world);
	let waitsSince: number | undefined;
	for (;;) {
		const status = await world.look();
		if (VERBOSE && status !== undefined) {
			show(status);
		}
		await options.each?.(status);
		if (status !== undefined) {
			if ((await options.isEnough?.(status)) === true) {
				return;
			}
			const now = Date.parse(status.now);
			if (isIdle(status) && now >= world.readBy) {
				const waitsFor = await whatIsAwaited(world, status);
				if (waitsFor === "nothing") {
					return;
				}
				waitsSince ??= now;
				if (now - waitsSince > (waitsFor === "reading" ? READING_PATIENCE_MS : patienceMs)) {
					return;
				}
			} else {
				waitsSince = undefined;
			}
			await jumper.jump(status);
		}
		if (Date.now() > giveUpAt) {
			throw new Error(`it never settled: ${JSON.stringify(status)}`);
		}
		await world.untilQuiet(LOOK_EVERY_MS);
	}
}

/** What can't be told yet although nothing is left to do. */
async function whatIsAwaited(
	world: World,
	{ shipments }: WorldStatus,
): Promise<"nothing" | "reading" | "outcomes"> {
	if (shipments.unknown > 0 || (await surplusAtFedex(shipments.labelled)) !== 0) {
		return "outcomes";
	}
	return (await hasUnreadDivision(world)) ? "reading" : "nothing";
}

/** A poll that failed was postponed, and what came in before is not known yet. */
async function hasUnreadDivision(world: World): Promise<boolean> {
	const { items } = await world.api.get<Divisions>("/api/v1/divisions?limit=200");
	return items.some(({ mode, pollProblem }) => mode === "live" && pollProblem !== null);
}

/** Everything that is ours to do is done; parcels are followed and feeds are read for ever. */
export function isIdle({ shipments, writeBacks, due }: Status): boolean {
	return due.now === 0 && shipments.planned + shipments.creating + writeBacks.pending === 0;
}

const STILL_LOOKS = 3;

/**
 * Jumps to the next instant that something is due, never past a lease that somebody holds. A run that failed leaves
 * its lease to run out: where nothing runs any more and nothing moves, that is what is waited for.
 */
class Jumper {
	readonly #world: World;
	#last = "";
	#still = 0;

	constructor(world: World) {
		this.#world = world;
	}

	async jump(status: Status): Promise<void> {
		const { due, now, shipments, writeBacks } = status;
		const at = Date.parse(now);
		const state = JSON.stringify([shipments, writeBacks, due]);
		this.#still = state === this.#last ? this.#still + 1 : 0;
		this.#last = state;
		if (due.now === 0 && due.leasedUntil === null && due.nextAt !== null) {
			await jumpTo(due.nextAt, at);
		} else if (
			due.leasedUntil !== null &&
			this.#still >= STILL_LOOKS &&
			(await this.#world.runningDrains().catch(() => 1)) === 0
		) {
			const nextAt = due.now === 0 && due.nextAt !== null ? Date.parse(due.nextAt) : Infinity;
			await jumpTo(new Date(Math.min(nextAt, Date.parse(due.leasedUntil) + 1)).toISOString(), at);
		}
	}
}

async function jumpTo(to: string, now: number): Promise<void> {
	const aheadMs = Date.parse(to) - now;
	if (aheadMs > 1_000 && aheadMs <= JUMP_MAX_MS) {
		await moveClock(URLS.exact, to);
	}
}

/** Everything was read once, and the divisions wait for a person. */
export async function readAll(world: World): Promise<void> {
	// A poll that waits for Exact's room is nothing to stop at.
	world.readBy = Infinity;
	await settle(world, {
		isEnough: async ({ due }) => {
			const { items } = await world.api.get<Divisions>("/api/v1/divisions?limit=200");
			return due.leasedUntil === null && items.every(({ lastPollAt }) => lastPollAt !== null);
		},
	});
	world.readBy = 0;
}

/** These divisions, or all, may ship all that was read. */
export async function releaseAll(world: World, regions?: readonly string[]): Promise<void> {
	const chosen = world.divisions.filter(({ region }) => regions?.includes(region) ?? true);
	for (const { id } of chosen) {
		await world.api.send("POST", `/api/v1/divisions/${id}/release`, {
			mode: "live",
			orders: "all",
		});
	}
	for (const { region } of chosen) {
		world.released.add(region);
	}
}

type Divisions = {
	items: { mode: string; lastPollAt: string | null; pollProblem: object | null }[];
};
