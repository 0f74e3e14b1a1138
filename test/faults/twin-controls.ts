import { type LogSummary, twinGet } from "../../src/tools/start/twin.ts";
import type { Fault } from "../simulators/twin/faults.ts";
import { URLS } from "./addresses.ts";
import type { World } from "./world.ts";

export type TwinName = "exact" | "fedex";

/** What a scenario switches at the simulators. */
export async function tellTwin<T>(
	twin: TwinName,
	method: "PUT" | "POST",
	path: string,
	body: unknown,
): Promise<T> {
	const response = await fetch(`${URLS[twin]}/_twin/${path}`, {
		method,
		headers: { "content-type": "application/json" },
		body: JSON.stringify(body),
	});
	if (!response.ok) {
		throw new Error(`${twin} ${path} answered ${response.status}: ${await response.text()}`);
	}
	return (await response.json()) as T;
}

export async function setFaults(twin: TwinName, faults: readonly Fault[], seed = 1): Promise<void> {
	await tellTwin(twin, "PUT", "faults", { faults, seed });
}

/** The demo's divisions are read every quarter of an hour. */
const READ_EVERY_MS = 16 * 60_000;

/** Exact's webhooks come a second after their cause. */
const HINTS_AFTER_MS = 1_400;

/** So many more orders that are ready, in each division. */
export async function addOrders(world: World, count: number, regions?: string[]): Promise<void> {
	for (const { region, code } of world.divisions) {
		if (regions === undefined || regions.includes(region)) {
			await tellTwin("exact", "POST", "orders", { region, division: code, count });
		}
	}
	world.readBy = (await world.now()) + READ_EVERY_MS;
	// Before the clock jumps anywhere, the hints are there.
	await new Promise((resolve) => setTimeout(resolve, HINTS_AFTER_MS));
}

/** So many more orders that are ready, in each of these divisions, and each is read at once. */
export async function bringOrders(
	world: World,
	count: number,
	regions: readonly string[],
): Promise<void> {
	for (const { id, region, code } of world.divisions.filter((each) =>
		regions.includes(each.region),
	)) {
		await tellTwin("exact", "POST", "orders", { region, division: code, count });
		await world.api.send("POST", `/api/v1/divisions/${id}/poll`);
	}
}

/** How often the twin was called so, over all scopes or those that begin with `scope`. */
export async function countCalls(twin: TwinName, operation: string, scope = ""): Promise<number> {
	const { counts } = await twinGet<LogSummary>(URLS[twin], "log?summary=1");
	return Object.entries(counts)
		.filter(([key]) => key.endsWith(` ${operation}`) && key.startsWith(scope))
		.reduce((sum, [, count]) => sum + count, 0);
}

export async function countBroken(twin: TwinName, rule: string): Promise<number> {
	const { broken } = await twinGet<LogSummary>(URLS[twin], "log?summary=1");
	return broken[rule] ?? 0;
}
