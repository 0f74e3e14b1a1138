import { refusal } from "../lib/errors.ts";
import type { WakeUps } from "./ports.ts";
import { requireDone, requireFound } from "./refusals.ts";
import { requireLive } from "./settle-decision.ts";
import type { Change, DivisionSetupStore, OrderSetupStore } from "./setup-stores.ts";
import type { DivisionStore } from "./stores.ts";

type Deps = {
	orders: OrderSetupStore;
	setup: Pick<DivisionSetupStore, "find">;
	divisions: DivisionStore;
	wakeUps: WakeUps;
};

/** Ships one order that a release left out, without a release of its own. */
export async function shipHeldBackOrder(
	orderId: string,
	change: Change,
	deps: Deps,
): Promise<void> {
	const order = requireFound("order", orderId, await deps.orders.find(orderId));
	if (order.state !== "held_back") {
		const [first] = order.reasons;
		const why = first === undefined ? "" : ` ${first.message} ${first.remedy}`;
		throw refusal(
			"order.not_held_back",
			`Order ${order.orderNumber} is ${order.state.replaceAll("_", " ")}, not held back, so there is nothing to let go.${why}`,
			order.reasons,
		);
	}
	await requireLive(order.divisionId, deps.setup);
	requireDone(await deps.orders.letGo(order, change));
	await deps.divisions.requestPoll(order.divisionId, change.now);
	await deps.wakeUps.send("poll", order.divisionId);
}
