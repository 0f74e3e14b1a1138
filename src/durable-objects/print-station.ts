import { DurableObject } from "cloudflare:workers";

import { type Clock, readClock, systemClock } from "../lib/clock.ts";
import type { PrintDecision, PrintJobState } from "../shipping/model/printing/print-job.ts";
import { PRINT_LIMITS } from "../shipping/model/printing/print-limits.ts";
import {
	noticeSchema,
	PING,
	PONG,
	PRINT_PROTOCOL,
} from "../shipping/model/printing/print-messages.ts";
import type {
	NewPrintJob,
	PrintJob,
	StationDesk,
	StationStanding,
} from "../shipping/ports/printing.ts";
import { DoubtMirror } from "./doubt-mirror.ts";
import { PrintDesk } from "./print-desk.ts";
import { SqlPrintJobs } from "./print-job-store.ts";
import { PrintSession } from "./print-session.ts";

/**
 * One per print station: its socket, which sleeps with the object, and its jobs, whose truth is here. Who may connect
 * was checked before (http/printing). The desk holds the rules.
 */
export class PrintStation extends DurableObject<PrintStationEnv> implements StationDesk {
	readonly #jobs: SqlPrintJobs;
	readonly #desk: PrintDesk;
	readonly #mirror: DoubtMirror;
	readonly #session: PrintSession;
	#clock: Clock = systemClock;

