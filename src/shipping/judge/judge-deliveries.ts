import type { Problem } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import type { OrderDossier } from "../model/order.ts";
import { planDelivery } from "../plan/plan-delivery.ts";
import type { PlanResult } from "../plan/plan-shipment.ts";
import type { Judgement, Reservation } from "../ports/orders.ts";
import type { BookedDelivery, DeliveryCase } from "./delivery-case.ts";
import { isInHouse } from "./delivery-case.ts";
import { decideAboutDeliveries, type ReadParties } from "./delivery-changes.ts";
import {
	deliveryDeleted,
	hasForeignTracking,
	judgeDelivery,
	judgeWholeness,
	NONE_BOOKED,
	otherTrigger,
} from "./delivery-rule.ts";
import { judgeAgainAt, toJudgement } from "./judgement.ts";
import { HELD_BACK } from "./order-reasons.ts";
import { isReleased, reservationOf, type World } from "./order-world.ts";
import { replanUnsent } from "./replan-unsent.ts";
import { resultAgainst, unreadReasons } from "./unread-reasons.ts";

/** A delivery that waits for its label, and what is against it before anything is read. */
type WaitingDelivery = { booked: BookedDelivery; against: readonly Problem[] };

/** What is to become of the deliveries of an order. */
type DeliveryJudgement = {
	judgement: Judgement;
	reservations: Reservation[];
	/** Deliveries that are ready now. */
	readyIds: string[];
};

/** The deliveries of an order that have no label, with what the order itself has against them. */
export function listWaiting(
	given: DeliveryCase,
	world: Pick<World, "settings" | "today">,
): WaitingDelivery[] {
	return given.deliveries
		.filter(({ isOpen }) => isOpen)
		.map((booked) => {
			const { delivery, shipment } = booked;
			const isForeign = shipment === undefined && delivery.trackingNumber !== null;
			return {
				booked,
				against: [
					...given.against,
					...unreadReasons(delivery.unread ?? []),
					// A delivery that was never planned waits in the preview instead.
					...(shipment === undefined || given.order.heldBackAt === null ? [] : [HELD_BACK]),
					...(isForeign
						? [hasForeignTracking(delivery)]
						: judgeDelivery(given.order, given.lines, booked, world)),
				],
			};
		});
}

/** Whether the order's address and items have to be known; reading them costs calls. */
export function needsParties(given: DeliveryCase, waiting: readonly WaitingDelivery[]): boolean {
	return (
		waiting.some(({ against }) => against.length === 0) ||
		given.labelled.some((shipment) => isInHouse(shipment, given))
	);
}

/**
 * Judges an order by its goods deliveries: each that waits gets a plan of exactly its quantities, and, where the order
 * is released, a shipment of its own; an unsent shipment whose delivery is gone is withdrawn. Changes after a label
 * are left to a person.
 */
export async function judgeDeliveries(
	given: DeliveryCase,
	waiting: readonly WaitingDelivery[],
	read: ReadParties,
	world: World,
	deps: ShippingDeps,
): Promise<DeliveryJudgement> {
	const { order } = given;
	const { division, now } = world;
	await settleStray(given, world, deps);
	const planned = waiting.map((one) => ({ ...one, result: planOne(one, read, world) }));
	const reservations: Reservation[] = [];
	const heldBack: PlanResult[] = [];
	for (const { booked, result } of planned) {
		if (booked.shipment !== undefined) {
			await replanUnsent(booked.shipment, result, division, deps);
		} else if (!("notReady" in result)) {
			const { exactDeliveryId, firstReadyAt } = booked.delivery;
			const isRead = order.unread.length === 0 && (booked.delivery.unread ?? []).length === 0;
			if (isRead && isReleased({ ...order, firstReadyAt }, division, now)) {
				const next = { ...given, shipments: [...given.shipments, ...reservations] };
				const run = { costCentre: null, result };
				const made = reservationOf(next, division, run, { now, at: 0 });
				reservations.push({ ...made, exactDeliveryId });
			} else {
				heldBack.push(result);
			}
		}
	}
	const state = stateOf(given, { heldBack, reservations }, world);
	const results = planned.map(({ result }) => result);
	const decisions = await decideAboutDeliveries(given, read, world);
	const judgement = toJudgement(
		order,
		state,
		headlineOf(given, results),
		{ ...decisions, waits: false },
		world,
	);
	const again = results.map((result) => judgeAgainAt(result, world)).filter((at) => at !== null);
	return {
		judgement: { ...judgement, judgeAgainAt: again.length === 0 ? null : Math.min(...again) },
		reservations,
		readyIds: planned
			.filter(({ result }) => "plan" in result)
			.map(({ booked }) => booked.delivery.exactDeliveryId),
	};
}

function planOne(
	{ booked, against }: WaitingDelivery,
	read: ReadParties,
	{ settings }: World,
): PlanResult {
	const dossier: OrderDossier | undefined = read.dossier;
	if (against.length > 0 || dossier === undefined) {
		return resultAgainst(against);
	}
	const incomplete = judgeWholeness(dossier);
	return incomplete.length > 0
		? { notReady: incomplete }
		: planDelivery({ dossier, ...booked }, read.partiesOf(booked), settings);
}

/** What was never sent leaves no trace but its audit; what came back unsent stays, blocked, with the reason. */
async function settleStray(given: DeliveryCase, world: World, deps: ShippingDeps): Promise<void> {
	const change = { now: world.now, actor: "system", correlationId: given.order.correlationId };
	for (const shipment of given.stray) {
		const { plan, exactDeliveryId } = shipment;
		const reason =
			exactDeliveryId === null
				? otherTrigger("goods-delivery")
				: deliveryDeleted(plan?.delivery?.deliveryNumber);
		if (shipment.attemptNumber === 0) {
			await deps.shipments.withdraw(shipment, reason, change);
		} else {
			await replanUnsent(shipment, { problems: [reason] }, world.division, deps);
		}
	}
}

function stateOf(
	{ order, shipments, stray }: DeliveryCase,
	found: { heldBack: readonly PlanResult[]; reservations: readonly Reservation[] },
	{ division }: World,
): Judgement["state"] {
	if (found.heldBack.some((result) => "plan" in result)) {
		return order.heldBackAt === null && division.mode !== "live" ? "ready" : "held_back";
	}
	if (found.heldBack.length > 0) {
		return "blocked";
	}
	const withdrawn = stray.filter((shipment) => shipment.attemptNumber === 0).length;
	if (shipments.length > withdrawn || found.reservations.length > 0) {
		return "reserved";
	}
	if (order.deletedAt !== null) {
		return "deleted";
	}
	return order.unread.length > 0 ? "blocked" : "not_ready";
}

/** What is said of the order: what a person must mend before what only waits; nothing where all goes well. */
function headlineOf(
	{ against, labelled }: DeliveryCase,
	results: readonly PlanResult[],
): PlanResult {
	const problems = results.flatMap((result) => ("problems" in result ? result.problems : []));
	if (problems.length > 0) {
		return { problems };
	}
	const ready = results.find((result) => "plan" in result);
	if (ready !== undefined) {
		return ready;
	}
	const waits = results.flatMap((result) => ("notReady" in result ? result.notReady : []));
	if (waits.length > 0 || labelled.length > 0) {
		return { notReady: waits };
	}
	return against.length > 0 ? resultAgainst(against) : { notReady: [NONE_BOOKED] };
}
