import type { Clock } from "../lib/clock.ts";
import type { Log } from "../lib/log.ts";
import type { GrantAlive } from "./grant.ts";
import type { Lane } from "./model/call-lanes.ts";
import type {
	BookingFinder,
	CallRoom,
	Carrier,
	ErpDivision,
	Journal,
	ObjectStore,
	ParcelTracker,
	WakeUps,
} from "./ports/ports.ts";
import type { ReconcileStore } from "./ports/reconcile-stores.ts";
import type {
	AccountStore,
	CountStore,
	Division,
	DivisionStore,
	FedexAccount,
	LeaseStore,
	OrderStore,
	ShipmentStore,
	WriteBackStore,
} from "./ports/stores.ts";
import type { TrackingStore } from "./ports/tracking-stores.ts";

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
	erp(division: Division, lane: Lane): { erp: ErpDivision; room: CallRoom };
};
