import { utcDay } from "../lib/days.ts";
import type { Services } from "../services.ts";

/** A dead letter is only counted and logged: it was a wake-up, and the tick has long woken its scope again. */
export async function buryDeadLetters(batch: MessageBatch, services: Services): Promise<void> {
	const day = utcDay(services.clock.now());
	await services.counts.add(day, [
		{ scope: "queues", name: "dead-letters", count: batch.messages.length },
	]);
	services.log.warn("dead_letters.buried", { messages: batch.messages.length });
	batch.ackAll();
}
