import project from "../package.json" with { type: "json" };
import { createAccountStore } from "./db/account-health.ts";
import { createAlertStore } from "./db/alerts.ts";
import { createApiTokenStore } from "./db/api-tokens.ts";
import { createBlockedWorkStore } from "./db/blocked-work.ts";
import {
	createConnectionStore,
	isKeepAliveDue,
	listConnectionIds,
	noteGrant,
} from "./db/connections.ts";
import { createCountStore } from "./db/counts.ts";
import { createMailStore } from "./db/customer-mails.ts";
import { openDatabase } from "./db/database.ts";
import { createDeliveryStore } from "./db/deliveries.ts";
import { createLogoStore } from "./db/division-logos.ts";
import { createDivisionSetupStore } from "./db/division-setup.ts";
import { createDivisionStore } from "./db/divisions.ts";
import { createErasureStore } from "./db/erasures.ts";
import { createAccountSetupStore, listFedexAccounts } from "./db/fedex-accounts.ts";
import { createGroundCloseStore } from "./db/ground-closes.ts";
import { createIdempotencyStore } from "./db/idempotency.ts";
import { createKeyRotationStore } from "./db/key-rotations.ts";
import { createLeaseStore } from "./db/leases.ts";
import { listDivisionsInUse } from "./db/list-divisions.ts";
import { createObjectEraser, createObjectStore } from "./db/object-store.ts";
import { createOneTimeCodeStore } from "./db/one-time-codes.ts";
import { orderKeys } from "./db/order-keys.ts";
import { createOrderSetupStore } from "./db/order-setup.ts";
import { createOrderStore } from "./db/orders.ts";
import { createPersonStore } from "./db/people.ts";
import { createPickupStore } from "./db/pickups.ts";
import { createPrintStore } from "./db/print-jobs.ts";
import { createStationStore } from "./db/print-stations.ts";
import { createProofStore } from "./db/proofs.ts";
import { pruneOnceADay } from "./db/prune.ts";
import { createPushStore } from "./db/pushes.ts";
import { createReconcileStore } from "./db/reconciles.ts";
import { createReplayStore } from "./db/replays.ts";
import { createReturnStore } from "./db/returns.ts";
import { sealedColumns } from "./db/sealed-columns.ts";
import { createSessionStore } from "./db/sessions.ts";
import { createShipmentStore } from "./db/shipments.ts";
import { createSuspensionStore } from "./db/suspensions.ts";
import { createSystemStore } from "./db/system.ts";
import { createTellingStore } from "./db/telling.ts";
import { createTrackingLinkStore } from "./db/tracking-links.ts";
import { createTrackingStore } from "./db/tracking.ts";
import { createVoidStore } from "./db/voids.ts";
import { createEndpointStore } from "./db/webhook-endpoints.ts";
import { createHintStore, createSubscriptionStore } from "./db/webhooks.ts";
import { createWriteBackStore } from "./db/write-backs.ts";
import { stubByName } from "./durable-objects/stub.ts";
import { createCallRoom } from "./exact/call-room.ts";
import { createExactConnection } from "./exact/connection-client.ts";
import { createExactDivision } from "./exact/division-client.ts";
import { exactBaseUrl } from "./exact/hosts.ts";
import { authorizeUrl } from "./exact/oauth.ts";
import { exactOrderPage } from "./exact/order-page.ts";
import { createExactToken } from "./exact/token.ts";
import { createFedexClients, listFedexHosts } from "./fedex-clients.ts";
import { fedexBaseUrl } from "./fedex/hosts.ts";
import { createWakeUps } from "./jobs/wake-ups.ts";
import { isLoopback, readClock } from "./lib/clock.ts";
import { createDirectLinks, type DirectLinkKeys } from "./lib/direct-links.ts";
import { openKeyRing } from "./lib/key-ring.ts";
import { createLog } from "./lib/log.ts";
import { meteredLog, type Metered } from "./lib/metrics.ts";
import { createKeepers } from "./outgoing/keepers.ts";
import { createMailer } from "./outgoing/mailer.ts";
import { createOutbound } from "./outgoing/outbound.ts";
import { createOwnAddresses } from "./own-addresses.ts";
import { createJournal } from "./shipping/book/journal.ts";
import type { GrantAlive } from "./shipping/grant.ts";
import { objectPlace } from "./shipping/keep/object-place.ts";
import type { Lane } from "./shipping/model/call-lanes.ts";
import { LIMITS } from "./shipping/model/limits.ts";
import type { Connection, ConnectionDeps } from "./shipping/ports/connections.ts";
import type { Division } from "./shipping/ports/divisions.ts";
import type { CallRoom, ErpDivision } from "./shipping/ports/erp.ts";
import type { FedexAccount } from "./shipping/ports/fedex-accounts.ts";
import { createPrinting } from "./shipping/print/printing.ts";
import { TELL_LIMITS } from "./shipping/tell/tell-limits.ts";