	constructor(ctx: DurableObjectState, env: PrintStationEnv) {
		super(ctx, env);
		ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(PING, PONG));
		this.#jobs = new SqlPrintJobs(ctx.storage.sql);
		this.#session = new PrintSession(ctx);
		this.#mirror = new DoubtMirror({
			stationId: ctx.id.name,
			db: env.DB,
			kv: ctx.storage.kv,
		});
		this.#desk = new PrintDesk({
			jobs: this.#jobs,
			stationName: () => ctx.storage.kv.get<string>("name") ?? "",
			session: () => this.#session.current(),
			send: (order) => this.#session.send(order),
			now: () => this.#clock.now(),
			sentOn: {
				get: () => ctx.storage.kv.get<string>("sentOn") ?? null,
				set: (sessionId) => ctx.storage.kv.put("sentOn", sessionId),
			},
			closed: {
				get: () => ctx.storage.kv.get<number>("closedAt") !== undefined,
				set: (isClosed) =>
					isClosed
						? ctx.storage.kv.put("closedAt", Date.now())
						: void ctx.storage.kv.delete("closedAt"),
			},
		});
		// Handlers of the socket stay synchronous, so that its messages are taken in their order.
		void ctx.blockConcurrencyWhile(async () => {
			try {
				await this.#setClock();
			} catch {
				// The next call asks again, and says so.
			}
		});
	}

	/** The socket of a station whose token was verified. */
	override async fetch(request: Request): Promise<Response> {
		await this.#setClock();
		const name = request.headers.get(STATION_NAME_HEADER);
		if (request.headers.get("Upgrade") !== "websocket" || name === null) {
			return new Response(null, { status: 426 });
		}
		const { 0: client, 1: server } = new WebSocketPair();
		this.ctx.storage.kv.put("name", decodeURIComponent(name));
		this.#session.begin(server, this.#clock.now());
		this.#desk.settleCut();
		await this.#arm();
		return new Response(null, {
			status: 101,
			webSocket: client,
			headers: { "Sec-WebSocket-Protocol": PRINT_PROTOCOL },
		});
	}

	override async webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): Promise<void> {
		if (!this.#session.isFrom(socket) || typeof message !== "string") {
			return;
		}
		const notice = noticeSchema.safeParse(parse(message));
		if (!notice.success) {
			return;
		}
		this.#session.hear();
		switch (notice.data.type) {
			case "hello": {
				const { journalId, kind } = notice.data;
				this.#session.note(socket, { journalId, kind });
				this.#desk.welcome();
				break;
			}
			case "report":
				this.#desk.report(notice.data);
				break;
			case "trouble":
				this.#session.note(socket, { trouble: notice.data.message });
				break;
		}
		await this.#arm();
	}

	override async webSocketClose(socket: WebSocket): Promise<void> {
		this.#session.left(socket);
		this.#desk.settleCut();
		await this.#arm();
	}

	override async webSocketError(socket: WebSocket): Promise<void> {
		this.#session.left(socket);
		this.#desk.settleCut();
		await this.#arm();
	}

	override async alarm(): Promise<void> {
		await this.#setClock();
		if (Date.now() >= this.#forgottenAt()) {
			await this.ctx.storage.deleteAlarm();
			await this.ctx.storage.deleteAll();
			this.#jobs.create();
			return;
		}
		this.#dropSilent();
		this.#desk.passTime();
		await this.#arm();
	}

	async enqueue(jobs: readonly NewPrintJob[]): Promise<string[]> {
		await this.#setClock();
		this.#dropSilent();
		const refused = this.#desk.enqueue(jobs);
		await this.#arm();
		return refused;
	}

	async listMissed(jobs: readonly { id: string; once: string }[]): Promise<string[]> {
		return this.#desk.listMissed(jobs);
	}

	async withdraw(of: { shipmentId: string; attemptNumber: number }): Promise<void> {
		await this.#setClock();
		this.#desk.withdraw(of);
		await this.#arm();
	}

	async decide(wish: {
		jobId: string;
		run: number;
		decision: PrintDecision;
		actor: string;
	}): Promise<"done" | "changed"> {
		await this.#setClock();
		const outcome = this.#desk.decide(wish);
		await this.#arm();
		return outcome;
	}

	async handOver(printId: string, journalId: string): Promise<{ documentId: string } | null> {
		return this.#desk.handOver(printId, journalId);
	}

	async refuse(printId: string): Promise<void> {
		await this.#setClock();
		this.#desk.refuse(printId);
		await this.#arm();
	}

	async find(jobId: string): Promise<PrintJob | null> {
		return this.#jobs.find(jobId) ?? null;
	}

	async list(which: {
		states: readonly PrintJobState[] | null;
		before: string | null;
		limit: number;
	}): Promise<PrintJob[]> {
		this.#desk.settleCut();
		return this.#jobs.page(which);
	}

	async standing(): Promise<StationStanding> {
		this.#dropSilent();
		this.#desk.settleCut();
		const session = this.#session.current();
		const last = this.#jobs.lastPrinted();
		return {
			connectedSince: session?.connectedAt ?? null,
			kind: session?.kind ?? null,
			trouble: session?.trouble ?? null,
			lastSeenAt: this.#session.heardAt(),
			counts: this.#jobs.counts(),
			lastPrintedAt: last?.settledAt ?? null,
			lastPrinted: last?.title ?? null,
		};
	}

	async endSession(): Promise<void> {
		this.#session.end();
		this.#desk.settleCut();
		await this.#arm();
	}

	/** The database has another number of papers in doubt than there are. */
	async tellDoubtful(): Promise<void> {
		this.#desk.settleCut();
		await this.#mirror.tell(this.#jobs.counts().doubtful, true);
	}

	async close(): Promise<number> {
		this.#dropSilent();
		const open = this.#desk.close();
		if (open === 0) {
			await this.endSession();
		}
		return open;
	}

	async reopen(): Promise<void> {
		this.ctx.storage.kv.delete("closedAt");
	}

	/** Later than a database can be put back to before the deletion. */
	#forgottenAt(): number {
		const closedAt = this.ctx.storage.kv.get<number>("closedAt");
		return closedAt === undefined ? Infinity : closedAt + PRINT_LIMITS.settledJobsKeptMs;
	}

	/** A connection that says nothing any more holds its job for ever unless it is taken for cut. */
	#dropSilent(): void {
		if (this.#session.dropSilent()) {
			this.#desk.settleCut();
		}
	}

	/**
	 * After whatever changed a job: wakes for the first that expires, and while one is out for a connection that went
	 * silent.
	 */
	async #arm(): Promise<void> {
		const counts = this.#jobs.counts();
		await this.#mirror.tell(counts.doubtful);
		const expiry = this.#jobs.nextExpiry();
		const silence = counts.sent > 0 ? this.#clock.now() + PRINT_LIMITS.silentMs : null;
		const now = Date.now();
		const clockTimes = [expiry, silence].filter((at) => at !== null);
		const wakeAt = Math.min(
			...clockTimes.map((at) => now + at - this.#clock.now()),
			this.#mirror.nextAt(counts.doubtful) ?? Infinity,
			this.#forgottenAt(),
		);
		if (wakeAt !== Infinity) {
			await this.ctx.storage.setAlarm(Math.max(now + 1_000, wakeAt));
		}
	}

	async #setClock(): Promise<void> {
		this.#clock = await readClock(this.env.CLOCK_ORIGIN);
	}
}

type PrintStationEnv = { CLOCK_ORIGIN?: string; DB: D1Database };

export const STATION_NAME_HEADER = "X-Station-Name";

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
