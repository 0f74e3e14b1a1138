import { vi } from "vitest";

import { seedDemo } from "./simulators/demo/seed.ts";
import { createExactTwin } from "./simulators/exact/app.ts";
import { createFedexTwin } from "./simulators/fedex/app.ts";
import { seedFedexDemo } from "./simulators/fedex/seed.ts";
import { OwnClock } from "./simulators/twin/clock.ts";
import { Faults } from "./simulators/twin/faults.ts";
import { RequestLog } from "./simulators/twin/request-log.ts";
import { Store } from "./simulators/twin/store.ts";

export const EXACT_ORIGIN = "http://127.0.0.1:9101";
export const FEDEX_ORIGIN = "http://127.0.0.1:9102";

export type Twins = ReturnType<typeof startTwins>;

/**
 * Both twins on one clock, with the demo in them, in place of the network: whatever the Worker or a Durable Object
 * fetches reaches them, and any other address fails with its name. Call it before each test, since mocks are
 * restored after each.
 */
export function startTwins(
	options: {
		orders?: number;
		/**
		 * Of the orders. A file that has some takes a number of its own: what another one's Worker still writes when it
		 * has ended would else be taken for the trace of these orders.
		 */
		seed?: number;
		/** Until Exact sends a webhook; 0 makes its cause wait for it. */
		webhookDelayMs?: number;
		/** Answers what is asked of any other address. */
		elsewhere?: (request: Request) => Promise<Response> | undefined;
	} = {},
) {
	const exactStore = new Store();
	const fedexStore = new Store();
	const clock = new OwnClock(exactStore);
	const exactFaults = new Faults();
	const fedexFaults = new Faults();
	const exactLog = new RequestLog();
	const fedexLog = new RequestLog();
	seedDemo(exactStore, {
		orders: options.orders ?? 0,
		seed: options.seed ?? 1,
		now: clock.now(),
	});
	seedFedexDemo(fedexStore);
	const exact = createExactTwin({
		store: exactStore,
		clock,
		log: exactLog,
		faults: exactFaults,
		...(options.webhookDelayMs === undefined ? {} : { webhookDelayMs: options.webhookDelayMs }),
	});
	const fedex = createFedexTwin({ store: fedexStore, clock, log: fedexLog, faults: fedexFaults });

	const fetchTwin: typeof fetch = async (input, init) => {
		const request = new Request(input, init);
		const { origin } = new URL(request.url);
		if (origin === EXACT_ORIGIN) {
			return exact.fetch(request);
		}
		if (origin === FEDEX_ORIGIN) {
			return fedex.fetch(request);
		}
		const answer = options.elsewhere?.(request);
		if (answer !== undefined) {
			return answer;
		}
		throw new Error(`nobody answers ${request.method} ${request.url}`);
	};
	vi.spyOn(globalThis, "fetch").mockImplementation(fetchTwin);

	/** A call of a twin's own routes: what follows `/_twin/`. */
	async function control<T>(
		twin: "exact" | "fedex",
		path: string,
		init: { method?: string; body?: unknown } = {},
	): Promise<T> {
		const origin = twin === "exact" ? EXACT_ORIGIN : FEDEX_ORIGIN;
		const response = await fetchTwin(`${origin}/_twin/${path}`, {
			method: init.method ?? "GET",
			headers: { "Content-Type": "application/json" },
			...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
		});
		return (await response.json()) as T;
	}

	return {
		exact,
		fedex,
		exactStore,
		fedexStore,
		clock,
		exactFaults,
		fedexFaults,
		exactLog,
		fedexLog,
		control,
		fetch: fetchTwin,
	};
}

/** Consents as a person at Exact would: from the address of the consent to the one that Exact sends back to. */
export async function consentAtExact(twins: Twins, consentUrl: string): Promise<string> {
	const url = new URL(consentUrl);
	const response = await twins.fetch(`${url.origin}${url.pathname}`, {
		method: "POST",
		body: url.searchParams,
		redirect: "manual",
	});
	const location = response.headers.get("Location");
	if (location === null) {
		throw new Error(`Exact answered the consent with ${response.status}`);
	}
	return location;
}
