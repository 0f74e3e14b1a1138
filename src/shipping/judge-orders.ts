import type { Problem } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import { decideAfterLabel } from "./decide-after-label.ts";
import type { ShippingDeps } from "./deps.ts";
import type { DivisionSettings } from "./division-settings.ts";
import { gatherDossiers } from "./gather-dossiers.ts";
import { gatherLines } from "./gather-lines.ts";
import { toJudgement } from "./judgement.ts";
import { LIMITS } from "./limits.ts";
import { needsDossier, type OrderCase, toOrderCase } from "./order-case.ts";
import type { OrderDossier, OrderLine } from "./order.ts";
import { type PlanResult, planShipment } from "./plan-shipment.ts";
import type { ErpDivision } from "./ports.ts";
import type { Reserved } from "./quantities.ts";
import { judgeCompleteness, judgeReadiness } from "./ready-rule.ts";
import { firstOf, replanUnsent } from "./replan-unsent.ts";
import { localMoment } from "./ship-date.ts";
import type { Division, Judgement, Reservation, StoredOrder } from "./stores.ts";

/** How many orders are judged in one go; their plans travel to the database as one JSON value. */
export const JUDGED_AT_ONCE = 240;

/**
 * Judges the orders that something changed about: not ready with the reasons, blocked with the problems, or ready.
 * Where the division is live, ready and blocked ones get their shipment, and shipments that were not sent yet get
 * the new plan; what changed after a label is left to a person. One bad order never stops the others. Answers how
 * many were judged.
 */
export async function judgeOrders(
	division: Division,
	settings: DivisionSettings,
	erp: ErpDivision,
	deps: ShippingDeps,
): Promise<number> {
	const now = deps.clock.now();
	const orders = await deps.orders.listToJudge(division.id, now, JUDGED_AT_ONCE);
	if (orders.length === 0) {
		return 0;
	}
	const local = localMoment(now, settings.timeZone);
	const moment = { now, nextDayAt: now + untilMidnightMs(local.time) };
	const lines = await gatherLines(division.id, orders, settings.readyRule.status, erp, deps);
	const cases = await gatherCases(orders, lines, settings, local.date, deps);
	const wanted = cases.filter(needsDossier).map(({ order }) => order);
	const dossiers = await gatherDossiers(division.id, wanted, lines, erp, deps);
	const world = { division, settings, now, today: local.date };
	const judgements: Judgement[] = [];
	const reservations: Reservation[] = [];
	for (const given of cases) {
		const { order, unsent } = given;
		const dossier = dossiers.get(order.id);
		const result = plan(given, dossier, world);
		const { isRestWanted, isRestToShip, ...decisions } = await decideAfterLabel(
			given,
			dossier,
			world,
		);
		if (unsent !== undefined) {
			await replanUnsent(unsent, result, division, deps);
		}
		const isFirst = given.shipments.length === 0 && isReleased(order, division, now);
		if (!("notReady" in result) && (isFirst || isRestToShip)) {
			reservations.push(reservationOf(given, division, result, now));
		}
		const state = stateOf(given, result, division, now);
		const isOpen = given.shipments.length === 0 || unsent !== undefined || isRestWanted;
		judgements.push(
			toJudgement(order, state, isOpen ? result : { notReady: [] }, decisions, moment),
		);
	}
	await deps.orders.reserve(division.id, reservations, now);
	await deps.orders.saveJudgements(judgements, now);
	deps.log.info("orders.judged", {
		divisionId: division.id,
		orders: orders.length,
		ready: judgements.filter((entry) => entry.state === "ready").length,
		reserved: reservations.length,
		notReady: judgements.filter((entry) => entry.state === "not_ready").length,
		decisions: judgements.filter((entry) => entry.isDecisionNew && entry.decision !== null).length,
	});
	return orders.length;
}

async function gatherCases(
	orders: readonly StoredOrder[],
	lines: ReadonlyMap<string, OrderLine[]>,
	settings: DivisionSettings,
	today: string,
	deps: Pick<ShippingDeps, "orders">,
): Promise<OrderCase[]> {
	const ids = orders.map((order) => order.id);
	const shipments = Map.groupBy(await deps.orders.listShipments(ids), (one) => one.orderId);
	const reserved = await deps.orders.listReserved([...shipments.keys()]);
	return orders.map((order) => {
		const known = {
			lines: lines.get(order.exactOrderId) ?? [],
			shipments: shipments.get(order.id) ?? [],
			reserved: reserved.get(order.id) ?? new Map<string, Reserved>(),
		};
		return toOrderCase(order, {
			...known,
			against: reasonsAgainst(order, known.lines, settings, today, known.reserved),
		});
	});
}

function reasonsAgainst(
	order: StoredOrder,
	lines: readonly OrderLine[],
	settings: DivisionSettings,
	today: string,
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
	return judgeReadiness({ header: order, lines }, settings, today, reserved);
}

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
