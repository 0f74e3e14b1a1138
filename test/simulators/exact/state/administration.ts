import type { TwinClock } from "../../twin/clock.ts";
import type { Collection, Store } from "../../twin/store.ts";
import { toMidnight, toWallClock } from "../wall-clock.ts";
import type * as rows from "./row-types.ts";
import type { Division, User } from "./site-types.ts";

/** Row versions of a database start above 32 bits, as those of a real one soon do. */
const FIRST_ROW_VERSION = 5_000_000_000;
const ROW_VERSION_STEP = 3;

/** One division's tables. */
export class Administration {
	readonly store: Store;
	readonly clock: TwinClock;
	readonly division: Division;
	readonly user: User;
	readonly orders: Collection<rows.OrderRow>;
	readonly lines: Collection<rows.LineRow>;
	readonly accounts: Collection<rows.AccountRow>;
	readonly addresses: Collection<rows.AddressRow>;
	readonly contacts: Collection<rows.ContactRow>;
	readonly items: Collection<rows.ItemRow>;
	readonly supplierItems: Collection<rows.SupplierItemRow>;
	readonly shippingMethods: Collection<rows.ListRow>;
	readonly warehouses: Collection<rows.ListRow>;
	readonly costCenters: Collection<rows.ListRow>;
	readonly documents: Collection<rows.DocumentRow>;
	readonly attachments: Collection<rows.AttachmentRow>;
	readonly deliveries: Collection<rows.DeliveryRow>;
	readonly deliveryLines: Collection<rows.DeliveryLineRow>;
	readonly deleted: Collection<rows.DeletedRow>;
	/** Ids of orders whose transaction has not committed: they have their row versions and nobody sees them. */
	readonly uncommitted: Collection<true>;
	readonly subscriptions: Collection<rows.SubscriptionRow>;

	constructor(options: { store: Store; clock: TwinClock; division: Division; user: User }) {
		const { store, clock, division, user } = options;
		this.store = store;
		this.clock = clock;
		this.division = division;
		this.user = user;
		function table<T>(name: string): Collection<T> {
			return store.collection<T>(`${division.region}/${division.code}/${name}`);
		}
		this.orders = table("orders");
		this.lines = table("lines");
		this.accounts = table("accounts");
		this.addresses = table("addresses");
		this.contacts = table("contacts");
		this.items = table("items");
		this.supplierItems = table("supplier-items");
		this.shippingMethods = table("shipping-methods");
		this.warehouses = table("warehouses");
		this.costCenters = table("cost-centers");
		this.documents = table("documents");
		this.attachments = table("attachments");
		this.deliveries = table("deliveries");
		this.deliveryLines = table("delivery-lines");
		this.deleted = table("deleted");
		this.uncommitted = table("uncommitted");
		this.subscriptions = table("subscriptions");
	}

	/** Now, on the wall of the region. */
	wallNow(): number {
		return toWallClock(this.division.region, this.clock.now());
	}

	today(): number {
		return toMidnight(this.wallNow());
	}

	nextTimestamp(): number {
		return this.#next(`timestamp:${this.division.database}`, FIRST_ROW_VERSION, ROW_VERSION_STEP);
	}

	nextNumber(series: string, first: number): number {
		const { region, code } = this.division;
		return this.#next(`${series}:${region}/${code}`, first, 1);
	}

	lastTimestamp(): number {
		const counter = `timestamp:${this.division.database}`;
		return this.store.collection<number>("counters").get(counter) ?? FIRST_ROW_VERSION;
	}

	/** For `Created`, `Modified` and `Timestamp` of a new row. */
	created(): { Created: number; Modified: number; Timestamp: number } {
		const now = this.wallNow();
		return { Created: now, Modified: now, Timestamp: this.nextTimestamp() };
	}

	saveOrder(order: rows.OrderRow): void {
		this.orders.set(order.OrderID, this.#changed(order));
	}

	/** A changed line leaves its order's row, and so the order's row version, as it is. */
	saveLine(line: rows.LineRow): void {
		this.lines.set(line.ID, this.#changed(line));
	}

	saveDocument(document: rows.DocumentRow): void {
		this.documents.set(document.ID, this.#changed(document));
	}

	saveDelivery(delivery: rows.DeliveryRow): void {
		this.deliveries.set(delivery.EntryID, this.#changed(delivery));
	}

	saveDeliveryLine(line: rows.DeliveryLineRow): void {
		this.deliveryLines.set(line.ID, this.#changed(line));
	}

	/** As the API shows them. */
	visibleOrders(): rows.OrderRow[] {
		return this.orders.values().filter((order) => this.#isCommitted(order.OrderID));
	}

	visibleLines(): rows.LineRow[] {
		return this.lines.values().filter((line) => this.#isCommitted(line.OrderID));
	}

	linesOf(orderId: string): rows.LineRow[] {
		return this.lines.values().filter((line) => line.OrderID === orderId);
	}

	recordDeleted(entityType: number, entityKey: string): void {
		const row = {
			ID: crypto.randomUUID(),
			Timestamp: this.nextTimestamp(),
			EntityKey: entityKey,
			EntityType: entityType,
			DeletedBy: this.user.userId,
			DeletedDate: this.wallNow(),
		};
		this.deleted.set(row.ID, row);
	}

	#isCommitted(orderId: string): boolean {
		return this.uncommitted.get(orderId) === undefined;
	}

	#changed<T extends { Modified: number; Timestamp: number }>(row: T): T {
		row.Modified = this.wallNow();
		row.Timestamp = this.nextTimestamp();
		return row;
	}

	#next(counter: string, first: number, step: number): number {
		const counters = this.store.collection<number>("counters");
		return counters.set(counter, (counters.get(counter) ?? first - step) + step);
	}
}
