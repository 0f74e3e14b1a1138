import type { Problem } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import type { DivisionSettings } from "../model/division-settings.ts";
import { LIMITS } from "../model/limits.ts";
import type { OrderLine } from "../model/order.ts";
import { localMoment } from "../model/ship-date.ts";
import type { PlanResult } from "../plan/plan-shipment.ts";
import type { Division } from "../ports/divisions.ts";
import type { ErpDivision } from "../ports/erp.ts";
import type { Judgement, OrderReads, Reservation, StoredOrder } from "../ports/orders.ts";
import { checkAddresses } from "./check-addresses.ts";
import { decideAfterLabel } from "./decide-after-label.ts";
import { otherTrigger } from "./delivery-rule.ts";
import { gatherDossiers } from "./gather-dossiers.ts";
import { gatherLines } from "./gather-lines.ts";
import { judgeByDeliveries } from "./judge-by-deliveries.ts";
import { toJudgement } from "./judgement.ts";
import { noteDeliveries } from "./note-deliveries.ts";
import { isUnsent, needsDossier, type OrderCase, toOrderCase } from "./order-case.ts";
import { HELD_BACK, ORDER_DELETED, WAITS_FOR_BENCH } from "./order-reasons.ts";
import { isReleased, reservationOf, type World } from "./order-world.ts";
import { type PlannedRun, planRuns, wholeOf } from "./plan-runs.ts";
import { judgeReadiness } from "./ready-rule.ts";
import { replanUnsent } from "./replan-unsent.ts";
import { unreadReasons } from "./unread-reasons.ts";
import { recordsOf, UnreadRecords } from "./unread-records.ts";

/** How many orders are judged in one go; their plans travel to the database as one JSON value. */
export const JUDGED_AT_ONCE = 240;

/**
 * Judges the orders that something changed about: not ready with the reasons, blocked with the problems, or ready.
 * Where the division is live, ready and blocked ones get their shipment, and shipments that were not sent yet get
 * the new plan; what changed after a label is left to a person. One bad order never stops the others. Answers how
 * many were judged, and whether it was for nothing because the division was changed meanwhile.
 */
export async function judgeOrders(
	division: Division,
	settings: DivisionSettings,
	erp: ErpDivision,
	deps: ShippingDeps,
): Promise<{ judged: number; isStale: boolean }> {
	const now = deps.clock.now();
	const orders = await deps.orders.listToJudge(division.id, now, JUDGED_AT_ONCE);
	if (orders.length === 0) {
		return { judged: 0, isStale: false };
	}
	const local = localMoment(now, settings.timeZone);
	const nextDayAt = now + untilMidnightMs(local.time);
	const world = { division, settings, now, today: local.date, nextDayAt };
	const { judgements, reservations } =
		settings.trigger === "goods-delivery"
			? await judgeByDeliveries(orders, erp, world, deps)
			: await judgeByOrders(orders, erp, world, deps);
	await deps.orders.reserve(division, reservations, now);
	const isSaved = await deps.orders.saveJudgements(division, judgements, now);
	await noteDeliveries(division, orders, deps);
	deps.log.info("orders.judged", {
		divisionId: division.id,
		orders: orders.length,
		ready: judgements.filter((entry) => entry.state === "ready").length,
		reserved: reservations.length,
		notReady: judgements.filter((entry) => entry.state === "not_ready").length,
		decisions: judgements.filter((entry) => entry.isDecisionNew && entry.decision !== null).length,
		isSaved,
	});
	return { judged: orders.length, isStale: !isSaved };
}

async function judgeByOrders(
	orders: readonly StoredOrder[],
	erp: ErpDivision,
	world: World,
	deps: ShippingDeps,
): Promise<{ judgements: Judgement[]; reservations: Reservation[] }> {
	const { division, settings, now } = world;
	const lines = await gatherLines(division.id, orders, settings.readyRule.status, erp, deps);
	const cases = await gatherCases(orders, lines, world, deps);
	const wanted = cases.filter(needsDossier).map(({ order }) => order);
	const scope = { divisionId: division.id, from: settings.shipFrom.country };
	const unread = new UnreadRecords();
	const dossiers = await gatherDossiers(scope, wanted, lines, erp, deps, unread);
	const isWanted = new Set(wanted);
	await checkAddresses(wanted, dossiers, { division, settings }, deps);
	const judgements: Judgement[] = [];
	const reservations: Reservation[] = [];
	for (const found of cases) {
		const { order, unsent } = found;
		const unreadable = isWanted.has(order) ? unread.reasonsOf(recordsOf(order, found.lines)) : [];
		const given = { ...found, against: [...found.against, ...unreadable] };
		const dossier = dossiers.get(order.id);
		const runs = planRuns(given, dossier, world);
		const result = wholeOf(runs);
		const after = await decideAfterLabel(given, dossier, world);
		await blockStray(given, world, deps);
		for (const { shipment, result: own } of runs) {
			if (shipment !== undefined) {
				await replanUnsent(shipment, own, division, deps);
			}
		}
		// As long as none of its shipments went out, what they all leave gets shipments too.
		const isUntouched =
			!waitsForBench(given, settings) &&
			unsent.length === given.shipments.length &&
			isReleased(order, division, now) &&
			order.unread.length === 0;
		if (isUntouched || after.isRestToShip) {
			reservations.push(...reservationsOf(given, division, runs, now));
		}
		const state = stateOf(given, result, world);
		const isOpen = given.shipments.length === 0 || unsent.length > 0 || after.isRestWanted;
		const judgement = toJudgement(order, state, isOpen ? result : { notReady: [] }, after, world);
		judgements.push(
			state === "ready" && isWaitingAtBench(given, world)
				? { ...judgement, reasons: [WAITS_FOR_BENCH] }
				: judgement,
		);
	}
	return { judgements, reservations };
}

