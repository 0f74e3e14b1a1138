import { refusal } from "../../lib/errors.ts";
import { choicesFor, type PrintDecision } from "../model/printing/print-job.ts";
import type { Change } from "../ports/changes.ts";
import type { PrintJob, PrintStore, StationDesk, StationStore } from "../ports/printing.ts";
import { requireDone, requireFound } from "../refusals.ts";

type Deps = { prints: PrintStore; stations: StationStore; stationDesk(id: string): StationDesk };

/**
 * What a person says of a paper: it is there, print it again, or leave it. It is in the audit before it is done; a paper
 * that changed in between is left as it is.
 * @throws AppError `print_job.nothing_to_decide`, `request.conflict`
 */
export async function decidePrint(
	wish: { stationId: string; jobId: string; decision: PrintDecision; run?: number | undefined },
	change: Change,
	deps: Deps,
): Promise<PrintJob> {
	const { stationId, jobId, decision } = wish;
	requireFound("print_station", stationId, await deps.stations.find(stationId));
	const desk = deps.stationDesk(stationId);
	const job = requireFound("print_job", jobId, (await desk.find(jobId)) ?? undefined);
	if (!choicesFor(job.state).includes(decision)) {
		throw refusal(
			"print_job.nothing_to_decide",
			`The paper is ${job.state}, so "${decision}" does not fit any more. Read it again.`,
		);
	}
	requireDone(wish.run === undefined || wish.run === job.run ? "done" : "lost");
	requireDone(await deps.prints.noteDecision(jobId, decision, change));
	const outcome = await desk.decide({ jobId, run: job.run, decision, actor: change.actor });
	requireDone(outcome === "done" ? "done" : "lost");
	return requireFound("print_job", jobId, (await desk.find(jobId)) ?? undefined);
}
