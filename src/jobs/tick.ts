import { listDueScopes } from "../db/due.ts";
import type { Services } from "../services.ts";

/** Every minute: which scopes have due rows? One wake-up for each; and once a day what is old is deleted. */
export async function tick(services: Services): Promise<void> {
	const scopes = await listDueScopes(services.db, services.clock.now());
	for (const { kind, scope } of scopes) {
		await services.wakeUps.send(kind, scope);
	}
	services.log.info("tick.done", { woken: scopes.length });
	await prune(services);
}

/** What is not deleted today takes room until tomorrow, and is no reason to fail the tick. */
async function prune(services: Services): Promise<void> {
	try {
		if (await services.prune()) {
			services.log.info("tick.pruned", {});
		}
	} catch (error) {
		services.log.error("tick.not_pruned", error);
	}
}
