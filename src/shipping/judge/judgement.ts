import type { Problem } from "../../lib/errors.ts";
import type { Decision, SettledDecision } from "../model/decision.ts";
import { LIMITS } from "../model/limits.ts";
import type { PlanResult } from "../plan/plan-shipment.ts";
import type { Judgement, StoredOrder } from "../ports/orders.ts";

/** What is open for a person about an order, and what was decided. */
export type Decisions = { decision: Decision | null; settled: SettledDecision[] };

export function toJudgement(
	order: StoredOrder,
	state: Judgement["state"],
	result: PlanResult,
	{ decision, settled, waits }: Decisions & { waits: boolean },
	moment: { now: number; nextDayAt: number },
): Judgement {
	const { now } = moment;
	const reasons = "plan" in result ? [] : reasonsOf(result);
	const isReady = ["ready", "reserved", "held_back"].includes(state) && reasons.length === 0;
	return {
		orderId: order.id,
		version: order.version,
		judgeDueAt: order.judgeDueAt ?? now,
		state,
		reasons,
		decision,
		settled,
		isDecisionNew: decision?.cause !== order.decision?.cause,
		firstReadyAt: order.firstReadyAt ?? (isReady ? now : null),
		readySince: isReady ? (order.readySince ?? now) : null,
		judgeAgainAt: waits ? now + LIMITS.day : judgeAgainAt(result, moment),
	};
}

/**
 * What the feeds never tell: a date comes near with the next day, and what blocks an order (an address, an item's
 * weight) is looked at by every poll, or after a day at the latest.
 */
export function judgeAgainAt(
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

function reasonsOf(result: Exclude<PlanResult, { plan: unknown }>): Problem[] {
	return "problems" in result ? result.problems : result.notReady;
}
