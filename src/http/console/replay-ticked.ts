import { refusal } from "../../lib/errors.ts";
import { replayFailedWork } from "../../shipping/operate/replay-failed-work.ts";
import { tryBlockedAgain } from "../../shipping/operate/try-blocked-again.ts";
import { changeOf, type HttpContext } from "../context.ts";

/** As many as a page shows, and some to spare. */
const TICKED_MAX = 500;

/** Does again what is blocked or failed among ticked shipments; the others are left alone. */
export async function replayTicked(c: HttpContext, ticked: readonly string[]): Promise<string> {
	const ids = [...new Set(ticked)];
	if (ids.length === 0) {
		throw refusal("replay.none_chosen", "Nothing was ticked. Tick at least one shipment.");
	}
	if (ids.length > TICKED_MAX) {
		throw refusal("replay.too_many", `Tick at most ${TICKED_MAX} shipments.`);
	}
	const { divisions, setup, wakeUps } = c.var.services;
	const { blockedWork, replays } = setup;
	const change = changeOf(c);
	const failed = await replayFailedWork({ ids }, change, { replays, divisions, wakeUps });
	const which = { kind: "shipment" as const, ids };
	const { asked } = await tryBlockedAgain(which, change, { blockedWork, divisions, wakeUps });
	const left = ids.length - failed - asked;
	return [
		`${failed + asked} of ${ids.length} are due again.`,
		left > 0
			? "The others are neither failed nor blocked by something that is mended in Exact; open one to see what can be done."
			: "",
	]
		.join(" ")
		.trim();
}
