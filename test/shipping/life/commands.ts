import fc from "fast-check";

import { DECISION_CHOICES } from "../../../src/shipping/model/decision.ts";
import { LIMITS } from "../../../src/shipping/model/limits.ts";
import {
	CANCEL_REPLIES,
	type CancelReply,
	LOOK_REPLIES,
	REPLIES,
	type Reply,
} from "./ledger-carrier.ts";
import type { RunKind } from "./world.ts";

/**
 * What may happen to a shipment, as plain values, so that a failing life is printed and made smaller. Whoever builds
 * something new that moves a shipment adds a command here.
 */
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The runs that can be under way at once. */
export const SLOTS = [
	"ship",
	"ship",
	"poll",
	"reconcile",
	"reconcile",
	"write-back",
] as const satisfies RunKind[];

/** Stops that matter: on both sides of what can't be taken back. */
const PLACES = {
	ship: [
		"shipments.leaseDue answered",
		"shipments.claim",
		"shipments.claim answered",
		"objects.putOnce",
		"objects.putOnce answered",
		"carrier.sendBooking",
		"carrier.sendBooking answered",
		"shipments.confirm",
		"shipments.confirm answered",
		"shipments.lose",
		"shipments.giveBack",
		"reconciles.hurry",
	],
	poll: [
		"orders.listShipments answered",
		"orders.reserve",
		"orders.saveJudgements",
		"shipments.replan",
	],
	reconcile: [
		"reconciles.leaseDue answered",
		"objects.read answered",
		"finder.findByReference",
		"finder.findByReference answered",
		"reconciles.listHandedOut answered",
		"shipments.confirm",
		"reconciles.move",
		"reconciles.move answered",
		"carrier.cancelBooking",
		"carrier.cancelBooking answered",
		"reconciles.arm",
	],
	"write-back": [
		"writeBacks.claimDue",
		"writeBacks.claimDue answered",
		"objects.putOnce answered",
		"erp.postDocument",
		"erp.postDocument answered",
		"erp.putDocument",
		"erp.putDocument answered",
		"writeBacks.written",
	],
} as const satisfies Record<RunKind, string[]>;

const run = fc.nat({ max: SLOTS.length - 1 });
const stops = fc.oneof(
	...SLOTS.map((kind, slot) =>
		fc.record({ run: fc.constant(slot), place: fc.constantFrom<string>(...PLACES[kind]) }),
	),
);

/** On both sides of the looks and of the watches. */
const HIDDEN = fc.constantFrom(
	0,
	90 * SECOND,
	4 * MINUTE,
	10 * MINUTE,
	2 * HOUR,
	2 * DAY,
	13 * DAY,
);

const COMMANDS = {
	/** A worker goes on for so many stops; one is woken up where there was none. */
	step: fc.record({ run, stops: fc.integer({ min: 1, max: 40 }) }),
	goTo: stops,
	finish: fc.record({ run }),
	crash: fc.record({ run }),
	fail: fc.record({ run }),
	/** A wake-up that is worked off at once, between whatever else is under way. */
	ship: fc.constant({}),
	poll: fc.constant({}),
	reconcile: fc.constant({}),
	/** The same, once the next lost answer is to be looked up. */
	look: fc.constant({}),
	/** Whatever is due is done, and the next that comes due. */
	goOn: fc.constant({}),
	wait: fc.record({
		ms: fc.constantFrom(
			20 * SECOND,
			75 * SECOND,
			2 * MINUTE + 1,
			5 * MINUTE,
			16 * MINUTE,
			61 * MINUTE,
			7 * HOUR,
			25 * HOUR,
			LIMITS.reconcileWatchesMs[5],
		),
	}),
	carrier: fc.record({ reply: fc.constantFrom(...REPLIES) }),
	/** How late the carrier shows what it makes from now on. */
	hide: fc.record({ ms: HIDDEN }),
	cancelling: fc.record({
		reply: fc.constantFrom(...CANCEL_REPLIES),
		times: fc.constantFrom(1, 2, LIMITS.cancelLooksMs.length),
	}),
	looking: fc.record({ reply: fc.constantFrom(...LOOK_REPLIES), times: fc.constantFrom(1, 3) }),
	/** What becomes of the label that was made last. */
	label: fc.record({ becomes: fc.constantFrom("moving", "deaf") }),
	cancelByHand: fc.constant({}),
	cancelOrder: fc.record({ isBack: fc.boolean() }),
	deleteOrder: fc.constant({}),
	changeQuantity: fc.record({ quantity: fc.integer({ min: 0, max: 5 }) }),
	deliver: fc.record({ quantity: fc.integer({ min: 0, max: 5 }) }),
	readdress: fc.record({ city: fc.constantFrom("Amsterdam", "Utrecht", null) }),
	pause: fc.record({
		what: fc.constantFrom("division", "account", "everything"),
		isPaused: fc.boolean(),
	}),
	/** A person takes a label back, or wants another one. */
	void: fc.record({ back: fc.nat({ max: 1 }) }),
	relabel: fc.record({ back: fc.nat({ max: 1 }) }),
	hold: fc.constant({}),
	release: fc.constant({}),
	replay: fc.record({ back: fc.nat({ max: 1 }) }),
	decide: fc.record({ choice: fc.constantFrom(...DECISION_CHOICES) }),
} as const;

