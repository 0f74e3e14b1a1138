import { chunk, forEachLimited } from "../../lib/concurrency.ts";
import type { ShippingDeps } from "../deps.ts";
import type { Delivery } from "../model/delivery.ts";
import { LIMITS } from "../model/limits.ts";
import type { Account, Address, Contact, OrderLine } from "../model/order.ts";
import { type DeliveryParties, headerOf } from "../plan/plan-delivery.ts";
import type { ErpDivision } from "../ports/erp.ts";
import type { StoredOrder } from "../ports/orders.ts";
import type { BookedDelivery, DeliveryCase } from "./delivery-case.ts";
import { readRecords } from "./gather-dossiers.ts";
import { gatherLines } from "./gather-lines.ts";
import { recordsOf, type UnreadRecords } from "./unread-records.ts";

/** Deliveries by order, and the lines of the orders: read from Exact only where an order has deliveries. */
export async function gatherDeliveries(
	divisionId: string,
	orders: readonly StoredOrder[],
	statuses: readonly number[],
	erp: ErpDivision,
	deps: Pick<ShippingDeps, "orders" | "deliveries">,
): Promise<{ deliveries: Map<string, Delivery[]>; lines: Map<string, OrderLine[]> }> {
	const found = await deps.deliveries.listOfOrders(divisionId, {
		orderNumbers: orders.map((order) => order.orderNumber),
		exactOrderIds: orders.map((order) => order.exactOrderId),
	});
	const numbers = new Set(found.flatMap(({ lines }) => lines.map((line) => line.orderNumber)));
	const isNamed = (order: StoredOrder) => numbers.has(order.orderNumber);
	const lines = new Map([
		...(await gatherLines(divisionId, orders.filter(isNamed), statuses, erp, deps)),
		...(await gatherLines(
			divisionId,
			orders.filter((one) => !isNamed(one)),
			[],
			erp,
			deps,
		)),
	]);
	return {
		lines,
		deliveries: new Map(
			orders.map((order) => {
				const mine = new Set(lines.get(order.exactOrderId)?.map((line) => line.exactLineId));
				const isOf = (delivery: Delivery) =>
					delivery.lines.some(
						({ exactLineId, orderNumber }) =>
							orderNumber === order.orderNumber || mine.has(exactLineId ?? ""),
					);
				return [order.id, found.filter(isOf)];
			}),
		),
	};
}

/** Reads who deliveries go to where that is not whom their order names; most name the same, and cost nothing. */
export async function gatherParties(
	divisionId: string,
	cases: readonly DeliveryCase[],
	erp: ErpDivision,
	deps: Pick<ShippingDeps, "clock" | "orders">,
	unread: UnreadRecords,
): Promise<(given: DeliveryCase, booked: BookedDelivery) => DeliveryParties> {
	const byOrder = new Map(cases.map((given) => [given.order.id, given]));
	const orders = cases.map(({ order }) => order);
	const idsOf =
		(field: "deliveryAddressId" | "deliverToId" | "deliverToContactId") => (order: StoredOrder) =>
			(byOrder.get(order.id)?.deliveries ?? [])
				.map(({ delivery }) => headerOf(order, delivery)[field])
				.filter((id) => id !== null && id !== order[field]);
	const addresses = await readAddresses(orders.flatMap(idsOf("deliveryAddressId")), erp, unread);
	const accounts = await readRecords<Account>(
		{ divisionId, kind: "account", orders, idsOf: idsOf("deliverToId") },
		(ids) => erp.readAccounts(ids, unread.of("account")),
		deps,
	);
	const contacts = await readRecords<Contact>(
		{ divisionId, kind: "contact", orders, idsOf: idsOf("deliverToContactId") },
		(ids) => erp.readContacts(ids, unread.of("contact")),
		deps,
	);
	return ({ order }, { delivery }) => {
		const header = headerOf(order, delivery);
		return {
			address: addresses.get(header.deliveryAddressId ?? ""),
			account: accounts.get(header.deliverToId ?? ""),
			contact: contacts.get(header.deliverToContactId ?? ""),
		};
	};
}

/** Ids of what an order and its deliveries need. */
export function recordsOfCase({ order, lines, deliveries }: DeliveryCase): (string | null)[] {
	return [
		...recordsOf(order, lines),
		...deliveries.flatMap(({ delivery }) => recordsOf(headerOf(order, delivery), [])),
	];
}

/** Addresses are never kept: nothing tells that one was edited. */
async function readAddresses(
	ids: readonly (string | null)[],
	erp: ErpDivision,
	unread: UnreadRecords,
): Promise<Map<string, Address>> {
	const wanted = [...new Set(ids.filter((id) => id !== null))];
	const found = new Map<string, Address>();
	await forEachLimited(chunk(wanted, LIMITS.lookupIdsPerCall), LIMITS.callsAtOnce, async (part) => {
		for (const address of await erp.readAddresses(part, unread.of("address"))) {
			found.set(address.id, address);
		}
	});
	return found;
}
