import type { Problem } from "../lib/errors.ts";
import { newId } from "../lib/ids.ts";
import type { ShippingDeps } from "./deps.ts";
import type { DivisionSettings } from "./division-settings.ts";
import { gatherDossiers } from "./gather-dossiers.ts";
import { gatherLines } from "./gather-lines.ts";
import { LIMITS } from "./limits.ts";
import type { OrderLine } from "./order.ts";
import { type PlanResult, planShipment } from "./plan-shipment.ts";
import type { ErpDivision } from "./ports.ts";
import { judgeCompleteness, judgeReadiness } from "./ready-rule.ts";
import { plainProblem } from "./row-policy.ts";
import { localMoment } from "./ship-date.ts";
import type { Division, Judgement, ReservedShipment, Reservation, StoredOrder } from "./stores.ts";

/** How many orders are judged in one go; their plans travel to the database as one JSON value. */
export const JUDGED_AT_ONCE = 240;

/**
 * Judges the orders that something changed about: not ready with the reasons, blocked with the problems, or ready.
 * Where the division is live, ready and blocked ones get their shipment, and shipments that were not sent yet get
 * the new plan. One bad order never stops the others. Answers how many were judged.
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
	const lines = await gatherLines(division.id, orders, settings.readyRule.status, erp, deps);
	const shipments = new Map(
		(await deps.orders.listShipments(orders.map((order) => order.id))).map((shipment) => [
			shipment.orderId,
			shipment,
		]),
	);
	const local = localMoment(now, settings.timeZone);
	const today = local.date;
	const moment = { now, nextDayAt: now + untilMidnightMs(local.time) };
	const against = new Map(
		orders.map((order) => [order.id, reasonsAgainst(order, lines, settings, today)]),
	);
	const plannable = orders.filter(
		(order) => against.get(order.id)?.length === 0 && mayBePlanned(shipments.get(order.id)),
	);
	const dossiers = await gatherDossiers(division.id, plannable, lines, erp, deps);
	const judgements: Judgement[] = [];
	const reservations: Reservation[] = [];
	for (const order of orders) {
		const dossier = dossiers.get(order.id);
		const incomplete = dossier === undefined ? [] : judgeCompleteness(dossier, settings, today);
		const result: PlanResult =
			dossier === undefined || incomplete.length > 0
				? { notReady: [...(against.get(order.id) ?? []), ...incomplete] }
				: planShipment(dossier, settings);
		const shipment = shipments.get(order.id);
		if (shipment !== undefined) {
			await replanUnsent(shipment, result, division, deps);
			judgements.push(
				judgement(order, "reserved", mayBePlanned(shipment) ? result : { notReady: [] }, moment),
			);
			continue;
		}
		if ("notReady" in result) {
			const state = order.deletedAt === null ? "not_ready" : "deleted";
			judgements.push(judgement(order, state, result, moment));
			continue;
		}
		if (division.mode === "live" && isReleased(order, division, now)) {
			reservations.push(reservationOf(order, division, result, now));
			judgements.push(judgement(order, "reserved", result, moment));
			continue;
		}
		judgements.push(judgement(order, restingState(order, division, result), result, moment));
	}
	await deps.orders.reserve(division.id, reservations, now);
	await deps.orders.saveJudgements(judgements, now);
	deps.log.info("orders.judged", {
		divisionId: division.id,
		orders: orders.length,
		ready: judgements.filter((entry) => entry.state === "ready").length,
		reserved: reservations.length,
		notReady: judgements.filter((entry) => entry.state === "not_ready").length,
	});
	return orders.length;
}

function reasonsAgainst(
	order: StoredOrder,
	lines: ReadonlyMap<string, OrderLine[]>,
	settings: DivisionSettings,
	today: string,
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
	return judgeReadiness(
		{ header: order, lines: lines.get(order.exactOrderId) ?? [] },
		settings,
		today,
	);
}

/** A shipment that went to the carrier, or may have, keeps the plan it was sent with. */
function mayBePlanned(shipment: ReservedShipment | undefined): boolean {
	return shipment === undefined || shipment.status === "planned" || shipment.status === "blocked";
}

