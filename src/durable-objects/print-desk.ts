import { chunk } from "../lib/concurrency.ts";
import {
	choicesFor,
	OPEN_STATES,
	type PrintDecision,
	type PrintEvent,
	printIdOf,
	readPrintId,
	stepPrintJob,
} from "../shipping/model/printing/print-job.ts";
import { PRINT_LIMITS } from "../shipping/model/printing/print-limits.ts";
import type { PrintNotice, PrintOrder } from "../shipping/model/printing/print-messages.ts";
import type { NewPrintJob, PrintJob } from "../shipping/ports/printing.ts";
import type { PrintJobStore } from "./print-job-store.ts";

/**
 * A station's jobs and what is said to whoever is connected for it. One job is out at a time, so that a cut leaves one
 * in doubt. What was sent on a session that is over is doubtful before anything else happens. After every connection
 * the station is asked what became of all that is in doubt, and only then gets the next. All of it is synchronous:
 * nothing comes in between.
 */
export type DeskSession = {
	id: string;
	/** Null until it said hello. */
	journalId: string | null;
};

export type DeskOptions = {
	jobs: PrintJobStore;
	stationName(): string;
	/** Who is connected now. */
	session(): DeskSession | undefined;
	send(order: PrintOrder): void;
	now(): number;
	/** The session that a sent job went out on; one that is not this any more was cut. */
	sentOn: { get(): string | null; set(sessionId: string | null): void };
	/** Its station was deleted. */
	closed: { get(): boolean; set(isClosed: boolean): void };
};

export class PrintDesk {
	readonly #o: DeskOptions;

	constructor(options: DeskOptions) {
		this.#o = options;
	}

	/** Answers the ids of those that it never took and never will. */
	enqueue(jobs: readonly NewPrintJob[]): string[] {
		this.settleCut();
		const isClosed = this.#o.closed.get();
		const refused: string[] = [];
		for (const job of jobs) {
			const same = this.#o.jobs.findSame(job);
			if (same !== undefined) {
				this.#restore(same);
			} else if (isClosed) {
				refused.push(job.id);
			} else {
				this.#o.jobs.add(job);
			}
		}
		this.sendNext();
		return refused;
	}

