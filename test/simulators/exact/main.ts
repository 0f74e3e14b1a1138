import { join } from "node:path";

import { demoDivisionsOf } from "../demo/connect.ts";
import { isEmpty, seedDemo } from "../demo/seed.ts";
import { OwnClock } from "../twin/clock.ts";
import { serveTwin } from "../twin/serve.ts";
import { keepOnDisk } from "../twin/state-file.ts";
import { Store } from "../twin/store.ts";
import { createExactTwin } from "./app.ts";
import { Site } from "./state/site.ts";

const { EXACT_PORT, STATE_DIR, DEMO_ORDERS, DEMO_SEED, DEMO_SHOWCASE, LATENCY_MS } = process.env;

const store = new Store();
const file = keepOnDisk(store, join(STATE_DIR ?? ".data/simulators", "exact.jsonl"));
const clock = new OwnClock(store);
if (isEmpty(store)) {
	const orders = Number(DEMO_ORDERS ?? 200);
	seedDemo(store, {
		orders,
		seed: Number(DEMO_SEED ?? 1),
		now: clock.now(),
		isShowcase: DEMO_SHOWCASE === "1",
	});
}
const app = createExactTwin({ store, clock, latencyMs: Number(LATENCY_MS ?? 0) });
app.get("/_twin/demo", (c) => {
	const regions = new Site(store, clock).divisions.values().map(({ region }) => region);
	return c.json({ divisions: demoDivisionsOf(new Set(regions)) });
});
const server = await serveTwin(app, Number(EXACT_PORT ?? 9101));
process.stdout.write(`Exact Online, simulated: http://127.0.0.1:${server.port}\n`);

async function stop(): Promise<void> {
	await server.close();
	file.close();
	process.exit(0);
}

process.once("SIGTERM", () => void stop());
process.once("SIGINT", () => void stop());
