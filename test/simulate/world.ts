import { createAccountStore } from "../../src/db/account-health.ts";
import { createCountStore } from "../../src/db/counts.ts";
import { openDatabase } from "../../src/db/database.ts";
import { createDeliveryStore } from "../../src/db/deliveries.ts";
import { createDivisionStore } from "../../src/db/divisions.ts";
import { createLeaseStore } from "../../src/db/leases.ts";
import { createOrderStore } from "../../src/db/orders.ts";
import { createReconcileStore } from "../../src/db/reconciles.ts";
import { divisions, fedexAccounts, settings, syncCursors } from "../../src/db/schema.ts";
import { createShipmentStore } from "../../src/db/shipments.ts";
import { createSuspensionStore } from "../../src/db/suspensions.ts";
import { createTrackingStore } from "../../src/db/tracking.ts";
import { createVoidStore } from "../../src/db/voids.ts";
import { createWriteBackStore } from "../../src/db/write-backs.ts";
import { type CallBudgetKeeper, createCallRoom } from "../../src/exact/call-room.ts";
import { openKeyRing } from "../../src/lib/key-ring.ts";
import { silentLog } from "../../src/lib/log.ts";
import { createJournal } from "../../src/shipping/book/journal.ts";
import type { ShippingDeps } from "../../src/shipping/deps.ts";
import type { WriteBackPolicy } from "../../src/shipping/model/division-settings.ts";
import type { WakeUpKind } from "../../src/shipping/model/wake-up-kinds.ts";
import { ORDER_FEEDS } from "../../src/shipping/ports/erp.ts";
import type { ObjectStore } from "../../src/shipping/ports/platform.ts";
import { sampleSettings } from "../shipping/samples.ts";
import { createExactSide } from "./exact-side.ts";
import { createFedexSide } from "./fedex-side.ts";
import { VirtualTime } from "./virtual-time.ts";

export type Platform = {
	d1: D1Database;
	objects: ObjectStore;
	keeperOf: (name: string, now: () => number) => CallBudgetKeeper;
};

export type Scenario = {
	shipments: number;
	days: number;
	divisions: number;
	policy: WriteBackPolicy;
	seed: number;
};

const ZONE = "Europe/Amsterdam";
/** A Monday; 30 days from here have 22 working days. */
export const START = Date.parse("2026-11-02T00:00:00+01:00");
const KEY = JSON.stringify({ k1: "5RtbWqkHc3L0yz8vJmSxPdNaUeFgTiKoQrCbVwXyZ1A=" });

/** The program's own classes between a platform and two vendors that live in virtual time. */
export async function createWorld(scenario: Scenario, platform: Platform) {
	const time = new VirtualTime(START);
	const clock = { now: () => time.now() };
	const exact = createExactSide(time);
	const fedex = createFedexSide(time, scenario.seed);
	const db = openDatabase(platform.d1);
	const sent: { kind: WakeUpKind; scope: string; at: number }[] = [];
	const keepers = new Map<string, CallBudgetKeeper>();
	const keeperOf = (divisionId: string) => {
		const keeper = keepers.get(divisionId) ?? platform.keeperOf(divisionId, clock.now);
		keepers.set(divisionId, keeper);
		return keeper;
	};
	const notAsked = (name: string) => () => Promise.reject(new Error(`${name} is not asked here`));
	const deps: ShippingDeps = {
		clock,
		log: silentLog,
		divisions: createDivisionStore(db),
		orders: createOrderStore(db),
		deliveries: createDeliveryStore(db),
		shipments: createShipmentStore(db),
		accounts: createAccountStore(db),
		writeBacks: createWriteBackStore(db),
		tracking: createTrackingStore(db),
		reconciles: createReconcileStore(db),
		voids: createVoidStore(db),
		printing: { labelReady: () => Promise.resolve(), withdraw: () => Promise.resolve() },
		suspensions: createSuspensionStore(db),
		counts: createCountStore(db),
		leases: createLeaseStore(db),
		objects: platform.objects,
		journal: createJournal(platform.objects, openKeyRing(KEY)),
		grants: {
			isKeepAliveDue: () => Promise.resolve(false),
			keepAlive: notAsked("the grant"),
			noteGrant: notAsked("the grant"),
		},
		wakeUps: {
			send: (kind, scope, inMs = 0) => {
				sent.push({ kind, scope, at: time.now() + inMs });
				return Promise.resolve();
			},
		},
		carrier: () => Promise.resolve(fedex.carrier),
		tracker: () => Promise.resolve(fedex.tracker),
		finder: notAsked("the finder"),
		quoter: notAsked("the quoter"),
		addressChecker: notAsked("the address checker"),
		erp: (division, lane) => {
			const room = createCallRoom(keeperOf(division.id), clock.now, silentLog);
			const side = exact.divisions.get(division.id);
			if (side === undefined) {
				throw new Error(`${division.id} is nowhere`);
			}
			return { room, erp: side.erp(room, lane) };
		},
	};
	const divisionIds = await seed();

	async function seed(): Promise<string[]> {
		const accountId = "fda_simulated";
		await db.insert(settings).values({ id: 1 }).onConflictDoNothing();
		await db.insert(fedexAccounts).values({
			id: accountId,
			name: "FedEx NL",
			accountNumber: "510088001",
			environment: "production",
			shipCredentialsSealed: "",
			trackCredentialsSealed: "",
			createdAt: START,
			updatedAt: START,
		});
		const ids: string[] = [];
		for (let at = 0; at < scenario.divisions; at += 1) {
			const id = `div_${at + 1}`;
			ids.push(id);
			await db.insert(divisions).values({
				id,
				connectionId: "con_1",
				region: "nl",
				code: 200_001 + at,
				name: `Division ${at + 1}`,
				country: "NL",
				currency: "EUR",
				mode: "live",
				settings: sampleSettings({
					fedexAccountId: accountId,
					testDivision: false,
					timeZone: ZONE,
					// Twelve polls a working day, not all divisions at the same minute.
					schedule: `${at * 7} 7-18 * * mon-fri`,
					maxLabelsPerHour: 5_000,
					writeBack: { policy: scenario.policy },
				}),
				fedexAccountId: accountId,
				releasedAt: START - 1,
				pollDueAt: START + 7 * 3_600_000,
				createdAt: START,
				updatedAt: START,
			});
			await db.insert(syncCursors).values(
				ORDER_FEEDS.map((feed) => ({
					divisionId: id,
					feed,
					timestamp: "1".padStart(20, "0"),
					readToEndAt: START,
				})),
			);
			exact.add(id, 200_001 + at);
		}
		return ids;
	}

	return { scenario, time, exact, fedex, db, deps, sent, divisionIds };
}

export type World = Awaited<ReturnType<typeof createWorld>>;
