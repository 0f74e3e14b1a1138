import { backoffMs } from "../../lib/backoff.ts";
import type { Clock } from "../../lib/clock.ts";
import { type Log, logPostponed } from "../../lib/log.ts";
import { LIMITS } from "../model/limits.ts";
import { PRINT_LIMITS } from "../model/printing/print-limits.ts";
import { chooseStation, isLabelKind } from "../model/printing/route-print.ts";
import type {
	DuePrint,
	NewPrintJob,
	PrintStore,
	StationDesk,
	StationStore,
} from "../ports/printing.ts";

export type PrintDeps = {
	clock: Clock;
	log: Log;
	prints: PrintStore;
	stations: StationStore;
	stationDesk(stationId: string): StationDesk;
};

/**
 * Brings due papers to their stations. The row was written with the label, so a death before this costs nothing; where
 * it goes is decided once and written down before it is brought there, and the station knows a job that comes twice. A
 * station that can't be reached keeps its rows due, and the others' go on.
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
	const known = new Set(stations.map(({ id }) => id));
	const wanted = rows.flatMap((row) => {
		const stationId = row.stationId ?? chooseStation(row, stations)?.id;
		return row.isPrintable && stationId !== undefined && known.has(stationId)
			? [{ row, stationId }]
			: [];
	});
	const keptIds = new Set(wanted.map(({ row }) => row.id));
	const dropped = rows.filter(({ id }) => !keptIds.has(id));
	if (dropped.length > 0) {
		await deps.prints.settle(dropped.map(({ id }) => id));
		const gone = dropped.filter(({ stationId }) => stationId !== null && !known.has(stationId));
		if (gone.length > 0) {
			// Where it was brought before it may have been printed, so it goes to no other station by itself.
			deps.log.warn("print.station_gone", {
				documentIds: gone.map((row) => row.documentId).join(" "),
			});
		}
	}
	if (wanted.length === 0) {
		return rows.length;
	}
	const chosen = await deps.prints.assign(
		wanted.map(({ row, stationId }) => ({ id: row.id, stationId })),
	);
	const byStation = Map.groupBy(wanted, ({ row, stationId }) => chosen.get(row.id) ?? stationId);
	for (const [stationId, parts] of byStation) {
		await bring(
			stationId,
			parts.map(({ row }) => row),
			deps,
		);
	}
	return rows.length;
}

async function bring(stationId: string, rows: readonly DuePrint[], deps: PrintDeps) {
	const ids = rows.map(({ id }) => id);
	try {
		await deps.stationDesk(stationId).enqueue(rows.map((row) => toJob(row, deps.clock.now())));
		await deps.prints.settle(ids);
		deps.log.info("print.queued", { stationId, jobs: ids.length });
	} catch (error) {
		logPostponed(deps.log, "print.not_queued", error, { stationId, jobs: ids.length });
		const waitMs = backoffMs({
			attempt: Math.max(...rows.map(({ failures }) => failures)) + 1,
			baseMs: PRINT_LIMITS.retryMs,
			capMs: LIMITS.hour,
		});
		await deps.prints.postpone(ids, deps.clock.now() + waitMs);
	}
}

/** A paper's life begins when its station hears of it. */
function toJob(row: DuePrint, now: number): NewPrintJob {
	const { id, documentId, shipmentId, attemptNumber, orderNumber, kind, packageSequence } = row;
	const what = isLabelKind(kind) ? "" : `, ${kind.replaceAll("-", " ")}`;
	const parcel = packageSequence > 0 ? `, parcel ${packageSequence}` : "";
	return {
		id,
		// A copy that a person asked for is another one in any case.
		once: row.copy === 1 ? row.key : id,
		documentId,
		shipmentId,
		attemptNumber,
		title: `Order ${orderNumber}${parcel}${what}`,
		contentType: row.contentType,
		expiresAt: now + PRINT_LIMITS.jobLifeMs,
		createdAt: now,
	};
}
