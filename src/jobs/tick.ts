import { listDueScopes } from "../db/due.ts";
import type { Services } from "../services.ts";

/** Every minute: which scopes have due rows? One wake-up for each, and nothing else. */
export async function tick(services: Services): Promise<void> {
	const scopes = await listDueScopes(services.db, services.clock.now());
	for (const { kind, scope } of scopes) {
		await services.wakeUps.send(kind, scope);
	}
	services.log.info("tick.done", { woken: scopes.length });
}
