import type { DivisionSettings } from "../model/division-settings.ts";
import type { OrderDossier, OrderLine } from "../model/order.ts";
import { type Reserved, type RestLine, roundQuantity } from "../model/quantities.ts";
import { restLines } from "../plan/plan-lines.ts";
import { readRecipient } from "../plan/read-recipient.ts";
import type { Division } from "../ports/divisions.ts";
import { findChanges, restCause } from "./changes-after-label.ts";
import type { Decisions } from "./judgement.ts";
import { mayBeReaddressed, type OrderCase } from "./order-case.ts";

type AfterLabel = Decisions & {
	isRestWanted: boolean;
	isRestToShip: boolean;
	/** The rest can be decided about once it is known what became of the other shipments. */
	waits: boolean;
};

/**
 * What is to be done about an order that has labels: what a person must decide, and whether its rest ships in a
 * parcel of its own. That happens by itself only where the division wants it and Exact has booked everything that was
 * shipped before as delivered; else a person says so.
 */
export async function decideAfterLabel(
	given: OrderCase,
	dossier: OrderDossier | undefined,
	world: { division: Division; settings: DivisionSettings; now: number },
): Promise<AfterLabel> {
	const { order, labelled, unsent } = given;
	const { division, settings } = world;
	const choices = new Map(order.settledDecisions.map((one) => [one.cause, one.choice]));
	const rest =
		dossier === undefined ||
		unsent.length > 0 ||
		labelled.length === 0 ||
		// The rest is nothing that this customer wants: it is neither shipped nor asked about.
		dossier.account?.takesNoBackorder === true
			? []
			: restLines(dossier, given.reserved);
	const choice = choices.get(restCause(rest));
	const isRestWanted =
		rest.length > 0 &&
		(choice === "ship-rest" ||
			(choice === undefined && settings.backorders === "ship" && isCaughtUp(given)));
	// What became of another shipment may change what is left.
	const isKnown = given.shipments.every(
		({ status }) => status === "labelled" || status === "voided",
	);
	const isRestToShip =
		isRestWanted && isKnown && division.mode === "live" && given.against.length === 0;
	const shipTo = mayBeReaddressed(given) ? recipientOf(dossier, settings) : undefined;
	const changes =
		labelled.length === 0
			? []
			: await findChanges({ ...given, rest: isRestToShip ? NO_REST : rest, isKnown, shipTo });
	const open = changes.find((change) => !choices.has(change.cause));
	const causes = new Set([...changes.map((change) => change.cause), restCause(rest)]);
	return {
		decision:
			open === undefined
				? null
				: { ...open, at: order.decision?.cause === open.cause ? order.decision.at : world.now },
		// What was decided about a change that is no more is decided anew should it come back.
		settled: order.settledDecisions.filter(
			({ cause }) => causes.has(cause) || (shipTo === undefined && cause.startsWith("address ")),
		),
		isRestWanted,
		isRestToShip,
		waits: rest.length > 0 && !isKnown,
	};
}

const NO_REST: readonly RestLine[] = [];

/** Whether what was shipped, and nothing else, is booked as delivered, and no label was voided by a person. */
function isCaughtUp({ shipments, lines, reserved }: OrderCase): boolean {
	const known = new Map(lines.map((line) => [line.exactLineId, line]));
	return (
		shipments.every(({ status }) => status === "labelled") &&
		[...reserved].every(([lineId, taken]) => isDelivered(known.get(lineId), taken))
	);
}

/**
 * Exactly ours: where Exact has more, somebody else delivered too, and it can't be told whether ours are among those
 * goods or come on top.
 */
function isDelivered(line: OrderLine | undefined, taken: Reserved): boolean {
	const ours = taken.deliveredBefore + taken.quantity;
	return line !== undefined && roundQuantity(line.quantityDelivered - ours) === 0;
}

function recipientOf(dossier: OrderDossier | undefined, settings: DivisionSettings) {
	if (dossier === undefined) {
		return undefined;
	}
	const recipient = readRecipient(dossier, settings);
	return "party" in recipient ? recipient.party : undefined;
}
