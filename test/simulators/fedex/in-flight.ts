import type { TwinClock } from "../twin/clock.ts";

export type CreateCall = {
	startedAt: number;
	endedAt: number | null;
	account: string;
	reference: string;
	/** The shipment that the call made, also when its answer got lost. */
	shipmentId: string | null;
	/** Whether the whole answer went out, as far as the twin can tell; null while the call runs. */
	isDelivered: boolean | null;
};

const KEPT_CALLS = 5_000;

/** The create calls that run now and that ran lately: what a killed caller had in the air. */
export class InFlight {
	readonly #clock: TwinClock;
	#calls: CreateCall[] = [];

	constructor(clock: TwinClock) {
		this.#clock = clock;
	}

	begin(account: string, reference: string): CreateCall {
		const call: CreateCall = {
			startedAt: this.#clock.now(),
			endedAt: null,
			account,
			reference,
			shipmentId: null,
			isDelivered: null,
		};
		if (this.#calls.length >= KEPT_CALLS) {
			this.#calls = this.#calls.slice(-KEPT_CALLS / 2);
		}
		this.#calls.push(call);
		return call;
	}

	end(call: CreateCall, isDelivered: boolean): void {
		call.endedAt = this.#clock.now();
		call.isDelivered = isDelivered;
	}

	running(): number {
		return this.#calls.filter((call) => call.endedAt === null).length;
	}

	calls(): CreateCall[] {
		return this.#calls;
	}
}
