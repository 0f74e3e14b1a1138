import fc from "fast-check";

import { DECISION_CHOICES } from "../../../src/shipping/decision.ts";
import { holdDivision } from "../../../src/shipping/hold-division.ts";
import { pauseDivision, pauseFedexAccount } from "../../../src/shipping/pause.ts";
import { replayShipment } from "../../../src/shipping/replay-shipment.ts";
import { settleDecision } from "../../../src/shipping/settle-decision.ts";
import { REPLIES } from "./ledger-carrier.ts";
import type { SteppedRun } from "./stepped-run.ts";
import type { World } from "./world.ts";

/**
 * What may happen to a shipment, as plain values, so that a failing life is printed and made smaller. Whoever builds
 * something new that moves a shipment adds a command here.
 */
const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Stops that matter: on both sides of what can't be taken back. */
const PLACES = [
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
	"orders.reserve",
	"orders.saveJudgements",
	"shipments.replan",
] as const;

const run = fc.nat({ max: 2 });

const COMMANDS = {
	/** A worker goes on for so many stops; one is woken up where there was none. */
	step: fc.record({ run, stops: fc.integer({ min: 1, max: 40 }) }),
	goTo: fc.record({ run, place: fc.constantFrom(...PLACES) }),
	finish: fc.record({ run }),
	crash: fc.record({ run }),
	fail: fc.record({ run }),
	/** A wake-up that is worked off at once, between whatever else is under way. */
	ship: fc.constant({}),
	poll: fc.constant({}),
	wait: fc.record({
		ms: fc.constantFrom(
			20 * SECOND,
			75 * SECOND,
			2 * MINUTE + 1,
			5 * MINUTE,
			16 * MINUTE,
			61 * MINUTE,
			7 * 60 * MINUTE,
		),
	}),
	carrier: fc.record({ reply: fc.constantFrom(...REPLIES) }),
	cancelOrder: fc.record({ isBack: fc.boolean() }),
	deleteOrder: fc.constant({}),
	changeQuantity: fc.record({ quantity: fc.integer({ min: 0, max: 5 }) }),
	deliver: fc.record({ quantity: fc.integer({ min: 0, max: 5 }) }),
	readdress: fc.record({ city: fc.constantFrom("Amsterdam", "Utrecht", null) }),
	pause: fc.record({ what: fc.constantFrom("division", "account"), isPaused: fc.boolean() }),
	hold: fc.constant({}),
	release: fc.constant({}),
	replay: fc.constant({}),
	decide: fc.record({ choice: fc.constantFrom(...DECISION_CHOICES) }),
} as const;

type Name = keyof typeof COMMANDS;
type Given<N extends Name> = (typeof COMMANDS)[N] extends fc.Arbitrary<infer T> ? T : never;
export type Command = { [N in Name]: { do: N } & Given<N> }[Name];

/** Rare is what ends a life early. */
const WEIGHTS: Readonly<Record<Name, number>> = {
	step: 8,
	goTo: 16,
	finish: 8,
	crash: 4,
	fail: 4,
	ship: 8,
	poll: 10,
	wait: 16,
	carrier: 8,
	cancelOrder: 2,
	deleteOrder: 1,
	changeQuantity: 4,
	deliver: 3,
	readdress: 3,
	pause: 4,
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
	"cancelOrder",
	"deleteOrder",
	"changeQuantity",
	"deliver",
	"readdress",
]);

/** The runs that are under way: two that ship, one that reads. */
export type Runs = (SteppedRun | undefined)[];

async function runAt(slot: number, runs: Runs, world: World): Promise<SteppedRun> {
	const under = runs[slot];
	if (under !== undefined && !under.isEnded) {
		return under;
	}
	const begun = world.start(slot === 2 ? "poll" : "ship");
	runs[slot] = begun;
	await begun.begin();
	return begun;
}

export async function execute(command: Command, world: World, runs: Runs): Promise<void> {
	switch (command.do) {
		case "step":
			return (await runAt(command.run, runs, world)).step(command.stops);
		case "goTo":
			return (await runAt(command.run, runs, world)).goTo(command.place);
		case "finish":
			return runs[command.run]?.finish();
		case "fail":
			return (await runAt(command.run, runs, world)).fail();
		case "crash":
			runs[command.run]?.crash();
			runs[command.run] = undefined;
			return;
		case "ship":
			return world.start("ship").finish();
		case "poll":
			return pollNow(world);
		case "wait":
			world.time.now += command.ms;
			return;
		case "carrier":
			world.carrier.next(command.reply);
			return;
		default:
			return change(command, world);
	}
}

type Change = Exclude<
	Command,
	{ do: "step" | "goTo" | "finish" | "fail" | "crash" | "ship" | "poll" | "wait" | "carrier" }
>;

export async function pollNow(world: World): Promise<void> {
	await world.deps.divisions.requestPoll(world.divisionId, world.time.now);
	await world.start("poll").finish();
}

/** What people do, in Exact and with us. */
async function change(command: Change, world: World): Promise<void> {
	const { deps, erp, exact, divisionId, setup } = world;
	switch (command.do) {
		case "cancelOrder":
			exact.header = erp.putHeader({ ...exact.header, status: command.isBack ? 12 : 45 });
			return;
		case "deleteOrder":
			return erp.remove("order", world.exactOrderId);
		case "changeQuantity":
			world.most.quantity = Math.max(world.most.quantity, command.quantity);
			exact.line = erp.putLine({ ...exact.line, quantity: command.quantity });
			return;
		case "deliver":
			exact.line = erp.putLine({ ...exact.line, quantityDelivered: command.quantity });
			return;
		case "readdress":
			erp.addresses.set(world.address.id, { ...world.address, city: command.city });
			exact.header = erp.putHeader({ ...exact.header });
			return;
		default:
	}
	const by = world.change();
	await unlessRefused(async () => {
		switch (command.do) {
			case "pause":
				return command.what === "division"
					? pauseDivision(divisionId, command.isPaused, by, { ...deps, divisions: setup })
					: pauseFedexAccount(world.accountId, command.isPaused, by, world.accounts);
			case "hold":
				return holdDivision(divisionId, by, setup);
			case "release":
				return releaseAll(world);
			case "replay": {
				const [last] = (await world.shipments()).slice(-1);
				return last && replayShipment(last.id, by, { ...deps, replays: world.replays });
			}
			case "decide": {
				const [first] = await world.shipments();
				const open = first && (await world.orderSetup.findDecision(first.id));
				if (first === undefined || typeof open !== "object") {
					return undefined;
				}
				const answer = { choice: command.choice, cause: open.decision.cause };
				return settleDecision(first.id, answer, by, { ...deps, orders: world.orderSetup });
			}
		}
	});
}

/** As the use case does, but for the webhooks and credentials that it wants to see first. */
export async function releaseAll(world: World): Promise<void> {
	const division = await world.division();
	if (division.mode === "hold") {
		await world.release("all");
	}
}

async function unlessRefused(work: () => Promise<unknown>): Promise<void> {
	try {
		await work();
	} catch (error) {
		if (!(error instanceof Error && "disposition" in error && error.disposition === "refuse")) {
			throw error;
		}
	}
}
