import { type Problem, refusal } from "../../lib/errors.ts";
import type { EnteredPackage } from "../model/entered-packages.ts";
import type { Item } from "../model/order.ts";
import type { RestLine } from "../model/quantities.ts";
import type { Packing } from "../model/settings/packing.ts";
import { restLines } from "../plan/plan-lines.ts";
import { readEnteredPackages } from "../plan/read-entered-packages.ts";
import type { Change } from "../ports/changes.ts";
import type { DivisionStore } from "../ports/divisions.ts";
import type { HeldBackOrder, OrderSetupStore, OrderStore } from "../ports/orders.ts";
import type { WakeUps } from "../ports/platform.ts";
import { requireDone, requireFound } from "../refusals.ts";
import { nextSequence, sumTaken } from "./order-case.ts";

type PackingDeps = {
	setup: Pick<OrderSetupStore, "find" | "savePackages">;
	orders: Pick<OrderStore, "listLines" | "listShipments" | "listReserved" | "findRecords">;
	divisions: Pick<DivisionStore, "find" | "requestPoll">;
	wakeUps: WakeUps;
};

/** What packages can be entered for: the shipment of an order that is not sent yet, and its goods. */
type ToPack = { order: HeldBackOrder; sequence: number; rest: RestLine[]; packing: Packing };

/**
 * Keeps what a person packed for the order's next shipment, or with null goes back to computed packages. They are
 * checked against what is left of the order, and the order is judged with them by the poll that this asks for; a
 * planned shipment does not go out before.
 * @throws AppError `order.packages_too_late`, `order.packages_invalid`
 */
export async function enterPackages(
	orderId: string,
	packages: EnteredPackage[] | null,
	change: Change,
	deps: PackingDeps,
): Promise<void> {
	const { order, sequence, rest, packing } = await findToPack(orderId, deps);
	const lines = rest.map(({ line, quantity }) => ({ exactLineId: line.exactLineId, quantity }));
	const problems: Problem[] = [];
	if (packages !== null) {
		readEnteredPackages(packages, { lines, packing, packaging: "YOUR_PACKAGING" }, problems);
	}
	// Which packaging the service takes is known when the order is planned.
	const against = problems.filter(({ code }) => code !== "package.packaging_mixed");
	if (against.length > 0) {
		throw refusal("order.packages_invalid", "The packages do not fit the order.", against);
	}
	const entered = { sequence, packages: packages ?? [] };
	requireDone(
		await deps.setup.savePackages(order, entered, { ...change, isRemoved: packages === null }),
	);
	await deps.divisions.requestPoll(order.divisionId, change.now);
	await deps.wakeUps.send("poll", order.divisionId);
}

/** @throws AppError `order.packages_too_late` where nothing is left to pack */
export async function findToPack(orderId: string, deps: PackingDeps): Promise<ToPack> {
	const order = requireFound("order", orderId, await deps.setup.find(orderId));
	const { divisionId, exactOrderId, orderNumber } = order;
	const division = requireFound("division", divisionId, await deps.divisions.find(divisionId));
	if (division.settings === null) {
		throw refusal("division.not_mapped", "The division has no settings yet, so nothing is packed.");
	}
	if (division.settings.trigger === "goods-delivery") {
		throw refusal(
			"order.packages_by_delivery",
			"This division ships goods deliveries, and packages by hand are for orders. Set the package types in the division's settings.",
		);
	}
	const shipments = await deps.orders.listShipments([orderId]);
	const open = shipments.find(({ status }) => OPEN.has(status));
	const taken = await deps.orders.listReserved([orderId]);
	const others = taken.filter((line) => line.shipmentId !== open?.id);
	const lines = await deps.orders.listLines(divisionId, [exactOrderId]);
	const itemIds = [...new Set(lines.flatMap((line) => line.itemId ?? []))];
	const items = await deps.orders.findRecords(divisionId, "item", itemIds, 0);
	const rest = restLines({ lines, items: items as Map<string, Item> }, sumTaken(others));
	if (rest.length === 0) {
		throw refusal(
			"order.packages_too_late",
			`Nothing of order ${orderNumber} is left to pack: its goods are sent, or were delivered. To pack them anew, void the shipment first.`,
		);
	}
	return {
		order,
		sequence: open?.sequence ?? nextSequence(shipments),
		rest,
		packing: division.settings.packing,
	};
}

const OPEN: ReadonlySet<string> = new Set(["planned", "blocked", "failed"]);
