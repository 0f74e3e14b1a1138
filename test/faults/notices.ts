import { listAll } from "./lists.ts";
import type { World } from "./world.ts";

type AuditEvent = { action: string; subject: string; at: string };

/** How often people were told of it. */
export async function countNotices(world: World, action: string): Promise<number> {
	const events = await listAll<AuditEvent>(world.api, `audit?action=${action}`);
	return events.length;
}
