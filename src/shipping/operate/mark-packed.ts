import { refusal } from "../../lib/errors.ts";
import type { Change } from "../ports/changes.ts";
import type { DivisionStore } from "../ports/divisions.ts";
import type { OrderSetupStore } from "../ports/orders.ts";
import type { WakeUps } from "../ports/platform.ts";
import { requireDone, requireFound } from "../refusals.ts";

type Deps = { orders: OrderSetupStore; divisions: DivisionStore; wakeUps: WakeUps };

/**
 * The order stands packed: where its division waits for the bench, its label is made with the next poll, which is asked
 * for. Saying it again changes nothing, and one that is blocked goes on by itself once it is mended.
 * @throws AppError `order.not_ready`
 */
export async function markPacked(orderId: string, change: Change, deps: Deps): Promise<void> {
	const order = requireFound("order", orderId, await deps.orders.find(orderId));
	if (order.state === "not_ready" || order.state === "deleted") {
		throw refusal(
			"order.not_ready",
			`Order ${order.orderNumber} does not ship now, so it is not packed yet.`,
			order.reasons,
		);
	}
	if (order.packedSequence !== null || order.state === "reserved") {
		return;
	}
	requireDone(await deps.orders.markPacked(order, change));
	await deps.divisions.requestPoll(order.divisionId, change.now);
	await deps.wakeUps.send("poll", order.divisionId);
}
