import { PRINT_LIMITS } from "../shipping/model/printing/print-limits.ts";

type MirrorOptions = {
	stationId: string | undefined;
	db: D1Database;
	kv: SyncKvStorage;
};

type Told = { count: number; at: number };

/**
 * How many papers of a station wait for a person's word, told to its row in the database, where every page of the
 * console counts what waits. It is a copy: what could not be told is told at the next alarm, and while any is in doubt
 * it is told again every hour, for a database that was put back in time.
 */
export class DoubtMirror {
	readonly #o: MirrorOptions;

	constructor(options: MirrorOptions) {
		this.#o = options;
	}

	/** When to look again, in the machine's time; null where nothing is to be told. */
	nextAt(count: number): number | null {
		const told = this.#told();
		if (told.count !== count) {
			return Date.now() + PRINT_LIMITS.retryMs;
		}
		return count === 0 ? null : told.at + PRINT_LIMITS.doubtToldEveryMs;
	}

	async tell(count: number, isForced = false): Promise<void> {
		const { db, kv, stationId } = this.#o;
		const told = this.#told();
		const isOld = count > 0 && Date.now() - told.at >= PRINT_LIMITS.doubtToldEveryMs;
		if (stationId === undefined || (told.count === count && !isOld && !isForced)) {
			return;
		}
		// Taken back below where it fails: two that run at once must not end with the older number.
		kv.put("doubtTold", { count, at: Date.now() } satisfies Told);
		try {
			await db
				.prepare("update print_stations set doubtful = ? where id = ?")
				.bind(count, stationId)
				.run();
		} catch {
			// The station goes on without it; the alarm tells it again.
			kv.put("doubtTold", { count: -1, at: 0 } satisfies Told);
		}
	}

	#told(): Told {
		return this.#o.kv.get<Told>("doubtTold") ?? { count: 0, at: 0 };
	}
}
