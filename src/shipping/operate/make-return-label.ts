import { refusal } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import { toReturnPlan, whyNoReturn } from "../model/return-plan.ts";
import type { Change } from "../ports/changes.ts";
import type { WakeUps } from "../ports/platform.ts";
import type { ReturnStore } from "../ports/returns.ts";
import { requireFound, returnExists } from "../refusals.ts";

/**
 * A label with which the receiver sends the goods back, as a shipment of its own: it is bought, journalled, found
 * again and voided like any other, and the rule of one printable label counts the way out and the way back apart.
 * One at a time: another is made once the first is void.
 */
export async function makeReturnLabel(
	id: string,
	{ rma }: { rma: string | null },
	change: Change,
	deps: { returns: ReturnStore; wakeUps: WakeUps },
): Promise<string> {
	const shipment = requireFound("shipment", id, await deps.returns.find(id));
	const { plan } = shipment;
	if (shipment.kind === "return") {
		throw refusal(
			"shipment.is_return",
			"This is a return label itself. Ask for one of the outbound shipment.",
		);
	}
	if (shipment.status !== "labelled" || plan === null) {
		throw refusal(
			"shipment.no_label",
			`The shipment is ${shipment.status}, so there is nothing that could come back. Wait for its label.`,
		);
	}
	const why = whyNoReturn(plan);
	if (why === "freight") {
		throw refusal(
			"shipment.no_freight_return",
			"FedEx Freight makes no return labels. Call FedEx Freight to have the pallet fetched.",
		);
	}
	if (why === "customs") {
		throw refusal(
			"shipment.return_needs_customs",
			"Goods that come back over a customs border need papers of their own. Make this return at FedEx.",
		);
	}
	const returnId = newId("shp", change.now);
	const made = { id: returnId, plan: toReturnPlan(plan, rma) };
	if ((await deps.returns.reserve(shipment, made, change)) === "lost") {
		throw returnExists();
	}
	await deps.wakeUps.send("ship", shipment.divisionId);
	return returnId;
}
