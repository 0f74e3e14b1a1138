import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { PrintDesk } from "../../src/durable-objects/print-desk.ts";
import { printIdOf, type PrintOutcome } from "../../src/shipping/model/printing/print-job.ts";
import type { PrintOrder } from "../../src/shipping/model/printing/print-messages.ts";
import { type AgentJournal, PrintAgent } from "../../src/tools/print-agent/agent.ts";
import { runs } from "../property-runs.ts";
import { jobsInMemory } from "./print-jobs-in-memory.ts";

/** What may happen between station, line, agent, printer and person, in any order and as often as it likes. */
const often = <T extends string>(step: T) => ({ weight: 6, arbitrary: fc.constant(step) });
const stepArbitrary = fc.oneof(
	fc.constant("label" as const),
	{ weight: 2, arbitrary: fc.constant("connect" as const) },
	fc.constant("cut" as const),
	often("deliver"),
	often("hand over"),
	often("begin"),
	often("end"),
	fc.constant("printer breaks" as const),
	fc.constant("crash" as const),
	fc.constant("lose journal" as const),
	fc.constant("void" as const),
	fc.constant("void is refused" as const),
	fc.constant("person: again" as const),
	fc.constant("person: printed" as const),
);
type Step = typeof stepArbitrary extends fc.Arbitrary<infer T> ? T : never;

type Deferred = { resolve(): void; reject(error: Error): void };

class World {
	readonly jobs = jobsInMemory();
	readonly printed = new Map<string, number>();
	readonly again = new Map<string, number>();
	#journals = 0;
	#sessions = 0;
	#session: { id: string; journalId: string | null } | undefined;
	#sentOn: string | null = null;
	#toAgent: (() => void)[] = [];
	#toDesk: (() => void)[] = [];
	#fetches: Deferred[] = [];
	#connects: Deferred[] = [];
	#ends: Deferred[] = [];
	#journal = this.#newJournal();
	#agent = this.#newAgent();
	#count = 0;
	readonly desk = new PrintDesk({
		jobs: this.jobs,
		stationName: () => "",
		session: () => this.#session,
		send: (order) => this.#toAgent.push(this.#hearing(order)),
		now: () => 0,
		closed: { get: () => false, set: () => undefined },
		sentOn: { get: () => this.#sentOn, set: (id) => (this.#sentOn = id) },
	});

	async take(step: Step): Promise<void> {
		switch (step) {
			case "label":
				this.#count += 1;
				this.desk.enqueue([jobOf(this.#count)]);
				break;
			case "connect":
				this.#connect();
				break;
			case "cut":
				// What was on its way in either direction is gone.
				this.#cut();
				break;
			case "deliver":
				this.#toAgent.shift()?.();
				this.#toDesk.shift()?.();
				break;
			case "hand over":
				this.#fetches.shift()?.resolve();
				break;
			case "begin":
				this.#connects.shift()?.resolve();
				break;
			case "end":
				this.#ends.shift()?.resolve();
				break;
			case "printer breaks":
				this.#ends.shift()?.reject(new Error("reset"));
				break;
			case "crash":
				this.#cut();
				this.#agent = this.#newAgent();
				break;
			case "lose journal":
				this.#cut();
				this.#journal = this.#newJournal();
				this.#agent = this.#newAgent();
				break;
			case "void":
				this.desk.withdraw({ shipmentId: `shp_${this.#count}`, attemptNumber: 1 });
				break;
			case "void is refused":
				this.desk.enqueue([jobOf(this.#count)]);
				break;
			case "person: again":
			case "person: printed":
				this.#decide(step === "person: again" ? "again" : "printed");
				break;
		}
		await settled();
	}

	/** Everything that can still happen by itself does. */
	async calmDown(): Promise<void> {
		for (let round = 0; round < 12 * (this.#count + 2); round += 1) {
			if (this.#session === undefined) {
				this.#connect();
			}
			for (const step of ["deliver", "hand over", "begin", "end"] as const) {
				await this.take(step);
			}
		}
	}

	#decide(decision: "again" | "printed"): void {
		const [job] = this.jobs.listIn(["doubtful"]);
		if (job !== undefined) {
			this.desk.decide({ jobId: job.id, run: job.run, decision, actor: "operator:admin" });
			if (decision === "again") {
				this.again.set(job.id, (this.again.get(job.id) ?? 0) + 1);
			}
		}
	}

	#connect(): void {
		this.#cut();
		this.#sessions += 1;
		const session = { id: `s${this.#sessions}`, journalId: null as string | null };
		this.#session = session;
		this.desk.settleCut();
		this.#agent.connected((notice) => {
			if (this.#session !== session) {
				return;
			}
			this.#toDesk.push(() => {
				if (notice.type === "hello") {
					session.journalId = notice.journalId;
					this.desk.welcome();
				} else if (notice.type === "report") {
					this.desk.report(notice);
				}
			});
		});
	}

	#cut(): void {
		this.#session = undefined;
		this.#toAgent = [];
		this.#toDesk = [];
		this.desk.settleCut();
		this.#agent.cut();
	}

	#hearing(order: PrintOrder): () => void {
		const agent = this.#agent;
		return () => agent.hear(order);
	}

