import type { Problem } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import type { ShippingDeps } from "../deps.ts";
import type { DivisionSettings } from "../model/division-settings.ts";
import { LIMITS } from "../model/limits.ts";
import type { OrderLine } from "../model/order.ts";
import { localMoment } from "../model/ship-date.ts";
import type { PlanResult } from "../plan/plan-shipment.ts";
import type { Division } from "../ports/divisions.ts";
import type { ErpDivision } from "../ports/erp.ts";
import type { Judgement, Reservation, StoredOrder } from "../ports/orders.ts";
import { decideAfterLabel } from "./decide-after-label.ts";
import { gatherDossiers } from "./gather-dossiers.ts";
import { gatherLines } from "./gather-lines.ts";
import { toJudgement } from "./judgement.ts";
import { needsDossier, type OrderCase, toOrderCase } from "./order-case.ts";
import { type PlannedRun, planRuns, wholeOf } from "./plan-runs.ts";
import { judgeReadiness } from "./ready-rule.ts";
import { accountOf, firstOf, replanUnsent } from "./replan-unsent.ts";

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
		const runs = planRuns(given, dossier, world);
		const result = wholeOf(runs);
		const after = await decideAfterLabel(given, dossier, world);
		for (const { shipment, result: own } of runs) {
			if (shipment !== undefined) {
				await replanUnsent(shipment, own, division, deps);
			}
		}
		// As long as none of its shipments went out, what they all leave gets shipments too.
		const isUntouched =
			unsent.length === given.shipments.length && isReleased(order, division, now);
		if (isUntouched || after.isRestToShip) {
			reservations.push(...reservationsOf(given, division, runs, now));
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

type World = { division: Division; settings: DivisionSettings; now: number; today: string };

async function gatherCases(
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
		return { ...known, against: reasonsAgainst(known, world) };
	});
}

function reasonsAgainst(
	{ order, lines, shipments, reserved }: Omit<OrderCase, "against">,
	{ settings, today }: World,
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

/** Of the runs that have no shipment yet, in a row: they are stored together or not at all. */
function reservationsOf(
	{ order, shipments }: OrderCase,
	division: Division,
	runs: readonly PlannedRun[],
	now: number,
): Reservation[] {
	const firstSequence = 1 + Math.max(0, ...shipments.map((shipment) => shipment.sequence));
	const wanted = runs.filter(({ shipment }) => shipment === undefined);
	return wanted.flatMap(({ costCentre, result }, at) =>
		"notReady" in result
			? []
			: [
					{
						shipmentId: newId("shp", now),
						orderId: order.id,
						exactOrderId: order.exactOrderId,
						orderNumber: order.orderNumber,
						sequence: firstSequence + at,
						firstSequence,
						costCentre: "plan" in result ? result.plan.costCentre : costCentre,
						fedexAccountId: accountOf(result, division),
						correlationId: order.correlationId,
						outcome: "plan" in result ? result : { reason: firstOf(result.problems) },
					},
				],
	);
}

function untilMidnightMs(time: string): number {
	const [hours, minutes] = time.split(":").map(Number);
	return LIMITS.day - (hours ?? 0) * LIMITS.hour - (minutes ?? 0) * LIMITS.minute;
}
