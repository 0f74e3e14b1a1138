import { env } from "cloudflare:workers";
import { expect } from "vitest";

import { demoDivisions } from "./simulators/demo/connect.ts";
import { FEDEX_DEMO_ACCOUNTS } from "./simulators/fedex/credentials.ts";
import { startTwins, type Twins } from "./twins.ts";
import { visit } from "./visit.ts";
import { api, consent, leaveAtRest, ORIGIN } from "./worker.ts";

/** One division of the demo, the Dutch one, on the Worker with its queues. */

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
export function startConnected(options: {
	orders: number;
	isDeaf?: () => boolean;
	/** Answers what is asked of addresses that are neither ours nor a vendor's. */
	elsewhere?: (request: Request) => Promise<Response> | undefined;
}): Twins {
	return startTwins({
		orders: options.orders,
		webhookDelayMs: 0,
		elsewhere(request) {
			const { origin } = new URL(request.url);
			if (origin === OTHER_ORIGIN) {
				return Promise.resolve(new Response(null));
			}
			return origin === ORIGIN && options.isDeaf?.() !== true
				? visit(request)
				: options.elsewhere?.(request);
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

export async function createConnection(twins: Twins): Promise<string> {
	leaveAtRest();
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

/** A connection, an account, and the division mapped with that schedule: in hold. */
export async function connect(
	twins: Twins,
	schedule: string,
	more: Readonly<Record<string, unknown>> = {},
) {
	const connectionId = await createConnection(twins);
	expect((await consent(twins, connectionId)).status).toBe(302);
	return { connectionId, divisionId: await map(connectionId, schedule, more) };
}

export async function map(
	connectionId: string,
	schedule: string,
	more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
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
		...more,
		schedule,
		fedexAccountId: account.id,
	});
	return id;
}

export function readDivision(id: string): Promise<DivisionView> {
	return api<DivisionView>("GET", `/divisions/${id}`);
}

export function reads(twins: Twins, operation: string): number {
	return twins.exactLog.calls().filter((call) => call.operation === operation).length;
}
