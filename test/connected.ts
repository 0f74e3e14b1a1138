import { createScheduledController } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, vi } from "vitest";

import worker from "../src/index.ts";
import { demoDivisions } from "./simulators/demo/connect.ts";
import { FEDEX_DEMO_ACCOUNTS } from "./simulators/fedex/credentials.ts";
import { consentAtExact, startTwins, type Twins } from "./twins.ts";
import { visit } from "./visit.ts";

/** The built Worker with its queues, connected to the demo's Dutch administration. */

export const ORIGIN = "https://connector.test";
export const OTHER_ORIGIN = "https://other-deployment.test";

const [NL] = demoDivisions;
if (NL === undefined) {
	throw new Error("the demo has no administration");
}
export const DEMO = NL;

export type DivisionView = {
	id: string;
	mode: string;
	nextPollAt: string | null;
	lastPollAt: string | null;
	webhooks: { topic: string; state: string; reason: { code: string; message: string } | null }[];
	pollProblem: { code: string; message: string; remedy: string } | null;
};

/** Twins that reach the Worker with their webhooks, and a second deployment that answers everything. */
export function startConnected(options: { orders: number; isDeaf?: () => boolean }): Twins {
	return startTwins({
		orders: options.orders,
		webhookDelayMs: 0,
		elsewhere(request) {
			const { origin } = new URL(request.url);
			if (origin === OTHER_ORIGIN) {
				return Promise.resolve(new Response(null));
			}
			return origin === ORIGIN && options.isDeaf?.() !== true ? visit(request) : undefined;
		},
	});
}

const EARLIER = [
	"connections",
	"divisions",
	"fedex_accounts",
	"goods_deliveries",
	"goods_delivery_lines",
	"leases",
	"order_lines",
	"orders",
	"reference_records",
	"shipment_lines",
	"shipment_orders",
	"shipments",
	"sync_cursors",
	"tracking_groups",
	"webhook_subscriptions",
	"write_backs",
];

/** Forgets what earlier tests of the file made: the twins begin anew with each test, the database does not. */
export async function forgetEarlier(): Promise<void> {
	await env.DB.batch(EARLIER.map((table) => env.DB.prepare(`delete from ${table}`)));
}

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

export async function createConnection(twins: Twins): Promise<string> {
	const connection = await api<{ id: string; redirectUri: string }>(
		"POST",
		"/exact-connections",
		DEMO.connection,
	);
	const { region, clientId } = DEMO.connection;
	await twins.control("exact", "apps", {
		method: "PUT",
		body: {
			region,
			clientId,
			redirectUris: [connection.redirectUri, `${OTHER_ORIGIN}/oauth/exact/callback`],
		},
	});
	return connection.id;
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

/** A connection, an account, and the division mapped with that schedule: in hold. */
export async function connect(twins: Twins, schedule: string) {
	const connectionId = await createConnection(twins);
	expect((await consent(twins, connectionId)).status).toBe(302);
	return { connectionId, divisionId: await map(connectionId, schedule) };
}

export async function map(connectionId: string, schedule: string): Promise<string> {
	const account = await api<{ id: string }>("POST", "/fedex-accounts", {
		name: "FedEx NL",
		...FEDEX_DEMO_ACCOUNTS.NL,
	});
	const { items } = await api<{ items: (DivisionView & { connectionId: string; code: number })[] }>(
		"GET",
		"/divisions?limit=200",
	);
	const division = items.find(
		(found) => found.connectionId === connectionId && found.code === DEMO.code,
	);
	const id = division?.id ?? "";
	await api("PUT", `/divisions/${id}/settings`, {
		...DEMO.settings,
		schedule,
		fedexAccountId: account.id,
	});
	return id;
}

export function readDivision(id: string): Promise<DivisionView> {
	return api<DivisionView>("GET", `/divisions/${id}`);
}

export async function tick(): Promise<void> {
	await worker.scheduled(createScheduledController(), env);
}

/** Ticks as the platform's cron would, until it is done. */
export async function until(isDone: () => Promise<boolean>): Promise<void> {
	await vi.waitUntil(
		async () => {
			await tick();
			return isDone();
		},
		{ timeout: 25_000, interval: 100 },
	);
}

export function reads(twins: Twins, operation: string): number {
	return twins.exactLog.calls().filter((call) => call.operation === operation).length;
}