	#newJournal(): AgentJournal {
		this.#journals += 1;
		const entries = new Map<string, PrintOutcome>();
		return {
			id: `journal-${this.#journals}`,
			outcomeOf: (printId) => entries.get(printId) ?? "never",
			begin: (printId) => void entries.set(printId, "unknown"),
			end: (printId, outcome) => void entries.set(printId, outcome),
		};
	}

	/** One that crashed goes on in no way: what it waits for never comes. */
	#newAgent(): PrintAgent {
		const journal = this.#journal;
		this.#fetches = [];
		this.#connects = [];
		this.#ends = [];
		const gate = (queue: Deferred[]) =>
			new Promise<void>((resolve, reject) => queue.push({ resolve, reject }));
		let printing = "";
		return new PrintAgent({
			journal,
			fetchPaper: async (printId) => {
				await gate(this.#fetches);
				printing = printId;
				return this.desk.handOver(printId, journal.id) === null
					? "gone"
					: { bytes: new Uint8Array(), contentType: "application/zpl" };
			},
			printerFor: () => ({
				print: async (_bytes, _title, begin) => {
					await gate(this.#connects);
					if (!begin()) {
						return "dropped";
					}
					this.printed.set(printing, (this.printed.get(printing) ?? 0) + 1);
					await gate(this.#ends);
					return "printed";
				},
			}),
			sleep: () => Promise.resolve(),
			say: () => undefined,
		});
	}
}

function jobOf(number: number) {
	return {
		id: `prj_${number}`,
		once: `shp_${number}/1/1-label-1.zpl`,
		documentId: `doc_${number}`,
		shipmentId: `shp_${number}`,
		attemptNumber: 1,
		title: `Order ${number}`,
		contentType: "application/zpl",
		expiresAt: 1_000,
		createdAt: 0,
	};
}

/** Whatever waits for nothing but its turn has had it. */
async function settled(): Promise<void> {
	for (let turn = 0; turn < 12; turn += 1) {
		await Promise.resolve();
	}
}

describe("a station whose line is cut at any moment, with the real agent", () => {
	it("prints nothing twice that no person asked for, and what never came out is asked about", async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(stepArbitrary, { maxLength: 150, size: "max" }), async (steps) => {
				const world = new World();
				await world.take("label");
				for (const step of steps) {
					await world.take(step);
				}
				await world.calmDown();
				for (const job of world.jobs.all()) {
					const copies = Array.from(
						{ length: job.run },
						(_, at) => world.printed.get(printIdOf({ id: job.id, run: at + 1 })) ?? 0,
					);
					const runsAsked = 1 + (world.again.get(job.id) ?? 0);
					expect(Math.max(...copies)).toBeLessThanOrEqual(1);
					expect(job.run).toBe(runsAsked);
					// Nothing waits for ever, and nothing is taken for printed without a paper or a person's word.
					expect(["printed", "doubtful", "cancelled"]).toContain(job.state);
					if (job.state === "printed" && job.settledBy === null) {
						expect(copies.at(-1)).toBe(1);
					}
				}
			}),
			runs(400),
		);
	});
});
