import type { Services } from "../services.ts";
import { shipDue } from "../shipping/book/ship-due.ts";
import { keepConnectionAlive } from "../shipping/connect/keep-connection-alive.ts";
import { subscribeWebhooks } from "../shipping/connect/subscribe-webhooks.ts";
import type { WakeUpKind } from "../shipping/model/wake-up-kinds.ts";
import { pollDivision } from "../shipping/poll/poll-division.ts";
import { printDue } from "../shipping/print/deliver-prints.ts";
import { reconcileDue } from "../shipping/reconcile/reconcile-due.ts";
import { deliverWebhooks } from "../shipping/tell/deliver-webhooks.ts";
import { sendMails } from "../shipping/tell/send-mails.ts";
import { spreadEvents } from "../shipping/tell/spread-events.ts";
import { watchAlerts } from "../shipping/tell/watch-alerts.ts";
import { trackDue } from "../shipping/track/track-due.ts";
import { writeBackDue } from "../shipping/write-back/write-back-due.ts";
import { keep } from "./keep.ts";
import { wakeUpSchema } from "./messages.ts";

/**
 * Runs the drain that a message wakes. Every message is acknowledged, whatever comes of it: the rows stay due, and
 * the tick wakes their scope again. What a row's error means is decided where the row is (shipping/row-policy.ts).
 */
export async function consume(batch: MessageBatch, services: Services): Promise<void> {
	for (const message of batch.messages) {
		const wakeUp = wakeUpSchema.safeParse(message.body);
		if (!wakeUp.success) {
			services.log.warn("wake_up.unreadable", { queue: batch.queue, messageId: message.id });
			message.ack();
			continue;
		}
		const { kind, scope } = wakeUp.data;
		const startedAt = Date.now();
		try {
			await drain(kind, scope, services);
			services.log.info("drain.done", { kind, scope, durationMs: Date.now() - startedAt });
		} catch (error) {
			services.log.error("drain.failed", error, { kind, scope });
		}
		message.ack();
	}
}

function drain(kind: WakeUpKind, scope: string, services: Services): Promise<void> {
	switch (kind) {
		case "poll":
			return pollDivision(scope, services);
		case "reconcile":
			return reconcileDue(scope, services);
		case "ship":
			return shipDue(scope, services);
		case "write-back":
			return writeBackDue(scope, services);
		case "keep-alive":
			return keepConnectionAlive(scope, services);
		case "subscribe":
			return subscribeWebhooks(scope, services);
		case "print":
			return printDue(scope, services);
		case "track":
			return trackDue(scope, services);
		case "tell":
			return spreadEvents(scope, services);
		case "webhooks":
			return deliverWebhooks(scope, services);
		case "mails":
			return sendMails(scope, services);
		case "alerts":
			return watchAlerts(scope, services);
		case "keep":
			return keep(scope, services);
	}
}
