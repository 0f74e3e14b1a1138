import { refusal } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import type { WakeUps } from "./ports.ts";
import { requireFound } from "./refusals.ts";
import type { Division, DivisionStore, OrderStore } from "./stores.ts";

const RECHECKED_MAX = 240;

/** Has the division read now. A poll that is under way is answered with its id and followed by another one. */
export async function pollNow(
	divisionId: string,
	now: number,
	deps: { divisions: DivisionStore; orders: Pick<OrderStore, "recheckBlocked">; wakeUps: WakeUps },
): Promise<{ pollId: string }> {
	const division = requireFound("division", divisionId, await deps.divisions.find(divisionId));
	requirePollable(division);
	const { id } = await deps.divisions.beginPoll(divisionId, { id: newId("pol", now), now });
	// Whoever asks has just mended something.
	await deps.orders.recheckBlocked(divisionId, { now, judgedBefore: now }, RECHECKED_MAX);
	await deps.divisions.hurryPoll(divisionId, now);
	await deps.wakeUps.send("poll", divisionId);
	return { pollId: id };
}

function requirePollable(division: Division): void {
	requireMapped(division);
	if (division.pausedAt !== null) {
		throw refusal("division.paused", "The division is paused. Resume it to have it read.");
	}
}

/** @throws AppError `division.not_mapped` */
export function requireMapped(division: Division): void {
	if (division.settings === null || division.mode === "off") {
		throw refusal(
			"division.not_mapped",
			"The division has no settings yet. Save them first: PUT /api/v1/divisions/<id>/settings.",
		);
	}
}