type Name = keyof typeof COMMANDS;
type Given<N extends Name> = (typeof COMMANDS)[N] extends fc.Arbitrary<infer T> ? T : never;
export type Command = { [N in Name]: { do: N } & Given<N> }[Name];

/** What the carrier is going to do from the beginning; most of these calls are never made. */
export type Carriage = {
	replies: Reply[];
	cancelReplies: CancelReply[];
	hiddenMs: number;
};

const LOSING = REPLIES.filter((reply) => reply.startsWith("made-") || reply === "cut-before");

export const carriages: fc.Arbitrary<Carriage> = fc.record({
	replies: fc.oneof(
		{ weight: 1, arbitrary: fc.constant<Reply[]>([]) },
		{ weight: 3, arbitrary: fc.array(fc.constantFrom(...LOSING), { minLength: 1, maxLength: 6 }) },
	),
	cancelReplies: fc.oneof(
		{ weight: 1, arbitrary: fc.constant<CancelReply[]>([]) },
		{ weight: 1, arbitrary: fc.array(fc.constantFrom(...CANCEL_REPLIES), { maxLength: 6 }) },
		{
			weight: 1,
			arbitrary: fc.array(fc.constantFrom<CancelReply>("done", "too-late"), { maxLength: 6 }),
		},
	),
	hiddenMs: HIDDEN,
});

/** Rare is what ends a life early. */
const WEIGHTS: Readonly<Record<Name, number>> = {
	step: 8,
	goTo: 24,
	finish: 10,
	crash: 4,
	fail: 4,
	ship: 8,
	poll: 10,
	reconcile: 4,
	look: 8,
	goOn: 16,
	wait: 16,
	carrier: 14,
	hide: 6,
	cancelling: 4,
	looking: 2,
	label: 2,
	cancelByHand: 2,
	cancelOrder: 2,
	deleteOrder: 1,
	changeQuantity: 4,
	deliver: 3,
	readdress: 3,
	pause: 4,
	void: 4,
	relabel: 6,
	hold: 2,
	release: 4,
	replay: 4,
	decide: 4,
};

export const commands: fc.Arbitrary<Command> = fc.oneof(
	...(Object.entries(COMMANDS) as [Name, fc.Arbitrary<object>][]).map(([name, given]) => ({
		weight: WEIGHTS[name],
		arbitrary: given.map((values) => ({ do: name, ...values }) as Command),
	})),
);

/** Whether rows of ours can be others after it. */
export function movesRows(command: Command): boolean {
	return !UNSEEN.has(command.do);
}

const UNSEEN: ReadonlySet<Name> = new Set([
	"crash",
	"wait",
	"carrier",
	"hide",
	"cancelling",
	"looking",
	"label",
	"cancelByHand",
	"cancelOrder",
	"deleteOrder",
	"changeQuantity",
	"deliver",
	"readdress",
]);
