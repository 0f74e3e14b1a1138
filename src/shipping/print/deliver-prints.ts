import { backoffMs } from "../../lib/backoff.ts";
import type { Clock } from "../../lib/clock.ts";
import { forEachLimited } from "../../lib/concurrency.ts";
import { type Log, logPostponed } from "../../lib/log.ts";
import { LIMITS } from "../model/limits.ts";
import { PRINT_LIMITS } from "../model/printing/print-limits.ts";
import { chooseStation, isLabelKind } from "../model/printing/route-print.ts";
import type { ObjectStore } from "../ports/platform.ts";
import type {
	DuePrint,
	NewPrintJob,
	PrintStation,
	PrintStore,
	StationDesk,
	StationStore,
} from "../ports/printing.ts";
import { markStation, type MarkedStation, paperOf } from "./station-marker.ts";

export type PrintDeps = {
	clock: Clock;
	log: Log;
	prints: PrintStore;
	stations: StationStore;
	objects: ObjectStore;
	stationDesk(stationId: string): StationDesk;
};

type Going = MarkedStation & { row: DuePrint };

/**
 * Brings due papers to their stations. The row was written with the label, so a death before this costs nothing; where
 * it goes is decided once and written down before it is brought there, and the station knows a job that comes twice. A
 * station that can't be reached keeps its rows due, and the others' go on. One that was deleted before it took a paper
 * leaves it to another station, or to one that is made within the paper's life.
 */
export async function printDue(divisionId: string, deps: PrintDeps): Promise<void> {
	while ((await deliverPrints({ divisionId }, deps)) === PRINT_LIMITS.drainRows) {
		// Those were brought or put off; the next are due as well.
	}
}

/** The same for what is due of one shipment; answers how many rows were looked at. */
export async function deliverPrints(
	of: { divisionId: string } | { shipmentId: string },
	deps: PrintDeps,
): Promise<number> {
	const now = deps.clock.now();
	const rows = await deps.prints.listDue(of, { now, limit: PRINT_LIMITS.drainRows });
	if (rows.length === 0) {
		return 0;
	}
	const stations = await deps.stations.list();
	const printable = rows.filter(({ isPrintable }) => isPrintable);
	await settle(
		rows.filter(({ isPrintable }) => !isPrintable),
		deps,
	);
	let going = await decideAll(
		printable.map((row) => ({ row, wanted: row.stationId ?? chooseStation(row, stations)?.id })),
		deps,
	);
	const closed = new Set<string>();
	while (going.length > 0) {
		const refused = await bringAll(going, stations, deps);
		for (const { stationId } of refused) {
			closed.add(stationId);
		}
		const open = stations.filter(({ id }) => !closed.has(id));
		going = await leaveToOthers(refused, open, deps);
	}
	return rows.length;
}

/** Where each one goes; one that no station takes is done with. */
async function decideAll(
	papers: readonly { row: DuePrint; wanted: string | undefined; turn?: number }[],
	deps: PrintDeps,
): Promise<Going[]> {
	const decided = new Map<string, MarkedStation | undefined>();
	await forEachLimited(papers, LIMITS.callsAtOnce, async ({ row, wanted, turn }) => {
		try {
			decided.set(
				row.id,
				isCopy(row)
					? wanted === undefined
						? undefined
						: { stationId: wanted, turn: 1 }
					: await markStation(row, wanted, deps.objects, turn),
			);
		} catch (error) {
			logPostponed(deps.log, "print.not_decided", error, { documentId: row.documentId });
			await postpone([row], deps);
		}
	});
	const going: Going[] = [];
	const left: DuePrint[] = [];
	for (const { row } of papers.filter((paper) => decided.has(paper.row.id))) {
		const marked = decided.get(row.id);
		if (marked === undefined) {
			left.push(row);
		} else {
			going.push({ row, ...marked });
		}
	}
	await settle(left, deps);
	return going;
}

