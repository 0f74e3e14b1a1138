import { eq } from "drizzle-orm";

import {
	auditEvents,
	divisions,
	fedexAccounts,
	orders,
	settings,
	shipmentAttempts,
	shipments,
	syncCursors,
} from "../../../src/db/schema.ts";
import { createFedexCarrier } from "../../../src/fedex/client.ts";
import { createFedexFinder } from "../../../src/fedex/finder.ts";
import type { TokenSource } from "../../../src/fedex/token-source.ts";
import { createFedexTracker } from "../../../src/fedex/tracker.ts";
import { silentLog } from "../../../src/lib/log.ts";
import { shipDue } from "../../../src/shipping/book/ship-due.ts";
import type { Carrier } from "../../../src/shipping/ports/carrier.ts";
import { reconcileDue } from "../../../src/shipping/reconcile/reconcile-due.ts";
import { seedLiveDivision, seedShipment } from "../../db/seed.ts";
import { createFedexTwin } from "../../simulators/fedex/app.ts";
import { FEDEX_DEMO_ACCOUNTS } from "../../simulators/fedex/credentials.ts";
import { seedFedexDemo } from "../../simulators/fedex/seed.ts";
import { OwnClock } from "../../simulators/twin/clock.ts";
import { type FaultKind, Faults } from "../../simulators/twin/faults.ts";
import { RequestLog } from "../../simulators/twin/request-log.ts";
import { Store } from "../../simulators/twin/store.ts";
import { testDeps } from "../test-deps.ts";

export const START = Date.parse("2026-11-23T09:00:00Z");
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

const BASE_URL = "http://127.0.0.1:9102";

type AtFedex = {
	reference: string;
	trackingNumbers: string[];
	cancelledAt: string | null;
};

/** A live division whose calls go through the connector's own FedEx clients to the simulator. */
export async function aDivisionAtFedex(
	change: { carrier?: (carrier: Carrier) => Partial<Carrier> } = {},
) {
	const seeded = await seedLiveDivision(START);
	const { db, divisionId, accountId } = seeded;
	const store = new Store();
	seedFedexDemo(store);
	const clock = new OwnClock(store, () => START);
	const faults = new Faults();
	const log = new RequestLog();
	const twin = createFedexTwin({ store, clock, faults, log });
	const now = () => clock.now();
	const fetch: typeof globalThis.fetch = async (input, init) =>
		twin.fetch(new Request(input, init));
	const { accountNumber } = FEDEX_DEMO_ACCOUNTS.NL;
	const wire = {
		baseUrl: BASE_URL,
		accountNumber,
		shipToken: tokensOf("ship"),
		trackToken: tokensOf("track"),
		fetch,
		log: silentLog,
		now,
	};
	const real = createFedexCarrier(wire);
	const carrier = { ...real, ...change.carrier?.(real) };
	const finder = createFedexFinder(wire);
	const tracker = createFedexTracker(wire);
	const { deps, wakeUps } = testDeps({ carrier, finder, tracker, now });

	function tokensOf(project: "ship" | "track"): TokenSource {
		let held: Promise<string> | undefined;
		const ask = async () => {
			const { clientId, clientSecret } = FEDEX_DEMO_ACCOUNTS.NL[project];
			const response = await twin.request("/oauth/token", {
				method: "POST",
				body: new URLSearchParams({
					grant_type: "client_credentials",
					client_id: clientId,
					client_secret: clientSecret,
				}),
			});
			return ((await response.json()) as { access_token: string }).access_token;
		};
		return {
			get: () => (held ??= ask()),
			afterRejection: () => (held = ask()),
		};
	}

	async function atFedex(): Promise<AtFedex[]> {
		const response = await twin.request("/_twin/shipments");
		return ((await response.json()) as { shipments: AtFedex[] }).shipments;
	}

	/** What a poll would have brought: everything read and judged just now. */
	async function readAll(): Promise<void> {
		await db
			.update(syncCursors)
			.set({ readToEndAt: now() })
			.where(eq(syncCursors.divisionId, divisionId));
		await db
			.update(orders)
			.set({ addressReadAt: now(), judgeDueAt: null })
			.where(eq(orders.divisionId, divisionId));
	}

	return {
		...seeded,
		deps,
		wakeUps,
		log,
		faults,
		twin,
		clock,
		atFedex,
		due: () => seedShipment(seeded, START),
		/** The next create calls of FedEx go wrong. */
		break: (kind: FaultKind, more: { times?: number; status?: number } = {}) =>
			faults.replace([{ operation: "ship.create", kind, rate: 1, times: 1, ...more }]),
		setTwin: (settings: object) =>
			twin.request("/_twin/settings", { method: "PUT", body: JSON.stringify(settings) }),
		async ship() {
			await readAll();
			await shipDue(divisionId, deps);
		},
		reconcile: () => reconcileDue(accountId, deps),
		async after(ms: number) {
			clock.advance(ms);
			await reconcileDue(accountId, deps);
		},
		uncancelled: async () => (await atFedex()).filter((shipment) => shipment.cancelledAt === null),
		async shipment(id: string) {
			const [row] = await db.select().from(shipments).where(eq(shipments.id, id));
			return row;
		},
		attempts: (id: string) =>
			db
				.select()
				.from(shipmentAttempts)
				.where(eq(shipmentAttempts.shipmentId, id))
				.orderBy(shipmentAttempts.number),
		async actions(id: string) {
			const rows = await db
				.select()
				.from(auditEvents)
				.where(eq(auditEvents.subject, `shipment:${id}`))
				.orderBy(auditEvents.version);
			return rows.map((row) => row.action);
		},
		audit: async (id: string, action: string) => {
			const rows = await db
				.select()
				.from(auditEvents)
				.where(eq(auditEvents.subject, `shipment:${id}`));
			return rows.filter((row) => row.action === action).map((row) => row.details);
		},
		setDivision: (set: Partial<typeof divisions.$inferInsert>) =>
			db.update(divisions).set(set).where(eq(divisions.id, divisionId)),
		setAccount: (set: Partial<typeof fedexAccounts.$inferInsert>) =>
			db.update(fedexAccounts).set(set).where(eq(fedexAccounts.id, accountId)),
		pauseAll: (pausedAt: number | null) => db.update(settings).set({ pausedAt }),
		calls: (operation: string) => log.calls().filter((call) => call.operation === operation).length,
	};
}

export type DivisionAtFedex = Awaited<ReturnType<typeof aDivisionAtFedex>>;
