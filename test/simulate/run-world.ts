import { sql } from "drizzle-orm";

import { listDueScopes } from "../../src/db/due.ts";
import { findDue } from "../../src/db/status.ts";
import { shipDue } from "../../src/shipping/book/ship-due.ts";
import type { WakeUpKind } from "../../src/shipping/model/wake-up-kinds.ts";
import { pollDivision } from "../../src/shipping/poll/poll-division.ts";
import { trackDue } from "../../src/shipping/track/track-due.ts";
import { writeBackDue } from "../../src/shipping/write-back/write-back-due.ts";
import { drawOrders } from "./orders.ts";
import { START, type World } from "./world.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;
/** So long after the last order everything that can arrive has arrived. */
const TAIL_DAYS = 14;
/** What a message is under way. */
const QUEUE_MS = 300;

type WakeUp = { kind: WakeUpKind; scope: string; at: number };

/**
 * Virtual time: the clock's tick of each minute in which something is due, and the wake-ups in the order of their
 * instants. A run takes what its calls take; a wake-up for a scope that is at work waits until it is done.
 */
export async function runWorld(
	world: World,
	onDay: (day: number, now: number) => void = () => undefined,
): Promise<void> {
	const { time, db, sent, scenario } = world;
	const orders = drawOrders(world);
	const busyUntil = new Map<string, number>();
	const pending = new Map<string, WakeUp>();
	const endsAt = START + (scenario.days + TAIL_DAYS) * DAY;
	let nextOrder = 0;
	let day = -1;

	function add(wakeUp: WakeUp): void {
		const key = `${wakeUp.kind} ${wakeUp.scope}`;
		const at = Math.max(wakeUp.at, busyUntil.get(key) ?? 0);
		const known = pending.get(key);
		if (known === undefined || known.at > at) {
			pending.set(key, { ...wakeUp, at });
		}
	}

	function enterUntil(instant: number): void {
		for (let entry = orders[nextOrder]; entry !== undefined && entry.at <= instant;) {
			time.goTo(entry.at);
			entry.enter();
			nextOrder += 1;
			entry = orders[nextOrder];
		}
	}

	async function drainUntil(instant: number): Promise<void> {
		for (;;) {
			const next = [...pending.values()].reduce<WakeUp | undefined>(
				(first, one) => (first === undefined || one.at < first.at ? one : first),
				undefined,
			);
			if (next === undefined || next.at >= instant) {
				return;
			}
			const key = `${next.kind} ${next.scope}`;
			pending.delete(key);
			enterUntil(next.at);
			time.goTo(next.at);
			await drain(next, world);
			busyUntil.set(key, time.now());
			for (const wakeUp of sent.splice(0)) {
				add({ ...wakeUp, at: wakeUp.at + QUEUE_MS });
			}
		}
	}

	for (let minute = START; minute < endsAt;) {
		const today = Math.floor((minute - START) / DAY);
		if (today !== day) {
			day = today;
			if (day >= scenario.days) {
				// No more orders come; what is left is to follow the parcels to their ends.
				await db.run(sql`update divisions set poll_due_at = null`);
			}
			onDay(day, minute);
		}
		enterUntil(minute);
		time.goTo(minute);
		for (const { kind, scope } of await listDueScopes(db, minute)) {
			add({ kind, scope, at: minute + QUEUE_MS });
		}
		await drainUntil(minute + MINUTE);
		minute += MINUTE;
		if (pending.size === 0) {
			const { nextAt } = await findDue(db, minute);
			if (nextAt === null) {
				break;
			}
			minute = Math.max(minute, Math.ceil(nextAt / MINUTE) * MINUTE);
		}
	}
}

async function drain({ kind, scope }: WakeUp, { deps }: World): Promise<void> {
	switch (kind) {
		case "poll":
			return pollDivision(scope, deps);
		case "ship":
			return shipDue(scope, deps);
		case "track":
			return trackDue(scope, deps);
		case "write-back":
			return writeBackDue(scope, deps);
		default:
			throw new Error(`${kind} was not to be woken`);
	}
}
