import type { Clock } from "../lib/clock.ts";
import type { Log } from "../lib/log.ts";
import type { Journal } from "./journal.ts";
import type { GrantAlive } from "./keep-connection-alive.ts";
import type { Carrier, ErpDivision, Lane, ObjectStore, WakeUps, CallRoom } from "./ports.ts";
import type {
	AccountStore,
	Division,
	DivisionStore,
	FedexAccount,
	LeaseStore,
	OrderStore,
	ShipmentStore,
	WriteBackStore,
} from "./stores.ts";

/** What the use cases work with. One is made per invocation; `now()` is the invocation's clock. */
export type ShippingDeps = {
	clock: Clock;
	log: Log;
	divisions: DivisionStore;
	orders: OrderStore;
	shipments: ShipmentStore;
	accounts: AccountStore;
	writeBacks: WriteBackStore;
	leases: LeaseStore;
	objects: ObjectStore;
	journal: Journal;
	wakeUps: WakeUps;
	grants: GrantAlive;
	carrier(account: FedexAccount): Promise<Carrier>;
	erp(division: Division, lane: Lane): { erp: ErpDivision; room: CallRoom };
};
