import { refusal } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import { PRINT_LIMITS } from "../model/printing/print-limits.ts";
import type { Change } from "../ports/changes.ts";
import type { StationInput, StationStore } from "../ports/printing.ts";
import { requireDone, requireFound } from "../refusals.ts";

type Deps = { stations: StationStore };

export async function createStation(
	input: StationInput,
	change: Change,
	{ stations }: Deps,
): Promise<string> {
	if ((await stations.list()).length >= PRINT_LIMITS.stationsMax) {
		throw refusal(
			"print_station.too_many",
			`There are ${PRINT_LIMITS.stationsMax} stations already. Delete those that are not used.`,
		);
	}
	const id = newId("prs", change.now);
	requireDone(await stations.create(id, input, change));
	return id;
}

/** What waits at the station stays there; what is labelled from now on goes by what it says now. */
export async function changeStation(
	id: string,
	input: StationInput,
	change: Change,
	{ stations }: Deps,
): Promise<void> {
	const station = requireFound("print_station", id, await stations.find(id));
	requireDone(await stations.update(station, input, change));
}
