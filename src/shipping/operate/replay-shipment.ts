import { refusal } from "../../lib/errors.ts";
import { replayMeans } from "../model/next-attempt.ts";
import { OVER_LIMIT } from "../model/pick-rate.ts";
import type { Change } from "../ports/changes.ts";
import type { DivisionStore } from "../ports/divisions.ts";
import type { WakeUps } from "../ports/platform.ts";
import type { FailedRow, ReplayableShipment, ReplayStore } from "../ports/replays.ts";
import { requireDone, requireFound } from "../refusals.ts";
import { wakeScopes } from "./replay-failed-work.ts";

type Deps = { replays: ReplayStore; divisions: DivisionStore; wakeUps: WakeUps };

/**
 * Does again what can be done again without a second label: a failed shipment is due again, a blocked one is planned
 * with fresh data, or bought where only its price stood against it, a failed write-back is written again. Whatever went out to FedEx is never repeated from here: a label
 * that should be cancelled and is not is looked up again.
 */
export async function replayShipment(id: string, change: Change, deps: Deps): Promise<void> {
	const shipment = requireFound("shipment", id, await deps.replays.findShipment(id));
	if (hasLabelToCancel(shipment)) {
		requireDone(await deps.replays.lookAgain(shipment, change));
		await deps.wakeUps.send("reconcile", shipment.fedexAccountId);
		return;
	}
	if (shipment.status === "blocked" && shipment.reasonCode === OVER_LIMIT) {
		requireDone(await deps.replays.acceptCharge(shipment, change));
		await deps.wakeUps.send("ship", shipment.divisionId);
		return;
	}
	if (shipment.status === "blocked" && shipment.kind === "return") {
		throw refusal(
			"shipment.return_blocked",
			"FedEx refused this return label, and it is not asked for again as it is. Mend what the reason names, then ask for another return label of the outbound shipment.",
		);
	}
	if (shipment.status === "blocked") {
		requireDone(await deps.replays.judgeAgain(shipment, change));
		await deps.divisions.requestPoll(shipment.divisionId, change.now);
		await deps.wakeUps.send("poll", shipment.divisionId);
		return;
	}
	const rows = failedRows(shipment);
	if (rows.length === 0) {
		throw refusal(
			"shipment.nothing_to_replay",
			`The shipment is ${shipment.status} and nothing of it failed, so there is nothing to do again.`,
		);
	}
	const retried = await deps.replays.retry(rows, change);
	requireDone(retried.length === 0 ? "lost" : "done");
	await wakeScopes(retried, change.now, deps);
}

/** A blocked shipment may wait for something else than its label: then it is planned anew. */
function hasLabelToCancel({ status, reasonCode, hasLooseLabel }: ReplayableShipment): boolean {
	return status === "blocked" ? replayMeans(reasonCode) === "look-again" : hasLooseLabel;
}

function failedRows(shipment: ReplayableShipment): FailedRow[] {
	const { id, divisionId, version, writeBack } = shipment;
	if (shipment.status === "failed") {
		return [{ kind: "shipment", id, divisionId, version }];
	}
	return writeBack?.state === "failed"
		? [{ kind: "write-back", id: writeBack.id, divisionId, version: writeBack.version }]
		: [];
}
