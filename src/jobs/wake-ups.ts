import type { Log } from "../lib/log.ts";
import type { WakeUpKind } from "../shipping/model/wake-up-kinds.ts";
import type { WakeUps } from "../shipping/ports/platform.ts";
import type { WakeUp } from "./messages.ts";

export type WakeUpQueues = Record<"poll" | "ship" | "track" | "write-back" | "tell", Queue<WakeUp>>;

/**
 * Sends wake-ups. One that can't be sent is only logged: the row is due, and the tick wakes its scope within a
 * minute.
 */
export function createWakeUps(queues: WakeUpQueues, log: Log): WakeUps {
	return {
		async send(kind, scope, inMs = 0) {
			try {
				const delaySeconds = Math.ceil(inMs / 1_000);
				await queueOf(kind, queues).send({ kind, scope }, { delaySeconds });
			} catch (error) {
				log.error("wake_up.not_sent", error, { kind, scope });
			}
		},
	};
}

function queueOf(kind: WakeUpKind, queues: WakeUpQueues): Queue<WakeUp> {
	switch (kind) {
		case "keep-alive":
		case "subscribe":
			return queues.poll;
		case "reconcile":
		// Papers wait behind no label: there are only some where a station could not be reached at once.
		case "print":
			return queues.ship;
		// Whom we tell may be slow, and nothing else stands in line behind it.
		case "webhooks":
		case "mails":
		case "alerts":
		case "keep":
			return queues.tell;
		default:
			return queues[kind];
	}
}
