import type { Collection, Store } from "../twin/store.ts";
import type { TransactionIds } from "./answers.ts";
import { bookShipment } from "./book-shipment.ts";
import type { FedexTwinParts } from "./parts.ts";
import type { FedexTwinSettings } from "./settings.ts";
import type { ShipRequestWire } from "./ship-wire.ts";

/** A shipment of many pieces on its way into being. */
export type Job = {
	id: string;
	account: string;
	request: ShipRequestWire;
	doneAt: number;
	outcome: FedexTwinSettings["jobOutcome"];
	/** Null where the job ends in a refusal. */
	shipmentId: string | null;
};

export class Jobs {
	readonly #jobs: Collection<Job>;

	constructor(store: Store) {
		this.#jobs = store.collection<Job>("jobs");
	}

	add(job: Job): void {
		this.#jobs.set(job.id, job);
	}

	find(id: string): Job | undefined {
		return this.#jobs.get(id);
	}
}

/** The shipment counts as made when the job is done: tracking knows nothing of it before. */
export function beginJob(
	parts: FedexTwinParts,
	request: ShipRequestWire,
	call: { ids: TransactionIds; now: number },
): Job {
	const { jobMs, jobOutcome } = parts.settings.all();
	const doneAt = call.now + jobMs;
	const shipment =
		jobOutcome === "refused"
			? undefined
			: bookShipment(parts, request, { ids: call.ids, now: doneAt });
	const job: Job = {
		id: crypto.randomUUID().replaceAll("-", ""),
		account: request.accountNumber?.value ?? "",
		request,
		doneAt,
		outcome: jobOutcome,
		shipmentId: shipment?.id ?? null,
	};
	parts.jobs.add(job);
	return job;
}