/**
 * Whether it ships by itself: it was ticked at the release, or it was first found ready after it. One that was
 * never ready (it still has problems) gets its shipment too, blocked, so that a person sees it.
 */
function isReleased(order: StoredOrder, division: Division, now: number): boolean {
	if (division.releasedAt === null || order.heldBackAt !== null) {
		return false;
	}
	return order.releasedAt !== null || (order.firstReadyAt ?? now) >= division.releasedAt;
}

/** In a live division whatever is ready and does not ship by itself waits for a person, and says so. */
function restingState(
	order: StoredOrder,
	division: Division,
	result: PlanResult,
): Judgement["state"] {
	if ("problems" in result) {
		return "blocked";
	}
	return order.heldBackAt === null && division.mode !== "live" ? "ready" : "held_back";
}

async function replanUnsent(
	shipment: ReservedShipment,
	result: PlanResult,
	division: Division,
	deps: ShippingDeps,
): Promise<void> {
	if (!mayBePlanned(shipment)) {
		return;
	}
	const change = { now: deps.clock.now(), actor: "system" };
	if ("plan" in result) {
		const isSame = JSON.stringify(result.plan) === JSON.stringify(shipment.plan);
		const isOtherAccount = shipment.fedexAccountId !== division.fedexAccountId;
		// What FedEx refused is not sent again word for word; a person who wants that replays it.
		const isHealed = shipment.status === "blocked" && !(isSame && shipment.attemptNumber > 0);
		if (!isSame || isOtherAccount || isHealed) {
			await deps.shipments.replan(shipment, result, change);
		}
		return;
	}
	const reason = firstOf("problems" in result ? result.problems : result.notReady);
	if (shipment.status === "planned" || JSON.stringify(shipment.reason) !== JSON.stringify(reason)) {
		await deps.shipments.replan(shipment, { reason }, change);
	}
}

function reservationOf(
	order: StoredOrder,
	division: Division,
	result: Exclude<PlanResult, { notReady: Problem[] }>,
	now: number,
): Reservation {
	return {
		shipmentId: newId("shp", now),
		orderId: order.id,
		exactOrderId: order.exactOrderId,
		orderNumber: order.orderNumber,
		sequence: 1,
		fedexAccountId: division.fedexAccountId ?? "",
		correlationId: order.correlationId,
		outcome: "plan" in result ? result : { reason: firstOf(result.problems) },
	};
}

function firstOf(problems: readonly Problem[]): Problem {
	return problems[0] ?? plainProblem("order.not_plannable", "The order can't be planned.");
}

function judgement(
	order: StoredOrder,
	state: Judgement["state"],
	result: PlanResult,
	moment: { now: number; nextDayAt: number },
): Judgement {
	const { now } = moment;
	const reasons = "plan" in result ? [] : reasonsOf(result);
	const isReady = ["ready", "reserved", "held_back"].includes(state) && reasons.length === 0;
	return {
		orderId: order.id,
		judgeDueAt: order.judgeDueAt ?? now,
		state,
		reasons,
		firstReadyAt: order.firstReadyAt ?? (isReady ? now : null),
		readySince: isReady ? (order.readySince ?? now) : null,
		judgeAgainAt: judgeAgainAt(result, moment),
	};
}

/**
 * What the feeds never tell: a date comes near with the next day, and what blocks an order (an address, an item's
 * weight) is looked at by every poll, or after a day at the latest.
 */
function judgeAgainAt(
	result: PlanResult,
	moment: { now: number; nextDayAt: number },
): number | null {
	if ("problems" in result) {
		return moment.now + LIMITS.day;
	}
	const isDated =
		"notReady" in result && result.notReady.some((reason) => DATED_REASONS.has(reason.code));
	return isDated ? moment.nextDayAt : null;
}

const DATED_REASONS: ReadonlySet<string> = new Set([
	"order.delivery_date_ahead",
	"order.complete_only",
]);

function untilMidnightMs(time: string): number {
	const [hours, minutes] = time.split(":").map(Number);
	return LIMITS.day - (hours ?? 0) * LIMITS.hour - (minutes ?? 0) * LIMITS.minute;
}

function reasonsOf(result: Exclude<PlanResult, { plan: unknown }>): Problem[] {
	return "problems" in result ? result.problems : result.notReady;
}
