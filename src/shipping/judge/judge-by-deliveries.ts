import type { ShippingDeps } from "../deps.ts";
import { zoneOf } from "../model/facts/zones.ts";
import type { ErpDivision } from "../ports/erp.ts";
import type { Judgement, Reservation, StoredOrder } from "../ports/orders.ts";
import { checkAddresses } from "./check-addresses.ts";
import { toDeliveryCase } from "./delivery-case.ts";
import { deliveryRule } from "./delivery-rule.ts";
import { gatherDeliveries, gatherParties, recordsOfCase } from "./gather-deliveries.ts";
import { gatherDossiers } from "./gather-dossiers.ts";
import { judgeDeliveries, listWaiting, needsParties } from "./judge-deliveries.ts";
import { toOrderCase } from "./order-case.ts";
import { ORDER_DELETED } from "./order-reasons.ts";
import type { World } from "./order-world.ts";
import { unreadReasons } from "./unread-reasons.ts";
import { UnreadRecords } from "./unread-records.ts";

/** Judges orders of a division whose shipments are made of goods deliveries. */
export async function judgeByDeliveries(
	orders: readonly StoredOrder[],
	erp: ErpDivision,
	world: World,
	deps: ShippingDeps,
): Promise<{ judgements: Judgement[]; reservations: Reservation[] }> {
	const { division, settings, now } = world;
	const { status } = deliveryRule(settings).readyRule;
	const { lines, deliveries } = await gatherDeliveries(division.id, orders, status, erp, deps);
	const ids = orders.map((order) => order.id);
	const shipments = Map.groupBy(await deps.orders.listShipments(ids), (one) => one.orderId);
	const taken = Map.groupBy(
		await deps.orders.listReserved([...shipments.keys()]),
		(one) => one.orderId,
	);
	const cases = orders.map((order) => {
		const known = {
			lines: lines.get(order.exactOrderId) ?? [],
			shipments: shipments.get(order.id) ?? [],
			taken: taken.get(order.id) ?? [],
		};
		const against = order.deletedAt === null ? unreadReasons(order.unread) : [ORDER_DELETED];
		const given = { ...toOrderCase(order, known), against };
		const found = toDeliveryCase(given, deliveries.get(order.id) ?? [], known.taken);
		return { given: found, waiting: listWaiting(found, world) };
	});
	const wanted = cases
		.filter(({ given, waiting }) => needsParties(given, waiting))
		.map(({ given }) => given);
	const wantedOrders = wanted.map(({ order }) => order);
	const unread = new UnreadRecords();
	const partiesOf = await gatherParties(division.id, wanted, erp, deps, unread);
	const from = settings.shipFrom.country;
	// A delivery may cross a customs border although its order does not.
	const abroad = wanted.filter((given) =>
		given.deliveries.some((booked) => {
			const to = partiesOf(given, booked).address?.country ?? from;
			return zoneOf(from, to) === "international";
		}),
	);
	const scope = {
		divisionId: division.id,
		from,
		abroad: new Set(abroad.map(({ order }) => order.id)),
	};
	const dossiers = await gatherDossiers(scope, wantedOrders, lines, erp, deps, unread);
	await checkAddresses(wantedOrders, dossiers, { division, settings }, deps);
	const judgements: Judgement[] = [];
	const reservations: Reservation[] = [];
	const readyIds: string[] = [];
	for (const { given, waiting } of cases) {
		const read = {
			dossier: dossiers.get(given.order.id),
			partiesOf: (booked: Parameters<typeof partiesOf>[1]) => partiesOf(given, booked),
		};
		const unreadable = wanted.includes(given) ? unread.reasonsOf(recordsOfCase(given)) : [];
		const readable = waiting.map((one) => ({ ...one, against: [...one.against, ...unreadable] }));
		const judged = await judgeDeliveries(given, readable, read, world, deps);
		judgements.push(judged.judgement);
		reservations.push(...judged.reservations);
		readyIds.push(...judged.readyIds);
	}
	await deps.deliveries.noteReady(division.id, readyIds, now);
	return { judgements, reservations };
}
