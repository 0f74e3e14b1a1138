import { chunk, forEachLimited } from "../../lib/concurrency.ts";
import { isAppError } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import { zoneOf } from "../model/facts/zones.ts";
import { LIMITS } from "../model/limits.ts";
import type {
	Account,
	Address,
	Contact,
	Item,
	ItemOrigin,
	OrderDossier,
	OrderLine,
} from "../model/order.ts";
import { shippableLines } from "../plan/shippable-lines.ts";
import type { ErpDivision } from "../ports/erp.ts";
import type { RecordKind, StoredOrder } from "../ports/orders.ts";
import { recordsOf, type UnreadRecords } from "./unread-records.ts";

export type DossierScope = {
	divisionId: string;
	/** Country that the goods leave. */
	from: string;
	/** Ids of orders that cross a customs border whatever their own address says. */
	abroad?: ReadonlySet<string> | undefined;
};

/**
 * Brings together what is known of orders, reading from Exact only what is missing: addresses that were not read
 * within the freshness limit, and accounts, contacts, items, and where those come from, once a day; for blocked
 * orders everything that was read before they were to be judged, since a person may have mended it since. What was
 * read is kept at once, so that a poll for which Exact has no room any more goes on where it stopped. 60 ids a call,
 * one run for each kind. An order of which something can't be read gets no dossier: `unread` knows why.
 */
export async function gatherDossiers(
	{ divisionId, from, abroad }: DossierScope,
	orders: readonly StoredOrder[],
	lines: ReadonlyMap<string, OrderLine[]>,
	erp: ErpDivision,
	deps: ShippingDeps,
	unread: UnreadRecords,
): Promise<Map<string, OrderDossier>> {
	const addresses = await readStaleAddresses(orders, erp, deps, unread);
	const accounts = await readRecords<Account>(
		{
			divisionId,
			kind: "account",
			orders,
			idsOf: (order) => [order.deliverToId ?? order.orderedById],
		},
		(ids) => erp.readAccounts(ids, unread.of("account")),
		deps,
	);
	const contacts = await readRecords<Contact>(
		{ divisionId, kind: "contact", orders, idsOf: (order) => [order.deliverToContactId] },
		(ids) => erp.readContacts(ids, unread.of("contact")),
		deps,
	);
	const items = await readRecords<Item>(
		{
			divisionId,
			kind: "item",
			orders,
			idsOf: (order) => (lines.get(order.exactOrderId) ?? []).map((line) => line.itemId),
		},
		(ids) => erp.readItems(ids, unread.of("item")),
		deps,
	);
	const origins = await readOrigins(
		{ divisionId, from, abroad },
		{ orders, lines, addresses },
		erp,
		deps,
	);
	const readable = orders.filter(
		(order) => unread.reasonsOf(recordsOf(order, lines.get(order.exactOrderId) ?? [])).length === 0,
	);
	return new Map(
		readable.map((order) => [
			order.id,
			{
				header: order,
				lines: lines.get(order.exactOrderId) ?? [],
				address: addresses.get(order.id) ?? undefined,
				account: accounts.get(order.deliverToId ?? order.orderedById ?? ""),
				contact: contacts.get(order.deliverToContactId ?? ""),
				items,
				origins,
			},
		]),
	);
}

/**
 * Where items are made, by item id, for those that cross a customs border; other orders cost no call. A user without
 * the right to know must not stop the division: what needs it is blocked with that reason.
 */
async function readOrigins(
	{ divisionId, from, abroad }: DossierScope,
	known: {
		orders: readonly StoredOrder[];
		lines: ReadonlyMap<string, OrderLine[]>;
		addresses: ReadonlyMap<string, Address | null>;
	},
	erp: ErpDivision,
	deps: ShippingDeps,
): Promise<NonNullable<OrderDossier["origins"]>> {
	const orders = known.orders.filter((order) => {
		const country = known.addresses.get(order.id)?.country ?? from;
		return abroad?.has(order.id) === true || zoneOf(from, country) === "international";
	});
	try {
		return await readRecords<ItemOrigin>(
			{
				divisionId,
				kind: "origin",
				orders,
				idsOf: (order) =>
					shippableLines(known.lines.get(order.exactOrderId) ?? []).map((line) => line.itemId),
			},
			async (ids) => {
				// One that can't be read is as good as none, but may be mended any time.
				const unreadable = new Set<string>();
				const origins = await erp.readOrigins(ids, ({ id }) => unreadable.add(id));
				const found = new Map(origins.map((origin) => [origin.id, origin]));
				// That nobody knows is kept for a day, too.
				return ids
					.filter((id) => !unreadable.has(id))
					.map((id) => found.get(id) ?? { id, country: null });
			},
			deps,
		);
	} catch (error) {
		if (!isAppError(error) || error.disposition !== "suspend") {
			throw error;
		}
		deps.log.warn("orders.origins_unreadable", { divisionId, code: error.code });
		return "unreadable";
	}
}

