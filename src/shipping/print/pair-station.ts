import { sha256Hex } from "../../lib/encoding.ts";
import { refusal } from "../../lib/errors.ts";
import { PRINT_LIMITS } from "../model/printing/print-limits.ts";
import type { Change } from "../ports/changes.ts";
import type { StationDesk, StationStore } from "../ports/printing.ts";
import { requireDone, requireFound } from "../refusals.ts";
import { hashOfCode, newPairingCode, newStationToken } from "./station-secrets.ts";

type Deps = { stations: StationStore; stationDesk(id: string): StationDesk };

/** A code that pairs one station within minutes; one that was made before is worthless. */
export async function makePairingCode(
	id: string,
	change: Change,
	deps: Pick<Deps, "stations">,
): Promise<{ code: string; expiresAt: number }> {
	const station = requireFound("print_station", id, await deps.stations.find(id));
	const code = newPairingCode();
	const expiresAt = change.now + PRINT_LIMITS.pairingCodeMs;
	const hash = await hashOfCode(code);
	requireDone(await deps.stations.setCode(station, { hash, expiresAt }, change));
	return { code, expiresAt };
}

/** Whether a station waits for this code. */
export async function isPairingCode(
	code: string,
	now: number,
	deps: Pick<Deps, "stations">,
): Promise<boolean> {
	return (await deps.stations.findByCode(await hashOfCode(code), now)) !== undefined;
}

/**
 * Gives whoever has the code the station's token, once. Whoever held the one before is sent away: it is worthless.
 * @throws AppError `print_station.code_invalid`
 */
export async function pairStation(
	code: string,
	change: Change,
	deps: Deps,
): Promise<{ id: string; name: string; token: string }> {
	const hash = await hashOfCode(code);
	const stationId = await deps.stations.findByCode(hash, change.now);
	const token = newStationToken(stationId ?? "");
	const tokenHash = await sha256Hex(token);
	const paired = stationId && (await deps.stations.pair({ hash, tokenHash }, change));
	const station = paired && (await deps.stations.find(paired));
	if (!station) {
		throw refusal(
			"print_station.code_invalid",
			"This code is not known, was used already, or is more than ten minutes old. Make a new one on the console's page Printing.",
		);
	}
	const desk = deps.stationDesk(station.id);
	await desk.endSession();
	// A database that was put back to before its deletion has it again.
	await desk.reopen();
	return { id: station.id, name: station.name, token };
}

/** Its token is worthless at once, and whoever is connected with it is sent away. What waits there goes on waiting. */
export async function revokeStation(id: string, change: Change, deps: Deps): Promise<void> {
	const station = requireFound("print_station", id, await deps.stations.find(id));
	requireDone(await deps.stations.revoke(station, change));
	await deps.stationDesk(id).endSession();
}

/**
 * The object refuses papers from the moment in which it was found empty, so that one on its way is left to another
 * station. A deletion that died in between is asked for again.
 * @throws AppError `print_station.has_open_jobs`
 */
export async function deleteStation(id: string, change: Change, deps: Deps): Promise<void> {
	const station = requireFound("print_station", id, await deps.stations.find(id));
	const desk = deps.stationDesk(id);
	const open = await desk.close();
	if (open > 0) {
		throw refusal(
			"print_station.has_open_jobs",
			`${open} of its papers are waiting or in doubt. Print, decide or cancel them first: they would be forgotten.`,
		);
	}
	const outcome = await deps.stations.remove(station, change);
	if (outcome === "lost") {
		await desk.reopen();
	}
	requireDone(outcome);
}