/** More scopes than these are not looked at one by one: each costs a call to its keeper. */
const SCOPES_MAX = 50;

export const VERSION = project.version;

export type Services = Awaited<ReturnType<typeof createServices>>;

/** Wires every concrete class for one invocation; nothing else in the program knows them all. */
export async function createServices(env: Env) {
	const clock = await readClock(env.CLOCK_ORIGIN);
	const log = meteredLog(createLog(), env as Metered);
	const db = openDatabase(env.DB);
	const keys = openKeyRing(env.ENCRYPTION_KEYS);
	const objects = createObjectStore(env.DOCUMENTS);
	const directLinks = createDirectLinks(directLinkKeys(env));
	const sendRequest: typeof fetch = (...args) => fetch(...args);

	const exactSession = (connectionId: string) =>
		stubByName(env.EXACT_SESSIONS, env.JURISDICTION, connectionId);
	const fedexSession = (baseUrl: string) =>
		stubByName(env.FEDEX_SESSIONS, env.JURISDICTION, baseUrl);
	/** Calls that name no division, such as who the user is, have a keeper of their own. */
	const callBudget = (division: { connectionId: string; code: number | "none" }) =>
		stubByName(env.CALL_BUDGETS, env.JURISDICTION, `${division.connectionId}:${division.code}`);

	const setup = {
		connections: createConnectionStore(db, keys),
		codes: createOneTimeCodeStore(db),
		accounts: createAccountSetupStore(db, keys),
		divisions: createDivisionSetupStore(db),
		orders: createOrderSetupStore(db),
		system: createSystemStore(db),
		replays: createReplayStore(db),
		blockedWork: createBlockedWorkStore(db),
		voids: createVoidStore(db, {
			cancelAfterMs: directLinks === undefined ? 0 : LIMITS.directLinkOverMs,
		}),
		returns: createReturnStore(db),
		trackingLinks: createTrackingLinkStore(db),
		logos: createLogoStore(db),
		pickups: createPickupStore(db),
		groundCloses: createGroundCloseStore(db),
		proofs: createProofStore(db),
		endpoints: createEndpointStore(db, keys),
		apiTokens: createApiTokenStore(db),
		sessions: createSessionStore(db),
		people: createPersonStore(db),
		idempotency: createIdempotencyStore(db),
		grants: exactSession,
		probe: (connection, token) =>
			createExactConnection({
				baseUrl: exactBaseUrl(connection.region, env.EXACT_ORIGIN),
				roomOf: (code) =>
					createCallRoom(
						callBudget({ connectionId: connection.id, code: code ?? "none" }),
						clock.now,
						log,
					),
				// A grant that is not in use yet has this one token.
				token: { get: async () => token, afterRejection: async () => token },
				fetch: sendRequest,
				log,
				now: clock.now,
			}),
		consentUrl: (connection: Connection, app: { redirectUri: string; state: string }) =>
			authorizeUrl(exactBaseUrl(connection.region, env.EXACT_ORIGIN), {
				clientId: connection.clientId,
				...app,
			}),
		fedexHost: (environment: FedexAccount["environment"]) =>
			fedexBaseUrl(environment, env.FEDEX_ORIGIN),
	} satisfies ConnectionDeps & Record<string, unknown>;

	const printStation = (stationId: string) =>
		stubByName(env.PRINT_STATIONS, env.JURISDICTION, stationId);
	const print = {
		clock,
		log,
		prints: createPrintStore(db),
		stations: createStationStore(db),
		objects,
		stationDesk: printStation,
	};

	return {
		...print,
		printStation,
		printing: createPrinting(print),
		setup,
		db,
		keys,
		bucket: env.DOCUMENTS,
		directLinks,
		divisions: createDivisionStore(db),
		orders: createOrderStore(db),
		deliveries: createDeliveryStore(db),
		shipments: createShipmentStore(db),
		writeBacks: createWriteBackStore(db),
		tracking: createTrackingStore(db),
		pushes: createPushStore(db),
		reconciles: createReconcileStore(db),
		voids: setup.voids,
		accounts: createAccountStore(db),
		leases: createLeaseStore(db),
		hints: createHintStore(db),
		subscriptions: createSubscriptionStore(db),
		...createOwnAddresses(env.PUBLIC_URL, keys),
		erasures: createErasureStore(db),
		eraser: createObjectEraser(env.DOCUMENTS),
		rotation: {
			rotations: createKeyRotationStore(db),
			ring: keys,
			places: [
				...sealedColumns(db, keys),
				objectPlace({
					name: "exact-sessions",
					keyId: keys.currentId,
					listAfter: (id) => listConnectionIds(db, id),
					keeper: exactSession,
				}),
				objectPlace({
					name: "fedex-sessions",
					keyId: keys.currentId,
					listAfter: async (host) => listFedexHosts(env).filter((each) => each > (host ?? "")),
					keeper: fedexSession,
				}),
				orderKeys(env.DOCUMENTS, keys),
			],
		},
		prune: () => pruneOnceADay(db, clock.now()),
		suspensions: createSuspensionStore(db),
		counts: createCountStore(db),
		telling: createTellingStore(db, keys),
		mails: createMailStore(db),
		alerts: createAlertStore(db, keys),
		outbound: createOutbound({
			fetch: sendRequest,
			ownHost: URL.parse(env.PUBLIC_URL ?? "")?.hostname,
			isSimulated: isLoopback(URL.parse(env.EXACT_ORIGIN ?? "")?.hostname ?? ""),
			timeoutMs: TELL_LIMITS.timeoutMs,
			now: clock.now,
		}),
		mailer: createMailer((env as { EMAIL?: SendEmail }).EMAIL, env.MAIL_FROM),
		keepers: createKeepers({
			hosts: async () => {
				const accounts = await listFedexAccounts(db, { limit: SCOPES_MAX, cursor: undefined });
				return [...new Set(accounts.map((account) => setup.fedexHost(account.environment)))];
			},
			divisions: () => listDivisionsInUse(db, SCOPES_MAX),
			fedexSession,
			callBudget,
			now: clock.now,
		}),
		journal: createJournal(objects, keys),
		wakeUps: createWakeUps(
			{
				poll: env.POLL_QUEUE,
				ship: env.SHIP_QUEUE,
				track: env.TRACK_QUEUE,
				"write-back": env.WRITE_BACK_QUEUE,
				tell: env.TELL_QUEUE,
			},
			log,
		),
		exactSession,
		fedexSession,
		callBudget,
		/** Who counts tries and calls under that name. */
		gatekeeper: (name: string) => stubByName(env.GATEKEEPERS, env.JURISDICTION, name),
		/** Where a person mends an order. */
		orderPage: (division: Pick<Division, "region" | "code">, exactOrderId: string) =>
			exactOrderPage(exactBaseUrl(division.region, env.EXACT_ORIGIN), {
				division: division.code,
				exactOrderId,
			}),
		grants: {
			isKeepAliveDue: (connectionId, now) => isKeepAliveDue(db, connectionId, now),
			keepAlive: (connectionId) => exactSession(connectionId).keepAlive(),
			noteGrant: (connectionId, grant, next) => noteGrant(db, connectionId, grant, next),
		} satisfies GrantAlive,
		...createFedexClients({ env, db, keys, fedexSession, clock, log }),
		erp(division: Division, lane: Lane): { erp: ErpDivision; room: CallRoom } {
			const divisionLog = log.with({ divisionId: division.id });
			const room = createCallRoom(callBudget(division), clock.now, divisionLog);
			return {
				room,
				erp: createExactDivision({
					baseUrl: exactBaseUrl(division.region, env.EXACT_ORIGIN),
					division: division.code,
					lane,
					token: createExactToken(exactSession(division.connectionId), clock.now),
					room,
					fetch: sendRequest,
					log: divisionLog,
					now: clock.now,
				}),
			};
		},
	};
}

/** Those that are secrets may be missing, so they are not declared. */
type R2Keys = "R2_ACCESS_KEY_ID" | "R2_SECRET_ACCESS_KEY" | "R2_ACCOUNT_ID";

function directLinkKeys(env: Env & { [name in R2Keys]?: string }): DirectLinkKeys {
	return {
		accessKeyId: env.R2_ACCESS_KEY_ID,
		secretAccessKey: env.R2_SECRET_ACCESS_KEY,
		accountId: env.R2_ACCOUNT_ID,
		bucket: env.R2_BUCKET,
		origin: env.R2_ORIGIN,
	};
}
