import { ExactGrant } from "../../src/durable-objects/exact-grant.ts";
import { createExactConnection } from "../../src/exact/connection-client.ts";
import { createExactDivision } from "../../src/exact/division-client.ts";
import { exactBaseUrl } from "../../src/exact/hosts.ts";
import { createExactToken } from "../../src/exact/token.ts";
import { openKeyRing } from "../../src/lib/key-ring.ts";
import { silentLog } from "../../src/lib/log.ts";
import type { CallRoom } from "../../src/shipping/ports/erp.ts";
import { exchangeAndAdopt, FakeStore, KEYS } from "../durable-objects/grant-fixture.ts";
import { startTwin } from "../exact-twin/twin-under-test.ts";
import { demoCredentials } from "../simulators/demo/credentials.ts";
import { recordingFetch } from "./exchanges.ts";

const { nl } = demoCredentials;
const REDIRECT_URI = "http://127.0.0.1:8787/oauth/exact/callback";
const ORDERS = 60;

const ENOUGH_ROOM: CallRoom = {
	reserve: async (count) => ({ granted: count, retryAt: null }),
	take: async () => undefined,
	ended: async () => undefined,
	flush: async () => undefined,
};

export type Exact = Awaited<ReturnType<typeof startExact>>;

/** Exact's simulator, connected to the connector's own client, and a record of what they say. */
export async function startExact() {
	const twin = startTwin({
		orders: ORDERS,
		webhookDelayMs: 0,
		fetch: async () => new Response(null, { status: 200 }),
	});
	// The demo's division is asked more than the usual minute allows.
	await twin.control("limits", "PUT", { minute: 1_000 });
	const { fetch, exchanges } = recordingFetch((request) => twin.app.fetch(request));
	const baseUrl = exactBaseUrl("nl", "http://127.0.0.1:9101/{region}");
	const clock = { now: () => twin.clock.now() };
	const grant = new ExactGrant({
		store: new FakeStore([]),
		keys: () => openKeyRing(KEYS),
		baseUrl: () => baseUrl,
		fetch,
		log: silentLog,
	});
	await grant.configure({ connectionId: "con_1", redirectUri: REDIRECT_URI, ...nl });
	await exchangeAndAdopt(grant, (await twin.consent()).searchParams.get("code") ?? "", clock);
	const keeper = {
		accessToken: () => grant.accessToken(clock),
		tokenAfterRejection: (rejected: { token: string }) =>
			grant.tokenAfterRejection(rejected.token, clock),
	};
	const token = createExactToken(keeper, clock.now);
	const shared = { baseUrl, token, fetch, log: silentLog, now: clock.now };

	/** A call that the connector's client does not make. `path` is what follows `/api/v1/`. */
	async function send(path: string, method = "GET", body?: unknown): Promise<Response> {
		return fetch(`${baseUrl}/api/v1/${path}`, {
			method,
			headers: {
				Authorization: `Bearer ${await token.get()}`,
				Accept: "application/json",
				"Content-Type": "application/json",
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
	}

	return {
		twin,
		keeper,
		exchanges,
		send,
		division: nl.division,
		connection: createExactConnection({ ...shared, roomOf: () => ENOUGH_ROOM }),
		erp: createExactDivision({
			...shared,
			division: nl.division,
			lane: "label",
			room: ENOUGH_ROOM,
		}),
	};
}
