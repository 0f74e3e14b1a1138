import { refusal } from "../lib/errors.ts";
import type { DecisionChoice } from "./decision.ts";
import type { WakeUps } from "./ports.ts";
import { invalidField, requireDone, requireFound } from "./refusals.ts";
import type { Change, DivisionSetupStore, OrderSetupStore } from "./setup-stores.ts";
import type { DivisionStore } from "./stores.ts";

type Deps = {
	orders: OrderSetupStore;
	setup: Pick<DivisionSetupStore, "find">;
	divisions: DivisionStore;
	wakeUps: WakeUps;
};

/** A person takes the decision that a shipment shows. What it leads to happens in the next poll, which is asked for. */
export async function settleDecision(
	shipmentId: string,
	choice: DecisionChoice,
	change: Change,
	deps: Deps,
): Promise<void> {
	const open = requireFound("shipment", shipmentId, await deps.orders.findDecision(shipmentId));
	if (open === "none") {
		throw refusal("shipment.nothing_to_decide", "Nothing about the shipment waits for a decision.");
	}
	const { choices } = open.decision;
	if (!choices.includes(choice)) {
		throw invalidField({
			field: "choice",
			message: `"${choice}" is no answer to ${open.decision.code}.`,
			remedy: `Choose ${choices.map((one) => `"${one}"`).join(" or ")}.`,
		});
	}
	if (choice === "ship-rest") {
		await requireLive(open.divisionId, deps.setup);
	}
	requireDone(await deps.orders.settle(open, choice, change));
	if (open.on === "order") {
		await deps.divisions.requestPoll(open.divisionId, change.now);
		await deps.wakeUps.send("poll", open.divisionId);
	}
}

/** @throws AppError `division.not_live` where nothing would be shipped */
export async function requireLive(
	divisionId: string,
	divisions: Pick<DivisionSetupStore, "find">,
): Promise<void> {
	const division = requireFound("division", divisionId, await divisions.find(divisionId));
	if (division.mode !== "live") {
		throw refusal(
			"division.not_live",
			`The division is ${division.mode}, so nothing would ship. Release it first.`,
		);
	}
}
