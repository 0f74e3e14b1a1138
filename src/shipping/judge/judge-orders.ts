import type { Problem } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import type { ShippingDeps } from "../deps.ts";
import type { DivisionSettings } from "../model/division-settings.ts";
import { LIMITS } from "../model/limits.ts";
import type { OrderDossier, OrderLine } from "../model/order.ts";
import type { Reserved } from "../model/quantities.ts";
import { localMoment } from "../model/ship-date.ts";
import { type PlanResult, planShipment } from "../plan/plan-shipment.ts";
import type { Division } from "../ports/divisions.ts";
import type { ErpDivision } from "../ports/erp.ts";
import type { Judgement, Reservation, StoredOrder } from "../ports/orders.ts";
import { decideAfterLabel } from "./decide-after-label.ts";
import { gatherDossiers } from "./gather-dossiers.ts";
import { gatherLines } from "./gather-lines.ts";
import { toJudgement } from "./judgement.ts";
import { addTaken, needsDossier, type OrderCase, toOrderCase } from "./order-case.ts";
import { judgeCompleteness, judgeReadiness } from "./ready-rule.ts";
import { firstOf, replanUnsent } from "./replan-unsent.ts";

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
	const moment = { now, nextDayAt: now + untilMidnightMs(local.time) };
	const world = { division, settings, now, today: local.date };
	const lines = await gatherLines(division.id, orders, settings.readyRule.status, erp, deps);
	const cases = await gatherCases(orders, lines, world, deps);
	const wanted = cases.filter(needsDossier).map(({ order }) => order);
	const dossiers = await gatherDossiers(division.id, wanted, lines, erp, deps);
	const judgements: Judgement[] = [];
	const reservations: Reservation[] = [];
	for (const given of cases) {
		const { order, unsent } = given;
		const dossier = dossiers.get(order.id);
		const result = plan(given, dossier, world);
		const after = await decideAfterLabel(given, dossier, world);
		await replanAll(given, dossier, result, world, deps);
		const isFirst = given.shipments.length === 0 && isReleased(order, division, now);
		if (!("notReady" in result) && (isFirst || after.isRestToShip)) {
			reservations.push(reservationOf(given, division, result, now));
		}
		const state = stateOf(given, result, division, now);
		const isOpen = given.shipments.length === 0 || unsent.length > 0 || after.isRestWanted;
		judgements.push(toJudgement(order, state, isOpen ? result : { notReady: [] }, after, moment));
	}
	await deps.orders.reserve(division, reservations, now);
	const isSaved = await deps.orders.saveJudgements(division, judgements, now);
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

export type World = { division: Division; settings: DivisionSettings; now: number; today: string };

/** The first takes all that is left, and the next ones what that leaves: together never more than is ordered. */
async function replanAll(
	given: OrderCase,
	dossier: OrderDossier | undefined,
	first: PlanResult,
	world: World,
	deps: ShippingDeps,
): Promise<void> {
	let result = first;
	const reserved = new Map(given.reserved);
	for (const [at, shipment] of given.unsent.entries()) {
		if (at > 0) {
			const against = reasonsAgainst(given, world, reserved);
			result = plan({ ...given, against, reserved }, dossier, world);
		}
		await replanUnsent(shipment, result, world.division, deps);
		for (const line of "plan" in result ? result.plan.lines : []) {
			const before = reserved.get(line.exactLineId);
			reserved.set(line.exactLineId, before === undefined ? line : addTaken(before, line));
		}
	}
}

export async function gatherCases(
	orders: readonly StoredOrder[],
	lines: ReadonlyMap<string, OrderLine[]>,
	world: World,
	deps: Pick<ShippingDeps, "orders">,
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
		});
		return { ...known, against: reasonsAgainst(known, world, known.reserved) };
	});
}

function reasonsAgainst(
	{ order, lines, shipments }: Pick<OrderCase, "order" | "lines" | "shipments">,
	{ settings, today }: World,
	reserved: ReadonlyMap<string, Reserved>,
): Problem[] {
	if (order.deletedAt !== null) {
		return [
			{
				code: "order.deleted",
				field: "Sales order",
				message: "The order was deleted in Exact.",
				remedy: "Nothing, if that is right; else enter it again.",
			},
		];
	}
	return [
		...(order.heldBackAt === null || shipments.length === 0 ? [] : [HELD_BACK]),
		...judgeReadiness({ header: order, lines }, settings, today, reserved),
	];
}

/** A shipment that went out once and came back unsent can be left out by a later release. */
const HELD_BACK: Problem = {
	code: "order.held_back",
	field: "Release",
	message: "The last release left this order out.",
	remedy: "Ship it from the list of orders, or tick it in the next release.",
};

function plan(
	{ against, reserved }: OrderCase,
	dossier: OrderDossier | undefined,
	world: { settings: DivisionSettings; today: string },
): PlanResult {
	if (against.length > 0 || dossier === undefined) {
		return { notReady: [...against] };
	}
	const incomplete = judgeCompleteness(dossier, world.settings, world.today);
	return incomplete.length > 0
		? { notReady: incomplete }
		: planShipment(dossier, world.settings, reserved);
}

/**
 * Whether it ships by itself: it was ticked at the release, or it was first found ready after it. One that was
 * never ready (it still has problems) gets its shipment too, blocked, so that a person sees it.
 */
function isReleased(order: StoredOrder, division: Division, now: number): boolean {
	if (division.mode !== "live" || division.releasedAt === null || order.heldBackAt !== null) {
		return false;
	}
	return order.releasedAt !== null || (order.firstReadyAt ?? now) >= division.releasedAt;
}

function stateOf(
	{ order, shipments }: OrderCase,
	result: PlanResult,
	division: Division,
	now: number,
): Judgement["state"] {
	if (shipments.length > 0) {
		return "reserved";
	}
	if ("notReady" in result) {
		return order.deletedAt === null ? "not_ready" : "deleted";
	}
	if (isReleased(order, division, now)) {
		return "reserved";
	}
	if ("problems" in result) {
		return "blocked";
	}
	// In a live division whatever is ready and does not ship by itself waits for a person, and says so.
	return order.heldBackAt === null && division.mode !== "live" ? "ready" : "held_back";
}

function reservationOf(
	{ order, shipments }: OrderCase,
	division: Division,
	result: Exclude<PlanResult, { notReady: Problem[] }>,
	now: number,
): Reservation {
	return {
		shipmentId: newId("shp", now),
		orderId: order.id,
		exactOrderId: order.exactOrderId,
		orderNumber: order.orderNumber,
		sequence: 1 + Math.max(0, ...shipments.map((shipment) => shipment.sequence)),
		fedexAccountId: division.fedexAccountId ?? "",
		correlationId: order.correlationId,
		outcome: "plan" in result ? result : { reason: firstOf(result.problems) },
	};
}

function untilMidnightMs(time: string): number {
	const [hours, minutes] = time.split(":").map(Number);
	return LIMITS.day - (hours ?? 0) * LIMITS.hour - (minutes ?? 0) * LIMITS.minute;
}