/** The address of each order by order id, read again where it is older than the freshness limit. */
export async function readStaleAddresses(
	orders: readonly StoredOrder[],
	erp: ErpDivision,
	deps: Pick<ShippingDeps, "clock" | "orders">,
	unread: UnreadRecords,
): Promise<Map<string, Address | null>> {
	const now = deps.clock.now();
	// What is blocked by something else needs no fresh address yet.
	const isFresh = (order: StoredOrder) =>
		mayBeMended(order, "address")
			? (order.addressReadAt ?? 0) >= flaggedAt(order, now)
			: (order.addressReadAt ?? 0) > now - LIMITS.freshnessMs ||
				(isBlocked(order) && order.addressReadAt !== null);
	const stale = orders.filter((order) => !isFresh(order));
	const wanted = distinct(stale.map((order) => order.deliveryAddressId));
	const found = new Map<string, Address>();
	await forEachLimited(chunk(wanted, LIMITS.lookupIdsPerCall), LIMITS.callsAtOnce, async (ids) => {
		for (const address of await erp.readAddresses(ids, unread.of("address"))) {
			found.set(address.id, address);
		}
	});
	const read = stale
		.filter(({ deliveryAddressId }) => unread.reasonsOf([deliveryAddressId]).length === 0)
		.map((order) => ({
			orderId: order.id,
			address: found.get(order.deliveryAddressId ?? "") ?? null,
		}));
	if (read.length > 0) {
		await deps.orders.saveAddresses(read, now);
	}
	return new Map([
		...orders.filter(isFresh).map((order) => [order.id, order.address] as const),
		...read.map((entry) => [entry.orderId, entry.address] as const),
	]);
}

export type WantedRecords = {
	divisionId: string;
	kind: RecordKind;
	orders: readonly StoredOrder[];
	idsOf: (order: StoredOrder) => readonly (string | null)[];
};

/** From what is kept for a day, or from Exact. */
export async function readRecords<T extends { id: string }>(
	wanted: WantedRecords,
	read: (ids: readonly string[]) => Promise<T[]>,
	deps: Pick<ShippingDeps, "clock" | "orders">,
): Promise<Map<string, T>> {
	const now = deps.clock.now();
	const ids = distinct(wanted.orders.flatMap(wanted.idsOf));
	if (ids.length === 0) {
		return new Map();
	}
	const blocked = wanted.orders.filter((order) => mayBeMended(order, wanted.kind));
	const mended = new Set(blocked.flatMap(wanted.idsOf));
	const find = async (some: readonly string[], notBefore: number) =>
		some.length === 0
			? new Map<string, T>()
			: ((await deps.orders.findRecords(wanted.divisionId, wanted.kind, some, notBefore)) as Map<
					string,
					T
				>);
	const usual = ids.filter((id) => !mended.has(id));
	const known = new Map([
		...(await find(usual, now - LIMITS.referenceDataMs)),
		...(await find(distinct([...mended]), Math.max(...blocked.map((one) => flaggedAt(one, now))))),
	]);
	const missing = ids.filter((id) => !known.has(id));
	const fresh: T[] = [];
	try {
		await forEachLimited(
			chunk(missing, LIMITS.lookupIdsPerCall),
			LIMITS.callsAtOnce,
			async (part) => {
				fresh.push(...(await read(part)));
			},
		);
	} finally {
		// Also what came before the room for calls ended: the next run asks for the rest only.
		if (fresh.length > 0) {
			await deps.orders.saveRecords(wanted.divisionId, wanted.kind, fresh, now);
		}
	}
	return new Map([...known, ...fresh.map((record) => [record.id, record] as const)]);
}

/** What the problems of each area are mended by; for others, such as the carrier's, by anything. */
const MENDED_BY: Readonly<Record<string, readonly (RecordKind | "address")[]>> = {
	address: ["address", "account", "contact"],
	item: ["item", "origin"],
	package: ["item"],
	order: [],
	// Cost centers stand on the lines, which the feed brings.
	billing: [],
};

function mayBeMended(order: StoredOrder, kind: RecordKind | "address"): boolean {
	return (
		isBlocked(order) &&
		order.reasons.some(({ code }) => {
			const [area = ""] = code.split(".");
			return MENDED_BY[area]?.includes(kind) ?? true;
		})
	);
}

/** One that something about its data kept from shipping when it was judged last. */
function isBlocked(order: StoredOrder): boolean {
	return order.state === "blocked" || (order.state === "reserved" && order.reasons.length > 0);
}

/** Since when it is to be judged: what was read after that can't be older than what it is judged for. */
function flaggedAt(order: StoredOrder, now: number): number {
	return order.judgeDueAt ?? now;
}

function distinct(ids: readonly (string | null)[]): string[] {
	return [...new Set(ids.filter((id) => id !== null))];
}