	listMissed(jobs: readonly { id: string; once: string }[]): string[] {
		return this.#o.closed.get()
			? jobs.filter((job) => this.#o.jobs.findSame(job) === undefined).map(({ id }) => id)
			: [];
	}

	/** Takes nothing more from here on, where nothing is open; answers how much is. */
	close(): number {
		this.settleCut();
		const { queued, sent, doubtful } = this.#o.jobs.counts();
		const open = queued + sent + doubtful;
		if (open === 0) {
			this.#o.closed.set(true);
		}
		return open;
	}

	/** A session said hello: with that journal it is asked what it knows, or gets what waits. */
	welcome(): void {
		this.settleCut();
		const doubtful = this.#o.jobs.listIn(["doubtful"]);
		const overtaken = this.#o.jobs.listIn(["cancelled"]).filter((job) => job.mayBeOut);
		this.tellStanding();
		this.#recall([...doubtful, ...overtaken]);
		this.sendNext();
	}

	/** To be called whenever a session began or ended, and before anything is decided on what is out. */
	settleCut(): void {
		const sessionId = this.#o.session()?.id ?? null;
		if (this.#o.sentOn.get() === sessionId) {
			return;
		}
		for (const job of this.#o.jobs.listIn(["sent"])) {
			this.#step(job, { kind: "cut" });
		}
		this.#o.sentOn.set(sessionId);
	}

	report(notice: Extract<PrintNotice, { type: "report" }>): void {
		const journalId = this.#o.session()?.journalId;
		this.settleCut();
		if (typeof journalId !== "string") {
			return;
		}
		for (const { printId, outcome } of notice.answers) {
			const job = this.#jobOf(printId);
			const run = readPrintId(printId)?.run ?? 0;
			if (job !== undefined) {
				this.#step(job, { kind: "reported", run, journalId, outcome });
			}
		}
		this.sendNext();
		this.tellStanding();
	}

	withdraw(of: { shipmentId: string; attemptNumber: number }): void {
		this.settleCut();
		for (const job of this.#o.jobs.listOf(of)) {
			this.#withdraw(job);
		}
		this.sendNext();
	}

	/** Its document may not be handed over any more. */
	refuse(printId: string): void {
		const job = this.#jobOf(printId);
		if (job !== undefined) {
			this.#withdraw(job);
			this.sendNext();
		}
	}

	decide(wish: {
		jobId: string;
		run: number;
		decision: PrintDecision;
		actor: string;
	}): "done" | "changed" {
		this.settleCut();
		const job = this.#o.jobs.find(wish.jobId);
		if (job?.run !== wish.run || !choicesFor(job.state).includes(wish.decision)) {
			return "changed";
		}
		const expiresAt = this.#o.now() + PRINT_LIMITS.jobLifeMs;
		if (job.state === "sent") {
			this.#o.send({ type: "drop", printId: printIdOf(job) });
		}
		this.#step(job, { kind: "decided", decision: wish.decision, expiresAt }, wish.actor);
		this.sendNext();
		this.tellStanding();
		return "done";
	}

	handOver(printId: string, journalId: string): { documentId: string } | null {
		this.settleCut();
		const job = this.#jobOf(printId);
		const isOut = job?.state === "sent" && job.journalId === journalId;
		return isOut ? { documentId: job.documentId } : null;
	}

	/** What waited too long expires; what is out too long is called back, and expires once it is known not to have begun. */
	passTime(): void {
		this.settleCut();
		const now = this.#o.now();
		for (const job of this.#o.jobs.listIn(["queued"])) {
			this.#step(job, { kind: "time", now });
		}
		for (const job of this.#o.jobs.listIn(["sent"])) {
			if (now >= job.expiresAt) {
				this.#o.send({ type: "drop", printId: printIdOf(job) });
			}
		}
		this.#o.jobs.prune(now - PRINT_LIMITS.settledJobsKeptMs);
		this.sendNext();
	}

	tellStanding(): void {
		if (this.#o.session() !== undefined) {
			const counts = this.#o.jobs.counts();
			this.#o.send({
				type: "standing",
				name: this.#o.stationName(),
				waiting: counts.queued + counts.sent,
				doubtful: counts.doubtful,
			});
		}
	}

	/** The oldest that waits, if nothing is out and somebody is there who keeps a journal. */
	sendNext(): void {
		const session = this.#o.session();
		if (typeof session?.journalId !== "string" || this.#o.jobs.listIn(["sent"]).length > 0) {
			return;
		}
		const { jobs } = this.#o;
		for (let job = jobs.nextQueued(); job !== undefined; job = jobs.nextQueued()) {
			const now = this.#o.now();
			if (this.#step(job, { kind: "time", now }).state === "expired") {
				continue;
			}
			const sent = this.#step(job, { kind: "sent", journalId: session.journalId });
			this.#o.sentOn.set(session.id);
			const { title, contentType } = sent;
			const waiting = jobs.counts().queued;
			this.#o.send({ type: "print", printId: printIdOf(sent), title, contentType, waiting });
			return;
		}
	}

	/** What became of these? Only the journal that they were sent to can say. An answer holds so many of them. */
	#recall(jobs: readonly PrintJob[]): void {
		const printIds = jobs
			.filter((job) => job.journalId === this.#o.session()?.journalId)
			.map((job) => printIdOf(job));
		for (const some of chunk(printIds, PRINT_LIMITS.recalledAtOnce)) {
			this.#o.send({ type: "recall", printIds: some });
		}
	}

	/** Its label counts again, which was asked a moment ago, and is asked once more at the hand-over. */
	#restore(job: PrintJob): void {
		if (this.#step(job, { kind: "restored" }).state === "doubtful" && job.state === "cancelled") {
			this.#recall([job]);
		}
	}

	#withdraw(job: PrintJob): void {
		const before = job.state;
		this.#step(job, { kind: "withdrawn" });
		if (before === "sent") {
			this.#o.send({ type: "drop", printId: printIdOf(job) });
		}
	}

	#jobOf(printId: string): PrintJob | undefined {
		const read = readPrintId(printId);
		const job = read === undefined ? undefined : this.#o.jobs.find(read.id);
		return job?.run === read?.run ? job : undefined;
	}

	#step(job: PrintJob, event: PrintEvent, actor: string | null = null): PrintJob {
		const next = stepPrintJob(job, event);
		if (next === job) {
			return job;
		}
		const now = this.#o.now();
		const isOpen = OPEN_STATES.includes(next.state);
		const saved: PrintJob = {
			...next,
			sentAt: event.kind === "sent" ? now : next.sentAt,
			settledAt: isOpen ? null : (job.settledAt ?? now),
			settledBy: isOpen ? null : (actor ?? job.settledBy),
			updatedAt: now,
		};
		this.#o.jobs.save(saved);
		return saved;
	}
}
