import { OPEN_STATES, type PrintJobState } from "../shipping/model/printing/print-job.ts";
import type { NewPrintJob, PrintJob } from "../shipping/ports/printing.ts";

/** Where a station's jobs are kept, in the order in which they came. */
export interface PrintJobStore {
	/** False where there is one of that id, or of that paper. */
	add(job: NewPrintJob): boolean;
	find(id: string): PrintJob | undefined;
	/** By its id, or as the paper that it is. */
	findSame(job: { id: string; once: string }): PrintJob | undefined;
	save(job: PrintJob): void;
	listIn(states: readonly PrintJobState[]): PrintJob[];
	nextQueued(): PrintJob | undefined;
	listOf(of: { shipmentId: string; attemptNumber: number }): PrintJob[];
	page(which: {
		states: readonly PrintJobState[] | null;
		before: string | null;
		limit: number;
	}): PrintJob[];
	counts(): Record<PrintJobState, number>;
	lastPrinted(): PrintJob | undefined;
	/** When the first of those that wait expires. */
	nextExpiry(): number | null;
	prune(settledBefore: number): void;
}

type Row = Record<string, SqlStorageValue>;

const COLUMNS = `id, once, document_id, shipment_id, attempt_number, title, content_type, expires_at, created_at,
	state, run, journal_id, doubt, may_be_out, is_withdrawn, sent_at, settled_at, settled_by,
	updated_at`;

/** In the SQLite of the object, which is durable before anything that follows from it leaves the object. */
export class SqlPrintJobs implements PrintJobStore {
	readonly #sql: SqlStorage;

	constructor(sql: SqlStorage) {
		this.#sql = sql;
		this.create();
	}

	create(): void {
		const sql = this.#sql;
		sql.exec(`
			create table if not exists jobs (
				seq integer primary key autoincrement, id text not null unique,
				once text not null unique, document_id text not null,
				shipment_id text not null, attempt_number integer not null, title text not null,
				content_type text not null, expires_at integer not null, created_at integer not null,
				state text not null default 'queued', run integer not null default 1, journal_id text,
				doubt text, may_be_out integer not null default 0,
				is_withdrawn integer not null default 0, sent_at integer, settled_at integer,
				settled_by text, updated_at integer not null);
			create index if not exists jobs_state on jobs (state, seq);
			create index if not exists jobs_shipment on jobs (shipment_id, attempt_number);
			create index if not exists jobs_expiry on jobs (expires_at) where state = 'queued';
			create index if not exists jobs_settled on jobs (settled_at) where settled_at is not null;`);
		if (
			sql.exec(`select 1 from pragma_table_info('jobs') where name = 'is_withdrawn'`).next().done
		) {
			sql.exec(`alter table jobs add column is_withdrawn integer not null default 0`);
		}
	}

	add(job: NewPrintJob): boolean {
		const cursor = this.#sql.exec(
			`insert into jobs (id, once, document_id, shipment_id, attempt_number, title, content_type,
				expires_at, created_at, updated_at)
			values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning seq`,
			job.id,
			job.once,
			job.documentId,
			job.shipmentId,
			job.attemptNumber,
			job.title,
			job.contentType,
			job.expiresAt,
			job.createdAt,
			job.createdAt,
		);
		return cursor.toArray().length === 1;
	}

	find(id: string): PrintJob | undefined {
		return this.#read(`where id = ?`, id)[0];
	}

	findSame({ id, once }: { id: string; once: string }): PrintJob | undefined {
		return this.#read(`where id = ? or once = ? order by seq limit 1`, id, once)[0];
	}

	save(job: PrintJob): void {
		this.#sql.exec(
			`update jobs set state = ?, run = ?, journal_id = ?, doubt = ?, may_be_out = ?, is_withdrawn = ?,
				expires_at = ?, sent_at = ?, settled_at = ?, settled_by = ?, updated_at = ? where id = ?`,
			job.state,
			job.run,
			job.journalId,
			job.doubt,
			job.mayBeOut ? 1 : 0,
			job.isWithdrawn ? 1 : 0,
			job.expiresAt,
			job.sentAt,
			job.settledAt,
			job.settledBy,
			job.updatedAt,
			job.id,
		);
	}

	listIn(states: readonly PrintJobState[]): PrintJob[] {
		return this.#read(
			`where state in (select value from json_each(?)) order by seq`,
			JSON.stringify(states),
		);
	}

	nextQueued(): PrintJob | undefined {
		return this.#read(`where state = 'queued' order by seq limit 1`)[0];
	}

	listOf(of: { shipmentId: string; attemptNumber: number }): PrintJob[] {
		return this.#read(
			`where shipment_id = ? and attempt_number = ?`,
			of.shipmentId,
			of.attemptNumber,
		);
	}

	page(which: {
		states: readonly PrintJobState[] | null;
		before: string | null;
		limit: number;
	}): PrintJob[] {
		return this.#read(
			`where (?1 is null or state in (select value from json_each(?1)))
				and (?2 is null or seq < (select seq from jobs where id = ?2)) order by seq desc limit ?3`,
			which.states === null ? null : JSON.stringify(which.states),
			which.before,
			which.limit,
		);
	}

	counts(): Record<PrintJobState, number> {
		const counts = { queued: 0, sent: 0, doubtful: 0, printed: 0, cancelled: 0, expired: 0 };
		for (const row of this.#sql.exec(`select state, count(*) as n from jobs group by state`)) {
			counts[row["state"] as PrintJobState] = Number(row["n"]);
		}
		return counts;
	}

	lastPrinted(): PrintJob | undefined {
		return this.#read(`where settled_at is not null and state = 'printed'
			order by settled_at desc limit 1`)[0];
	}

	nextExpiry(): number | null {
		const [row] = this.#sql
			.exec(`select min(expires_at) as at from jobs where state = 'queued'`)
			.toArray();
		return typeof row?.["at"] === "number" ? row["at"] : null;
	}

	prune(settledBefore: number): void {
		this.#sql.exec(
			`delete from jobs where settled_at < ? and state not in (select value from json_each(?))`,
			settledBefore,
			JSON.stringify(OPEN_STATES),
		);
	}

	#read(where: string, ...values: SqlStorageValue[]): PrintJob[] {
		return this.#sql
			.exec(`select ${COLUMNS} from jobs ${where}`, ...values)
			.toArray()
			.map((row) => toJob(row));
	}
}

function toJob(row: Row): PrintJob {
	return {
		id: String(row["id"]),
		once: String(row["once"]),
		documentId: String(row["document_id"]),
		shipmentId: String(row["shipment_id"]),
		attemptNumber: Number(row["attempt_number"]),
		title: String(row["title"]),
		contentType: String(row["content_type"]),
		expiresAt: Number(row["expires_at"]),
		createdAt: Number(row["created_at"]),
		state: row["state"] as PrintJobState,
		run: Number(row["run"]),
		journalId: row["journal_id"] as string | null,
		doubt: row["doubt"] as PrintJob["doubt"],
		mayBeOut: row["may_be_out"] === 1,
		isWithdrawn: row["is_withdrawn"] === 1,
		sentAt: row["sent_at"] as number | null,
		settledAt: row["settled_at"] as number | null,
		settledBy: row["settled_by"] as string | null,
		updatedAt: Number(row["updated_at"]),
	};
}
