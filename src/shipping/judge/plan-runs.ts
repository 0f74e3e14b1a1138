import type { Problem } from "../../lib/errors.ts";
import type { DivisionSettings } from "../model/division-settings.ts";
import type { OrderDossier } from "../model/order.ts";
import { groupLines, type LineGroup } from "../plan/group-lines.ts";
import { type PlanResult, planShipment } from "../plan/plan-shipment.ts";
import type { ReservedShipment, StoredOrder } from "../ports/orders.ts";
import { nextSequence, type OrderCase } from "./order-case.ts";
import { judgeBackorder, judgeCompleteness } from "./ready-rule.ts";
import { resultAgainst } from "./unread-reasons.ts";

/** A shipment as it should be: one that was not sent, or one that is still to be reserved. */
export type PlannedRun = {
	shipment: ReservedShipment | undefined;
	costCentre: string | null;
	result: PlanResult;
};

/**
 * The shipments that what is left of an order asks for, at least one. Each takes lines of its own: a shipment that
 * was not sent those of its cost centre, or else what no other shipment stands for; one that finds nothing left says
 * so. A pure function of what is stored, so that judging again gives every line to one shipment again.
 */
export function planRuns(
	given: Pick<OrderCase, "order" | "against" | "unsent" | "shipments" | "reserved">,
	dossier: OrderDossier | undefined,
	{ settings, today }: { settings: DivisionSettings; today: string },
): [PlannedRun, ...PlannedRun[]] {
	const { order, against, unsent, shipments, reserved } = given;
	if (against.length > 0 || dossier === undefined) {
		return sameForAll(unsent, resultAgainst(against));
	}
	const incomplete = [
		...judgeCompleteness(dossier, settings, today),
		...judgeBackorder(dossier, shipments.length > 0),
	];
	if (incomplete.length > 0) {
		return sameForAll(unsent, { notReady: incomplete });
	}
	const groups = groupLines(dossier, settings, reserved);
	const { taken, free } = assign(groups, given);
	const planOf = ({ lines }: LineGroup, sequence: number) => {
		const own = withPackages({ ...dossier, lines: [...lines] }, order, sequence);
		return planShipment(own, settings, reserved);
	};
	const runs = [
		...unsent.map((shipment) => {
			const group = taken.get(shipment);
			return group === undefined
				? { shipment, costCentre: shipment.costCentre, result: { notReady: [NOTHING_LEFT] } }
				: {
						shipment,
						costCentre: group.costCentre ?? null,
						result: planOf(group, shipment.sequence),
					};
		}),
		...free.map((group, at) => ({
			shipment: undefined,
			costCentre: group.costCentre ?? null,
			result: planOf(group, nextSequence(shipments) + at),
		})),
	];
	return atLeastOne(runs, { notReady: [NOTHING_LEFT] });
}

/** What a person entered is for the shipment that they had before their eyes, and for no later one. */
function withPackages(
	dossier: OrderDossier,
	{ packages }: Pick<StoredOrder, "packages">,
	sequence: number,
): OrderDossier {
	return packages?.sequence === sequence ? { ...dossier, packages: packages.packages } : dossier;
}

/** What the runs come to for the order as a whole: whatever stands in the way of one is said of it. */
export function wholeOf(runs: readonly [PlannedRun, ...PlannedRun[]]): PlanResult {
	const problems = runs.flatMap(({ result }) => ("problems" in result ? result.problems : []));
	if (problems.length === 0) {
		return runs[0].result;
	}
	const told = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
	return { problems: [...told.values()] };
}

function assign(
	groups: readonly LineGroup[],
	{ unsent, shipments }: Pick<OrderCase, "unsent" | "shipments">,
): { taken: Map<ReservedShipment, LineGroup>; free: LineGroup[] } {
	const taken = new Map<ReservedShipment, LineGroup>();
	const left = new Set(groups);
	const give = (shipment: ReservedShipment, group: LineGroup | undefined) => {
		if (group !== undefined) {
			taken.set(shipment, group);
			left.delete(group);
		}
	};
	for (const shipment of unsent) {
		give(
			shipment,
			[...left].find(({ costCentre }) => costCentre === shipment.costCentre),
		);
	}
	// What another shipment stood for, such as one that a person voided, comes last.
	const others = new Set(
		shipments.filter((one) => !unsent.includes(one)).map(({ costCentre }) => costCentre),
	);
	const isSpokenFor = ({ costCentre }: LineGroup) =>
		costCentre !== undefined && others.has(costCentre);
	for (const shipment of unsent.filter((one) => !taken.has(one))) {
		const ordered = [...left].toSorted((a, b) => Number(isSpokenFor(a)) - Number(isSpokenFor(b)));
		give(shipment, ordered[0]);
	}
	return { taken, free: [...left] };
}

function sameForAll(
	unsent: readonly ReservedShipment[],
	result: PlanResult,
): [PlannedRun, ...PlannedRun[]] {
	const runs = unsent.map((shipment) => ({ shipment, costCentre: shipment.costCentre, result }));
	return atLeastOne(runs, result);
}

function atLeastOne(
	[first, ...others]: readonly PlannedRun[],
	otherwise: PlanResult,
): [PlannedRun, ...PlannedRun[]] {
	return [first ?? { shipment: undefined, costCentre: null, result: otherwise }, ...others];
}

const NOTHING_LEFT: Problem = {
	code: "order.nothing_to_ship",
	field: "Sales order lines",
	message: "The order's other shipments take all that is left of it.",
	remedy: "Nothing, if that is right; else correct the lines in Exact.",
};
