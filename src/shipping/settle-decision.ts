import { refusal } from "../lib/errors.ts";
import type { DecisionChoice } from "./decision.ts";
import type { WakeUps } from "./ports.ts";
import { invalidField, requireDone, requireFound, requireLive } from "./refusals.ts";
import type { Change, OrderSetupStore } from "./setup-stores.ts";
import type { DivisionStore } from "./stores.ts";

type Deps = { orders: OrderSetupStore; divisions: DivisionStore; wakeUps: WakeUps };

/**
 * A person takes the decision that a shipment shows. `cause` is what they saw: where it is about something else by
 * now, nothing is decided. What it leads to happens in the next poll, which is asked for.
 */
export async function settleDecision(
	shipmentId: string,
	{ choice, cause }: { choice: DecisionChoice; cause: string },
	change: Change,
	deps: Deps,
): Promise<void> {
	const open = requireFound("shipment", shipmentId, await deps.orders.findDecision(shipmentId));
	if (open === "none") {
		throw refusal("shipment.nothing_to_decide", "Nothing about the shipment waits for a decision.");
	}
	const { choices } = open.decision;
	if (open.decision.cause !== cause) {
		throw refusal(
			"shipment.decision_changed",
			`It is about something else by now: ${open.decision.message} Look again, then decide.`,
		);
	}
	if (!choices.includes(choice)) {
		throw invalidField({
			field: "choice",
			message: `"${choice}" is no answer to ${open.decision.code}.`,
			remedy: `Choose ${choices.map((one) => `"${one}"`).join(" or ")}.`,
		});
	}
	if (choice === "ship-rest") {
		await requireLive(open.divisionId, deps.divisions);
	}
	requireDone(await deps.orders.settle(open, choice, change));
	if (open.on === "order") {
		await deps.divisions.requestPoll(open.divisionId, change.now);
		await deps.wakeUps.send("poll", open.divisionId);
	}
}
