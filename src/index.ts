import { createApp } from "./http/app.ts";
import { consume } from "./jobs/consumer.ts";
import { buryDeadLetters } from "./jobs/dead-letters.ts";
import { tick } from "./jobs/tick.ts";
import { failQuietly } from "./lib/log.ts";
import { createServices } from "./services.ts";

export { CallBudget } from "./durable-objects/call-budget.ts";
export { ExactSession } from "./durable-objects/exact-session.ts";
export { Gatekeeper } from "./durable-objects/gatekeeper.ts";
export { FedexSession } from "./durable-objects/fedex-session.ts";
export { PrintStation } from "./durable-objects/print-station.ts";

const app = createApp();

export default {
	fetch: (request, env, ctx) => app.fetch(request, env, ctx),

	async scheduled(_controller, env) {
		await failQuietly("tick.failed", async () => tick(await createServices(env)));
	},

	async queue(batch, env) {
		await failQuietly("queue.failed", async () => {
			const services = await createServices(env);
			if (batch.queue.endsWith("-dead-letters")) {
				await buryDeadLetters(batch, services);
			} else {
				await consume(batch, services);
			}
		});
	},
} satisfies ExportedHandler<Env>;
