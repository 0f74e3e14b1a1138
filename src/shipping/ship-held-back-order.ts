import { refusal } from "../lib/errors.ts";
import type { WakeUps } from "./ports.ts";
import { requireDone, requireFound, requireLive } from "./refusals.ts";
import type { Change, OrderSetupStore } from "./setup-stores.ts";
import type { DivisionStore } from "./stores.ts";

type Deps = { orders: OrderSetupStore; divisions: DivisionStore; wakeUps: WakeUps };

/** Ships one order that a release left out, without a release of its own. */
export async function shipHeldBackOrder(
	orderId: string,
	change: Change,
	deps: Deps,
): Promise<void> {
	const order = requireFound("order", orderId, await deps.orders.find(orderId));
	if (order.state !== "held_back" && order.heldBackAt === null) {
		const [first] = order.reasons;
		const why = first === undefined ? "" : ` ${first.message} ${first.remedy}`;
		throw refusal(
			"order.not_held_back",
			`Order ${order.orderNumber} is ${order.state.replaceAll("_", " ")}, not held back, so there is nothing to let go.${why}`,
			order.reasons,
		);
	}
	await requireLive(order.divisionId, deps.divisions);
	requireDone(await deps.orders.letGo(order, change));
	await deps.divisions.requestPoll(order.divisionId, change.now);
	await deps.wakeUps.send("poll", order.divisionId);
}
