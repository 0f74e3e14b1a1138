import type { Status } from "./status.ts";

/** What the starter asks of the simulators. */
export type LogSummary = { counts: Record<string, number>; broken: Record<string, number> };

export async function twinGet<T>(origin: string, path: string): Promise<T> {
	const response = await fetch(`${origin}/_twin/${path}`, { signal: AbortSignal.timeout(30_000) });
	if (!response.ok) {
		throw new Error(`${origin}/_twin/${path} answered ${response.status}`);
	}
	return (await response.json()) as T;
}

/** Moves the clock that everybody reads forward to that instant. */
export async function moveClock(origin: string, to: string): Promise<void> {
	await post(origin, "clock", { to });
}

/** Says on the simulator's page when the Worker wants to work next. */
export async function tellDue(origin: string, due: Status["due"] & { at: string }): Promise<void> {
	await post(origin, "due", due);
}

async function post(origin: string, path: string, body: unknown): Promise<void> {
	const response = await fetch(`${origin}/_twin/${path}`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify(body),
		signal: AbortSignal.timeout(30_000),
	});
	await response.body?.cancel();
}
