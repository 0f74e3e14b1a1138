import { refusal } from "../../lib/errors.ts";
import { replayFailedWork } from "../../shipping/operate/replay-failed-work.ts";
import { tryBlockedAgain } from "../../shipping/operate/try-blocked-again.ts";
import { changeOf, type HttpContext } from "../context.ts";
import { t } from "./texts/t.ts";

/** As many as a page shows, and some to spare. */
const TICKED_MAX = 500;

/** Does again what is blocked or failed among ticked shipments; the others are left alone. */
export async function replayTicked(c: HttpContext, ticked: readonly string[]): Promise<string> {
	const ids = [...new Set(ticked)];
	if (ids.length === 0) {
		throw refusal("replay.none_chosen", t.shipments.nothingWasTickedTick);
	}
	if (ids.length > TICKED_MAX) {
		throw refusal("replay.too_many", t.shipments.tickAtMostShipments(TICKED_MAX));
	}
	const { divisions, setup, wakeUps } = c.var.services;
	const { blockedWork, replays } = setup;
	const change = changeOf(c);
	const failed = await replayFailedWork({ ids }, change, { replays, divisions, wakeUps });
	const which = { kind: "shipment" as const, ids };
	const { asked } = await tryBlockedAgain(which, change, { blockedWork, divisions, wakeUps });
	const left = ids.length - failed - asked;
	return [
		t.shipments.ofAreDueAgain(failed + asked, ids.length),
		left > 0 ? t.shipments.theOthersAreNeither : "",
	]
		.join(" ")
		.trim();
}
