import { describe, expect, it } from "vitest";

import type { WakeUp } from "../../src/jobs/messages.ts";
import { createWakeUps, type WakeUpQueues } from "../../src/jobs/wake-ups.ts";
import { silentLog } from "../../src/lib/log.ts";
import type { WakeUpKind } from "../../src/shipping/model/wake-up-kinds.ts";

const NAMES = ["poll", "ship", "track", "write-back"] as const;

/** Queues that keep what they were sent, as `<queue>: <kind> <scope> <delay>`; a broken one takes nothing. */
function queues(broken?: (typeof NAMES)[number]) {
	const sent: string[] = [];
	const queueOf = (name: (typeof NAMES)[number]) => ({
		send: ({ kind, scope }: WakeUp, { delaySeconds }: QueueSendOptions) => {
			if (name === broken) {
				return Promise.reject(new Error("the queue is full"));
			}
			sent.push(`${name}: ${kind} ${scope} ${delaySeconds}`);
			return Promise.resolve();
		},
	});
	const all = Object.fromEntries(NAMES.map((name) => [name, queueOf(name)]));
	return { sent, queues: all as unknown as WakeUpQueues };
}

describe("a wake-up that is sent", () => {
	it.each([
		["poll", "poll"],
		["ship", "ship"],
		["track", "track"],
		["write-back", "write-back"],
		["keep-alive", "poll"],
		["reconcile", "ship"],
	] as [WakeUpKind, string][])("of kind %s goes through the queue %s", async (kind, queue) => {
		const given = queues();
		await createWakeUps(given.queues, silentLog).send(kind, "div_1");
		expect(given.sent).toEqual([`${queue}: ${kind} div_1 0`]);
	});

	it("for later comes no sooner", async () => {
		const given = queues();
		await createWakeUps(given.queues, silentLog).send("ship", "div_1", 16_001);
		expect(given.sent).toEqual(["ship: ship div_1 17"]);
	});

	it("and can't be is only logged: the row is due, and the tick will find it", async () => {
		const lines: string[] = [];
		const log = { ...silentLog, error: (event: string) => void lines.push(event) };
		const given = queues("ship");
		await expect(createWakeUps(given.queues, log).send("ship", "div_1")).resolves.toBeUndefined();
		expect(lines).toEqual(["wake_up.not_sent"]);
	});
});
