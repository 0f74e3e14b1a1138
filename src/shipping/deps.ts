import type { Clock } from "../lib/clock.ts";
import type { Log } from "../lib/log.ts";
import type { GrantAlive } from "./grant.ts";
import type { Lane } from "./model/call-lanes.ts";
import type { AddressChecker, BookingFinder, Carrier, ParcelTracker } from "./ports/carrier.ts";
import type { Division, DivisionStore } from "./ports/divisions.ts";
import type { CallRoom, ErpDivision } from "./ports/erp.ts";
import type { AccountStore, FedexAccount } from "./ports/fedex-accounts.ts";
import type { CountStore, LeaseStore } from "./ports/machinery.ts";
import type { OrderStore } from "./ports/orders.ts";
import type { Journal, ObjectStore, WakeUps } from "./ports/platform.ts";
import type { ReconcileStore } from "./ports/reconciles.ts";
import type { ShipmentStore } from "./ports/shipments.ts";
import type { TrackingStore } from "./ports/tracking.ts";
import type { WriteBackStore } from "./ports/write-backs.ts";

/** What the use cases work with. One is made per invocation; `now()` is the invocation's clock. */
export type ShippingDeps = {
	clock: Clock;
	log: Log;
	divisions: DivisionStore;
	orders: OrderStore;
	shipments: ShipmentStore;
	accounts: AccountStore;
	writeBacks: WriteBackStore;
	tracking: TrackingStore;
	reconciles: ReconcileStore;
	counts: CountStore;
	leases: LeaseStore;
	objects: ObjectStore;
	journal: Journal;
	wakeUps: WakeUps;
	grants: GrantAlive;
	carrier(account: FedexAccount): Promise<Carrier>;
	tracker(account: FedexAccount): Promise<ParcelTracker>;
	finder(account: FedexAccount): Promise<BookingFinder>;
	addressChecker(account: FedexAccount): Promise<AddressChecker>;
	erp(division: Division, lane: Lane): { erp: ErpDivision; room: CallRoom };
};
