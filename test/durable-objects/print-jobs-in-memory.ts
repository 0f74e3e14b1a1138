import type { PrintJobStore } from "../../src/durable-objects/print-job-store.ts";
import type { PrintJob } from "../../src/shipping/ports/printing.ts";

/** The jobs of a station without a database, for many stations in a short time. */
export function jobsInMemory(): PrintJobStore & { all(): PrintJob[] } {
	const jobs = new Map<string, PrintJob>();
	const all = () => [...jobs.values()];
	return {
		all,
		add(job) {
			if (jobs.has(job.id)) {
				return false;
			}
			jobs.set(job.id, {
				...job,
				state: "queued",
				run: 1,
				journalId: null,
				doubt: null,
				mayBeOut: false,
				isWithdrawn: false,
				sentAt: null,
				settledAt: null,
				settledBy: null,
				updatedAt: job.createdAt,
			});
			return true;
		},
		find: (id) => jobs.get(id),
		findSame: ({ id, once }) => all().find((job) => job.id === id || job.once === once),
		save: (job) => void jobs.set(job.id, job),
		listIn: (states) => all().filter(({ state }) => states.includes(state)),
		nextQueued: () => all().find(({ state }) => state === "queued"),
		listOf: (of) =>
			all().filter(
				(job) => job.shipmentId === of.shipmentId && job.attemptNumber === of.attemptNumber,
			),
		page: () => all(),
		counts() {
			const counts = { queued: 0, sent: 0, doubtful: 0, printed: 0, cancelled: 0, expired: 0 };
			for (const { state } of jobs.values()) {
				counts[state] += 1;
			}
			return counts;
		},
		lastPrinted: () => undefined,
		nextExpiry: () => null,
		prune: () => undefined,
	};
}
