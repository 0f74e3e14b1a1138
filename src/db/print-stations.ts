import { and, eq, gt, sql } from "drizzle-orm";

import type { Change } from "../shipping/ports/changes.ts";
import type { PrintStation, StationInput, StationStore } from "../shipping/ports/printing.ts";
import type { Database } from "./database.ts";
import { printStations } from "./schema.ts";
import { transition } from "./transition.ts";

const COLUMNS = {
	id: true,
	name: true,
	divisionIds: true,
	warehouses: true,
	formats: true,
	prints: true,
	pairedAt: true,
	codeExpiresAt: true,
	doubtful: true,
	version: true,
	createdAt: true,
} as const;

export function createStationStore(db: Database): StationStore {
	return {
		list: () => listStations(db),

		find: (id) => findStation(db, id),

		create: (id, input, change) =>
			transition(db, {
				update: db
					.insert(printStations)
					.values({ id, ...columnsOf(input), createdAt: change.now, updatedAt: change.now }),
				audit: { ...entry({ id, version: 0 }, change), action: "print_station.created" },
			}),

		update: (station, input, change) =>
			move(station, columnsOf(input), "print_station.changed", change),

		setCode: (station, code, change) =>
			move(
				station,
				{ codeHash: code.hash, codeExpiresAt: code.expiresAt },
				"print_station.code_made",
				change,
			),

		findByCode: async (hash, now) => (await findByCode(hash, now))?.id,

		async pair(code, change) {
			const station = await findByCode(code.hash, change.now);
			if (station === undefined) {
				return undefined;
			}
			const outcome = await move(
				station,
				{
					codeHash: null,
					codeExpiresAt: null,
					tokenHash: code.tokenHash,
					pairedAt: change.now,
				},
				"print_station.paired",
				change,
			);
			return outcome === "done" ? station.id : undefined;
		},

		revoke: (station, change) =>
			move(
				station,
				{ codeHash: null, codeExpiresAt: null, tokenHash: null, pairedAt: null },
				"print_station.revoked",
				change,
			),

		remove: (station, change) =>
			transition(db, {
				update: db
					.delete(printStations)
					.where(and(eq(printStations.id, station.id), eq(printStations.version, station.version))),
				audit: { ...entry(station, change), action: "print_station.deleted" },
			}),
	};

	function findByCode(hash: string, now: number) {
		return db.query.printStations.findFirst({
			columns: COLUMNS,
			where: and(eq(printStations.codeHash, hash), gt(printStations.codeExpiresAt, now)),
		});
	}

	function move(
		station: { id: string; version: number },
		set: Partial<typeof printStations.$inferInsert>,
		action: string,
		change: Change,
	) {
		return transition(db, {
			update: db
				.update(printStations)
				.set({ ...set, version: sql`version + 1`, updatedAt: change.now })
				.where(and(eq(printStations.id, station.id), eq(printStations.version, station.version))),
			audit: { ...entry(station, change), action },
		});
	}
}

export async function listStations(db: Database): Promise<PrintStation[]> {
	return db.query.printStations.findMany({
		columns: COLUMNS,
		orderBy: (table, { asc }) => asc(table.id),
	});
}

export async function findStation(db: Database, id: string): Promise<PrintStation | undefined> {
	return db.query.printStations.findFirst({ columns: COLUMNS, where: eq(printStations.id, id) });
}

/** What its token must hash to; undefined where there is no such station, or none is paired. */
export async function findStationToken(
	db: Database,
	id: string,
): Promise<{ name: string; tokenHash: string } | undefined> {
	const row = await db.query.printStations.findFirst({
		columns: { name: true, tokenHash: true },
		where: eq(printStations.id, id),
	});
	return row?.tokenHash === null || row === undefined
		? undefined
		: { name: row.name, tokenHash: row.tokenHash };
}

function columnsOf({ name, divisionIds, warehouses, formats, prints }: StationInput) {
	return {
		name,
		divisionIds: divisionIds === null ? null : [...divisionIds],
		warehouses: warehouses === null ? null : [...warehouses],
		formats: [...formats],
		prints,
	};
}

function entry({ id, version }: { id: string; version: number }, change: Change) {
	return {
		at: change.now,
		actor: change.actor,
		subject: `print_station:${id}`,
		version: version + 1,
		correlationId: change.correlationId,
	};
}
