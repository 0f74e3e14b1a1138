import type { Change } from "../ports/changes.ts";
import type { Division, DivisionSetupStore } from "../ports/divisions.ts";
import { requireDone, requireFound } from "../refusals.ts";
import { requireMapped } from "./poll-now.ts";

/** Closes a division: it is read, and ships nothing until it is released again. */
export async function holdDivision(
	divisionId: string,
	change: Change,
	divisions: DivisionSetupStore,
): Promise<Division> {
	const division = requireFound("division", divisionId, await divisions.find(divisionId));
	requireMapped(division);
	if (division.mode === "hold") {
		return division;
	}
	requireDone(await divisions.setMode(division, "hold", change));
	return requireFound("division", divisionId, await divisions.find(divisionId));
}
