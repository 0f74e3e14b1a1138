import type { Problem } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import type {
	Account,
	Contact,
	Item,
	ItemOrigin,
	OrderDossier,
	OrderLine,
} from "../model/order.ts";
import { localMoment } from "../model/ship-date.ts";
import type { ShipmentPlan } from "../model/shipment-plan.ts";
import type { Division } from "../ports/divisions.ts";
import type { OrderReads, RecordKind, StoredOrder } from "../ports/orders.ts";
import { gatherCases } from "./judge-orders.ts";
import type { OrderCase } from "./order-case.ts";
import { planRuns, wholeOf } from "./plan-runs.ts";
import { judgeCompleteness } from "./ready-rule.ts";

/** What an order would become now. */
export type Outlook = {
	/** Why it does not ship yet; none where it is ready. */
	reasons: Problem[];
	/** One for each shipment that it would be made into; those that can't be planned are missing. */
	plans: ShipmentPlan[];
	/** What a person must mend first. */
	problems: Problem[];
};

/**
 * Plans orders without doing anything about it: from what is known of them, with no call to Exact, and nothing is
 * kept. An order that was never near to ready has an address that was not read yet, and gets no plan.
 */
export async function planOrders(
	division: Division,
	orderIds: readonly string[],
	deps: Pick<ShippingDeps, "clock"> & { orders: OrderReads },
): Promise<Map<string, Outlook>> {
	const { settings } = division;
	if (settings === null || orderIds.length === 0) {
		return new Map();
	}
	if (settings.trigger === "goods-delivery") {
		return new Map(orderIds.map((id) => [id, { reasons: [BY_DELIVERY], plans: [], problems: [] }]));
	}
	const now = deps.clock.now();
	const { date: today } = localMoment(now, settings.timeZone);
	const orders = await deps.orders.findStored(division.id, orderIds);
	const lines = Map.groupBy(
		await deps.orders.listLines(
			division.id,
			orders.map((order) => order.exactOrderId),
		),
		(line) => line.exactOrderId,
	);
	const world = { division, settings, now, today, nextDayAt: now };
	const cases = await gatherCases(orders, lines, world, deps);
	const dossiers = await knownDossiers(division.id, orders, lines, deps);
	return new Map(
		cases.map((given) => [
			given.order.id,
			outlookOf(given, dossiers.get(given.order.id), { settings, today }),
		]),
	);
}

function outlookOf(
	given: OrderCase,
	dossier: OrderDossier | undefined,
	{ settings, today }: { settings: NonNullable<Division["settings"]>; today: string },
): Outlook {
	const { order, against } = given;
	if (dossier === undefined || order.addressReadAt === null) {
		return { reasons: against.length > 0 ? [...against] : [NOT_READ], plans: [], problems: [] };
	}
	const reasons = [...against, ...judgeCompleteness(dossier, settings, today)];
	// What keeps it from shipping today is said beside the plan.
	const runs = planRuns({ ...given, against: [] }, dossier, { settings, today });
	const plans = runs.flatMap(({ result }) => ("plan" in result ? [result.plan] : []));
	const whole = wholeOf(runs);
	const problems = "problems" in whole ? whole.problems : [];
	const isIdle = plans.length === 0 && "notReady" in whole && reasons.length === 0;
	return { reasons: isIdle ? whole.notReady : reasons, plans, problems };
}

const BY_DELIVERY: Problem = {
	code: "order.ships_by_delivery",
	field: "Division settings › Trigger",
	message: "This division ships goods deliveries, each as a shipment of its own.",
	remedy: "Book a goods delivery of the order in Exact.",
};

const NOT_READ: Problem = {
	code: "order.not_read",
	field: "Sales order › Delivery address",
	message: "The order's address was not read from Exact yet.",
	remedy: "Nothing, since the next reading brings it; have the division read now to see it sooner.",
};

async function knownDossiers(
	divisionId: string,
	orders: readonly StoredOrder[],
	lines: ReadonlyMap<string, OrderLine[]>,
	deps: { orders: OrderReads },
): Promise<Map<string, OrderDossier>> {
	const find = async <T>(kind: RecordKind, ids: (string | null)[]) =>
		(await deps.orders.findRecords(
			divisionId,
			kind,
			[...new Set(ids.filter((id) => id !== null))],
			0,
		)) as Map<string, T>;
	const linesOf = (order: StoredOrder) => lines.get(order.exactOrderId) ?? [];
	const itemIds = orders.flatMap((order) => linesOf(order).map((line) => line.itemId));
	const [accounts, contacts, items, origins] = await Promise.all([
		find<Account>(
			"account",
			orders.map((order) => order.deliverToId ?? order.orderedById),
		),
		find<Contact>(
			"contact",
			orders.map((order) => order.deliverToContactId),
		),
		find<Item>("item", itemIds),
		find<ItemOrigin>("origin", itemIds),
	]);
	return new Map(
		orders.map((order) => [
			order.id,
			{
				header: order,
				lines: linesOf(order),
				address: order.address ?? undefined,
				account: accounts.get(order.deliverToId ?? order.orderedById ?? ""),
				contact: contacts.get(order.deliverToContactId ?? ""),
				items,
				origins,
				addressCheck: order.addressCheck,
			},
		]),
	);
}
