import type { Store } from "../twin/store.ts";

export type FedexTwinSettings = {
	/** How long a create call takes; the shipment exists after half of it. */
	latencyMs: number;
	/** How long a new label stays invisible to tracking, in the twin's time. */
	lookupDelayMs: number;
	/** Calls that one project may make in ten seconds. */
	requestsPerTenSeconds: number;
	/** Tracking calls that one project may make in a day that ends at 00:00 GMT. */
	trackCallsPerDay: number;
	/** How long a job takes that makes a shipment of many pieces, in the twin's time. */
	jobMs: number;
	/** What becomes of jobs that begin now. */
	jobOutcome: "made" | "refused" | "torn";
	/** How long a parcel stands until a courier may take it, in the twin's time. */
	pickupAfterMs: number;
	/** Share of the shipments that meet trouble on the way, 0 to 1. */
	exceptionShare: number;
	/** What a quote says of the price that the label will have, in percent. */
	quotePercent: number;
};

const DEFAULTS: FedexTwinSettings = {
	latencyMs: 0,
	lookupDelayMs: 45_000,
	requestsPerTenSeconds: 1_400,
	trackCallsPerDay: 100_000,
	jobMs: 40_000,
	jobOutcome: "made",
	pickupAfterMs: 0,
	exceptionShare: 0.08,
	quotePercent: 100,
};

/** What a person changed is kept in the store and wins over what the process was started with. */
export class Settings {
	readonly #store: Store;
	readonly #started: Partial<FedexTwinSettings>;

	constructor(store: Store, started: Partial<FedexTwinSettings>) {
		this.#store = store;
		this.#started = started;
	}

	all(): FedexTwinSettings {
		return { ...DEFAULTS, ...this.#started, ...this.#changed() };
	}

	change(changes: Partial<FedexTwinSettings>): FedexTwinSettings {
		this.#store
			.collection<Partial<FedexTwinSettings>>("settings")
			.set("settings", { ...this.#changed(), ...changes });
		return this.all();
	}

	#changed(): Partial<FedexTwinSettings> {
		return this.#store.collection<Partial<FedexTwinSettings>>("settings").get("settings") ?? {};
	}
}
