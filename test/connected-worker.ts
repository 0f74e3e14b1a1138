import { createScheduledController } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { expect, vi } from "vitest";

import worker from "../src/index.ts";
import { demoDivisions } from "./simulators/demo/connect.ts";
import { FEDEX_DEMO_ACCOUNTS } from "./simulators/fedex/credentials.ts";
import { consentAtExact, type Twins } from "./twins.ts";

/** The Worker as its people use it: over its API, with the clock ticking. */

const ORIGIN = "https://connector.test";

export type Items<T> = { items: T[] };

export async function api<T>(method: string, path: string, body?: unknown): Promise<T> {
	const response = await exports.default.fetch(`${ORIGIN}${path}`, {
		method,
		headers: {
			authorization: `Bearer ${env.ADMIN_TOKEN}`,
			...(body === undefined ? {} : { "content-type": "application/json" }),
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	expect(response.ok, `${method} ${path}: ${text}`).toBe(true);
	return JSON.parse(text) as T;
}

/**
 * Whoever makes a row due wakes its scope itself, so the clock has to tick only for what becomes due by time. A tick
 * with every look would fill the queue faster than one machine empties it, and what is due would stand in line
 * behind wake-ups that find nothing any more.
 */
const TICK_EVERY_MS = 500;

/** Lets the clock tick until the Worker says that nothing is left, as the platform's cron would. */
export async function until(isDone: () => Promise<boolean>): Promise<void> {
	let tickAt = 0;
	await vi.waitUntil(
		async () => {
			if (Date.now() >= tickAt) {
				await worker.scheduled(createScheduledController(), env);
				tickAt = Date.now() + TICK_EVERY_MS;
			}
			return isDone();
		},
		{ timeout: 60_000, interval: 100 },
	);
}

/** Connects divisions of the demo, all unless told, to their FedEx accounts; `settings` replace those of the demo. */
export async function connectAll(
	twins: Twins,
	settings: object = {},
	entries: typeof demoDivisions = demoDivisions,
): Promise<void> {
	for (const entry of entries) {
		const connection = await api<{ id: string; redirectUri: string }>(
			"POST",
			"/api/v1/exact-connections",
			entry.connection,
		);
		const { region, clientId } = entry.connection;
		await twins.control("exact", "apps", {
			method: "PUT",
			body: { region, clientId, redirectUris: [connection.redirectUri] },
		});
		const { url } = await api<{ url: string }>(
			"POST",
			`/api/v1/exact-connections/${connection.id}/authorize`,
		);
		const started = await exports.default.fetch(url, { redirect: "manual" });
		const cookie = started.headers
			.getSetCookie()
			.map((line) => line.split(";")[0])
			.join("; ");
		const back = await consentAtExact(twins, started.headers.get("location") ?? "");
		const returned = await exports.default.fetch(back, { redirect: "manual", headers: { cookie } });
		expect(returned.status).toBe(302);
		const country = entry.fedexCountry as keyof typeof FEDEX_DEMO_ACCOUNTS;
		const account = await api<{ id: string }>("POST", "/api/v1/fedex-accounts", {
			name: `FedEx ${country}`,
			...FEDEX_DEMO_ACCOUNTS[country],
		});
		const { items } = await api<Items<{ id: string; code: number }>>("GET", "/api/v1/divisions");
		const division = items.find((found) => found.code === entry.code);
		await api("PUT", `/api/v1/divisions/${division?.id}/settings`, {
			...entry.settings,
			...settings,
			fedexAccountId: account.id,
		});
	}
}

/** Releases every division once it was read. */
export async function releaseAll(): Promise<void> {
	await until(async () => {
		const { items } = await api<Items<{ lastPollAt: string | null }>>("GET", "/api/v1/divisions");
		return items.every((division) => division.lastPollAt !== null);
	});
	for (const { id } of (await api<Items<{ id: string }>>("GET", "/api/v1/divisions")).items) {
		await api("POST", `/api/v1/divisions/${id}/release`, { mode: "live", orders: "all" });
	}
}
