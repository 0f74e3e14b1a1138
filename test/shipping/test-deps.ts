import { env } from "cloudflare:workers";

import { createAccountStore } from "../../src/db/account-health.ts";
import { isKeepAliveDue, noteGrant } from "../../src/db/connections.ts";
import { createCountStore } from "../../src/db/counts.ts";
import { openDatabase } from "../../src/db/database.ts";
import { createDeliveryStore } from "../../src/db/deliveries.ts";
import { createDivisionStore } from "../../src/db/divisions.ts";
import { createLeaseStore } from "../../src/db/leases.ts";
import { createObjectStore } from "../../src/db/object-store.ts";
import { createOrderStore } from "../../src/db/orders.ts";
import { createReconcileStore } from "../../src/db/reconciles.ts";
import { createShipmentStore } from "../../src/db/shipments.ts";
import { createSuspensionStore } from "../../src/db/suspensions.ts";
import { createTrackingStore } from "../../src/db/tracking.ts";
import { createVoidStore } from "../../src/db/voids.ts";
import { createWriteBackStore } from "../../src/db/write-backs.ts";
import { openKeyRing } from "../../src/lib/key-ring.ts";
import { silentLog } from "../../src/lib/log.ts";
import { createJournal } from "../../src/shipping/book/journal.ts";
import type { ShippingDeps } from "../../src/shipping/deps.ts";
import type { Lane } from "../../src/shipping/model/call-lanes.ts";
import type {
	AddressChecker,
	BookingFinder,
	Carrier,
	ParcelTracker,
} from "../../src/shipping/ports/carrier.ts";
import type { CallRoom, ErpDivision } from "../../src/shipping/ports/erp.ts";
import type { Quoter } from "../../src/shipping/ports/quotes.ts";
import { ScriptedRoom } from "./scripted-erp.ts";

export type Outside = {
	carrier?: Carrier;
	tracker?: ParcelTracker;
	finder?: BookingFinder;
	quoter?: Quoter;
	addressChecker?: AddressChecker;
	erp?: ErpDivision;
	room?: CallRoom;
	now: () => number;
};

/** Real stores on D1 and R2 with a scripted outside; wake-ups and the lanes that were used are kept. */
export function testDeps(outside: Outside) {
	const db = openDatabase(env.DB);
	const objects = createObjectStore(env.DOCUMENTS);
	const wakeUps: string[] = [];
	const lanes: Lane[] = [];
	const withdrawn: { shipmentId: string; attemptNumber: number }[] = [];
	const deps: ShippingDeps = {
		clock: { now: outside.now },
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
		printing: {
			labelReady: () => Promise.resolve(),
			withdraw: (of) => {
				withdrawn.push(of);
				return Promise.resolve();
			},
		},
		suspensions: createSuspensionStore(db),
		counts: createCountStore(db),
		leases: createLeaseStore(db),
		objects,
		journal: createJournal(objects, openKeyRing(env.ENCRYPTION_KEYS)),
		grants: {
			isKeepAliveDue: (connectionId, now) => isKeepAliveDue(db, connectionId, now),
			keepAlive: () => Promise.reject(new Error("no grant is kept alive here")),
			noteGrant: (connectionId, grant, next) => noteGrant(db, connectionId, grant, next),
		},
		wakeUps: {
			send: (kind, _scope, inMs = 0) => {
				wakeUps.push(inMs === 0 ? kind : `${kind} in ${inMs} ms`);
				return Promise.resolve();
			},
		},
		carrier: () => Promise.resolve(asked(outside.carrier, "the carrier")),
		finder: () => Promise.resolve(asked(outside.finder, "the finder")),
		quoter: () => Promise.resolve(asked(outside.quoter, "for a quote")),
		addressChecker: () => Promise.resolve(asked(outside.addressChecker, "the address checker")),
		tracker: () => Promise.resolve(asked(outside.tracker, "the tracker")),
		erp: (_division, lane) => {
			lanes.push(lane);
			return { erp: asked(outside.erp, "Exact"), room: outside.room ?? new ScriptedRoom() };
		},
	};
	return { db, deps, wakeUps, lanes, withdrawn };
}

function asked<T>(given: T | undefined, name: string): T {
	if (given === undefined) {
		throw new Error(`${name} is not asked here`);
	}
	return given;
}