/** Answers those whose station was closed before it took them. */
async function bringAll(
	going: readonly Going[],
	stations: readonly PrintStation[],
	deps: PrintDeps,
): Promise<Going[]> {
	const moved = going.filter(({ row, stationId }) => row.stationId !== stationId);
	if (moved.length > 0) {
		await deps.prints.assign(
			moved.map(({ row, stationId }) => ({ id: row.id, stationId, from: row.stationId })),
		);
	}
	const known = new Set(stations.map(({ id }) => id));
	const refused: Going[] = [];
	for (const [stationId, parts] of Map.groupBy(going, (part) => part.stationId)) {
		try {
			const ids = new Set(await bring(stationId, parts, known.has(stationId), deps));
			refused.push(...parts.filter(({ row }) => ids.has(row.id)));
			await settle(
				parts.flatMap(({ row }) => (ids.has(row.id) ? [] : [row])),
				deps,
			);
		} catch (error) {
			logPostponed(deps.log, "print.not_queued", error, { stationId, jobs: parts.length });
			await postpone(
				parts.map(({ row }) => row),
				deps,
			);
		}
	}
	return refused;
}

/** The ids of those that the station never took, and never will. */
async function bring(
	stationId: string,
	parts: readonly Going[],
	isKnown: boolean,
	deps: PrintDeps,
): Promise<string[]> {
	const jobs = parts.map(({ row }) => toJob(row, deps.clock.now()));
	const desk = deps.stationDesk(stationId);
	if (isKnown) {
		const refused = await desk.enqueue(jobs);
		deps.log.info("print.queued", { stationId, jobs: jobs.length - refused.length });
		return refused;
	}
	// Nobody is at a station that is not there any more. What it may have printed goes to no other one by itself.
	const missed = new Set(await desk.listMissed(jobs));
	const gone = parts.filter(({ row }) => !missed.has(row.id));
	if (gone.length > 0) {
		deps.log.warn("print.station_gone", {
			documentIds: gone.map(({ row }) => row.documentId).join(" "),
		});
	}
	return [...missed];
}

/** A person's copy was for that station; of the others each waits for a while where no other station takes it. */
async function leaveToOthers(
	refused: readonly Going[],
	open: readonly PrintStation[],
	deps: PrintDeps,
): Promise<Going[]> {
	const now = deps.clock.now();
	const next: { row: DuePrint; wanted: string; turn: number }[] = [];
	const waiting: DuePrint[] = [];
	const left: DuePrint[] = [];
	for (const { row, turn, stationId } of refused) {
		const wanted = isCopy(row) ? undefined : chooseStation(row, open)?.id;
		if (wanted !== undefined) {
			next.push({ row: { ...row, stationId }, wanted, turn: turn + 1 });
		} else if (!isCopy(row) && now - row.createdAt < PRINT_LIMITS.jobLifeMs) {
			waiting.push(row);
		} else {
			left.push(row);
		}
	}
	if (left.length > 0) {
		deps.log.warn("print.station_gone", {
			documentIds: left.map(({ documentId }) => documentId).join(" "),
		});
	}
	await settle(left, deps);
	await postpone(waiting, deps);
	return decideAll(next, deps);
}

function isCopy({ copy }: DuePrint): boolean {
	return copy > 1;
}

async function settle(rows: readonly DuePrint[], deps: PrintDeps): Promise<void> {
	if (rows.length > 0) {
		await deps.prints.settle(rows.map(({ id }) => id));
	}
}

async function postpone(rows: readonly DuePrint[], deps: PrintDeps): Promise<void> {
	if (rows.length === 0) {
		return;
	}
	const waitMs = backoffMs({
		attempt: Math.max(...rows.map(({ failures }) => failures)) + 1,
		baseMs: PRINT_LIMITS.retryMs,
		capMs: LIMITS.hour,
	});
	await deps.prints.postpone(
		rows.map(({ id }) => id),
		deps.clock.now() + waitMs,
	);
}

/** A paper's life begins when its station hears of it. */
function toJob(row: DuePrint, now: number): NewPrintJob {
	const { id, documentId, shipmentId, attemptNumber, orderNumber, kind, packageSequence } = row;
	const what = isLabelKind(kind) ? "" : `, ${kind.replaceAll("-", " ")}`;
	const parcel = packageSequence > 0 ? `, parcel ${packageSequence}` : "";
	return {
		id,
		// A copy that a person asked for is another one in any case.
		once: isCopy(row) ? id : paperOf(row),
		documentId,
		shipmentId,
		attemptNumber,
		title: `Order ${orderNumber}${parcel}${what}`,
		contentType: row.contentType,
		expiresAt: now + PRINT_LIMITS.jobLifeMs,
		createdAt: now,
	};
}
