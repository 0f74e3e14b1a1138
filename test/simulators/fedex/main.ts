import { join } from "node:path";

import { FollowedClock } from "../twin/clock.ts";
import { serveTwin } from "../twin/serve.ts";
import { keepOnDisk } from "../twin/state-file.ts";
import { Store } from "../twin/store.ts";
import { createFedexTwin } from "./app.ts";
import { FEDEX_DEMO_ACCOUNTS, FEDEX_DEMO_FREIGHT } from "./credentials.ts";
import { seedFedexDemo } from "./seed.ts";

const {
	FEDEX_PORT = "9102",
	STATE_DIR = ".data/simulators",
	CLOCK_ORIGIN = "",
	LATENCY_MS = "120",
} = process.env;

const store = new Store();
const file = keepOnDisk(store, join(STATE_DIR, "fedex.jsonl"));
seedFedexDemo(store);
const clock = new FollowedClock(CLOCK_ORIGIN);

const app = createFedexTwin({
	store,
	clock,
	latencyMs: Number(LATENCY_MS),
	beforeEach: followClock,
});
const { clientId, clientSecret } = FEDEX_DEMO_FREIGHT;
app.get("/_twin/demo", (c) =>
	c.json({
		accounts: {
			...FEDEX_DEMO_ACCOUNTS,
			US: { ...FEDEX_DEMO_ACCOUNTS.US, freight: { clientId, clientSecret } },
		},
	}),
);
const server = await serveTwin(app, Number(FEDEX_PORT));
process.stdout.write(`Simulated FedEx on http://127.0.0.1:${server.port}\n`);

for (const signal of ["SIGTERM", "SIGINT"] as const) {
	process.once(signal, () => {
		void server.close();
		file.close();
		process.exit(0);
	});
}

/** While the keeper of the clock is away, the last known offset serves. */
async function followClock(): Promise<void> {
	if (CLOCK_ORIGIN === "") {
		return;
	}
	try {
		await clock.refresh();
	} catch {
		// The other simulator starts and stops on its own.
	}
}