/** Shipments of goods deliveries that came back unsent before the division was set to ship orders again. */
async function blockStray(
	{ shipments }: OrderCase,
	world: World,
	deps: ShippingDeps,
): Promise<void> {
	const stray = shipments.filter((one) => one.exactDeliveryId !== null && isUnsent(one));
	for (const shipment of stray) {
		const problems = [otherTrigger("sales-order")];
		await replanUnsent(shipment, { problems }, world.division, deps);
	}
}

export async function gatherCases(
	orders: readonly StoredOrder[],
	lines: ReadonlyMap<string, OrderLine[]>,
	world: World,
	deps: { orders: Pick<OrderReads, "listShipments" | "listReserved"> },
): Promise<OrderCase[]> {
	const ids = orders.map((order) => order.id);
	const shipments = Map.groupBy(await deps.orders.listShipments(ids), (one) => one.orderId);
	const taken = Map.groupBy(
		await deps.orders.listReserved([...shipments.keys()]),
		(one) => one.orderId,
	);
	return orders.map((order) => {
		const known = toOrderCase(order, {
			lines: lines.get(order.exactOrderId) ?? [],
			shipments: shipments.get(order.id) ?? [],
			taken: taken.get(order.id) ?? [],
			isTakingRest: ({ exactDeliveryId }) => exactDeliveryId === null,
		});
		return { ...known, against: reasonsAgainst(known, world) };
	});
}

function reasonsAgainst(
	{ order, lines, shipments, reserved }: Omit<OrderCase, "against">,
	{ settings, today }: World,
): Problem[] {
	if (order.deletedAt !== null) {
		return [ORDER_DELETED];
	}
	if (order.unread.length > 0) {
		return unreadReasons(order.unread);
	}
	return [
		...(order.heldBackAt === null || shipments.length === 0 ? [] : [HELD_BACK]),
		...judgeReadiness({ header: order, lines }, settings, today, reserved),
	];
}

function stateOf(
	{ order, shipments }: OrderCase,
	result: PlanResult,
	{ division, settings, now }: World,
): Judgement["state"] {
	const given = { order, shipments };
	if (shipments.length > 0) {
		return "reserved";
	}
	if ("notReady" in result) {
		return order.deletedAt === null ? "not_ready" : "deleted";
	}
	// What could not be read gets no shipment: not even its number is sure.
	const isWaiting = waitsForBench(given, settings);
	if (isReleased(order, division, now) && order.unread.length === 0 && !isWaiting) {
		return "reserved";
	}
	if ("problems" in result) {
		return "blocked";
	}
	if (isWaitingAtBench(given, { division, settings, now })) {
		return "ready";
	}
	// In a live division whatever is ready and does not ship by itself waits for a person, and says so.
	return order.heldBackAt === null && division.mode !== "live" ? "ready" : "held_back";
}

type AtBench = Pick<OrderCase, "order" | "shipments">;

/** Once it has a shipment it was packed, or is decided about otherwise. */
function waitsForBench({ order, shipments }: AtBench, settings: DivisionSettings): boolean {
	return settings.packing.waitForBench && order.packedSequence === null && shipments.length === 0;
}

/** Nothing but the bench is between it and its label. */
function isWaitingAtBench(
	given: AtBench,
	{ division, settings, now }: Pick<World, "division" | "settings" | "now">,
): boolean {
	return waitsForBench(given, settings) && isReleased(given.order, division, now);
}

/** Of the runs that have no shipment yet. */
function reservationsOf(
	given: OrderCase,
	division: Division,
	runs: readonly PlannedRun[],
	now: number,
): Reservation[] {
	const wanted = runs.filter(({ shipment }) => shipment === undefined);
	return wanted.flatMap(({ costCentre, result }, at) =>
		"notReady" in result
			? []
			: [reservationOf(given, division, { costCentre, result }, { now, at })],
	);
}

function untilMidnightMs(time: string): number {
	const [hours, minutes] = time.split(":").map(Number);
	return LIMITS.day - (hours ?? 0) * LIMITS.hour - (minutes ?? 0) * LIMITS.minute;
}
