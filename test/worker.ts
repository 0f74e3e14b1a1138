import { createScheduledController } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, onTestFinished, vi } from "vitest";

import worker from "../src/index.ts";
import { consentAtExact, type Twins } from "./twins.ts";
import { visit } from "./visit.ts";

/** The Worker as its people use it: over its API, with the clock ticking. */

export const ORIGIN = "https://connector.test";

export type Items<T> = { items: T[] };

/** An answer of the API to a path below its base; whatever is no success fails the test. */
export async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
	const { status, json } = await tryApi<T>(method, path, body);
	expect(status, `${method} ${path}: ${JSON.stringify(json)}`).toBeLessThan(300);
	return json;
}

export async function tryApi<T>(
	method: string,
	path: string,
	body?: unknown,
): Promise<{ status: number; json: T }> {
	const response = await visit(`${ORIGIN}/api/v1${path}`, {
		method,
		headers: {
			authorization: `Bearer ${env.ADMIN_TOKEN}`,
			...(body === undefined ? {} : { "content-type": "application/json" }),
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	return { status: response.status, json: (await response.json()) as T };
}

const REST_WITHIN_MS = 10_000;

/** What the Worker is in the middle of when the test ends is waited for: it would write into the next file's storage. */
export function leaveAtRest(): void {
	onTestFinished(async () => {
		const giveUpAt = Date.now() + REST_WITHIN_MS;
		await vi.waitUntil(
			async () => {
				const { json } = await tryApi<{ due?: { leasedUntil: string | null } }>("GET", "/status");
				// A run that was made to fail leaves its lease to run out.
				return json.due?.leasedUntil === null || Date.now() > giveUpAt;
			},
			{ timeout: 2 * REST_WITHIN_MS, interval: 50 },
		);
	});
}

/** Consents at Exact, as a person sent there by the program's address does. */
export async function consent(twins: Twins, connectionId: string): Promise<Response> {
	const { url } = await api<{ url: string }>(
		"POST",
		`/exact-connections/${connectionId}/authorize`,
	);
	const started = await visit(url, { redirect: "manual" });
	const cookie = started.headers
		.getSetCookie()
		.map((line) => line.split(";")[0])
		.join("; ");
	const back = await consentAtExact(twins, started.headers.get("location") ?? "");
	return visit(back, { redirect: "manual", headers: { cookie } });
}

export async function tick(): Promise<void> {
	await worker.scheduled(createScheduledController(), env);
}

/**
 * Whoever makes a row due wakes its scope itself, so the clock has to tick only for what becomes due by time. A tick
 * with every look would fill the queue faster than one machine empties it, and what is due would stand in line
 * behind wake-ups that find nothing any more.
 */
const TICK_EVERY_MS = 500;

/** Lets the clock tick as the platform's cron would, until it is done. */
export async function until(isDone: () => Promise<boolean>): Promise<void> {
	let tickAt = 0;
	await vi.waitUntil(
		async () => {
			if (Date.now() >= tickAt) {
				await tick();
				tickAt = Date.now() + TICK_EVERY_MS;
			}
			return isDone();
		},
		{ timeout: 60_000, interval: 100 },
	);
}
