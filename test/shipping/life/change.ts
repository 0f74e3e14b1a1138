import type { DecisionChoice } from "../../../src/shipping/model/decision.ts";
import { holdDivision } from "../../../src/shipping/operate/hold-division.ts";
import {
	pauseDivision,
	pauseEverything,
	pauseFedexAccount,
} from "../../../src/shipping/operate/pause.ts";
import { replayShipment } from "../../../src/shipping/operate/replay-shipment.ts";
import { settleDecision } from "../../../src/shipping/operate/settle-decision.ts";
import { relabelShipment, voidShipment } from "../../../src/shipping/operate/void-shipment.ts";
import type { Command } from "./commands.ts";
import { releaseAll, type World } from "./world.ts";

/** What the carrier is going to do, and what people do in Exact, at the carrier and with us. */
type Change = Exclude<
	Command,
	{
		do:
			| "step"
			| "goTo"
			| "finish"
			| "fail"
			| "crash"
			| "ship"
			| "poll"
			| "reconcile"
			| "look"
			| "goOn"
			| "wait";
	}
>;

export async function change(command: Change, world: World): Promise<void> {
	const { deps, erp, exact, divisionId, setup } = world;
	switch (command.do) {
		case "carrier":
			return world.carrier.next(command.reply);
		case "hide":
			world.carrier.hiddenMs = command.ms;
			return;
		case "cancelling":
			return world.carrier.nextCancel(...Array(command.times).fill(command.reply));
		case "looking":
			return world.carrier.nextLook(...Array(command.times).fill(command.reply));
		case "label": {
			const made = world.carrier.made.at(-1);
			if (made?.fate === "made") {
				Object.assign(made, command.becomes === "deaf" ? { isDeaf: true } : { fate: "moving" });
			}
			return;
		}
		case "cancelByHand":
			// Of what a person was told about.
			for (const attempt of await world.attempts()) {
				if (attempt.state === "surfaced") {
					world.carrier.cancelByHand(attempt.reference);
				}
			}
			return;
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
				return pause(command, world);
			case "hold":
				return holdDivision(divisionId, by, setup);
			case "release":
				return releaseAll(world);
			case "replay": {
				const one = (await world.shipments()).at(-1 - command.back);
				return one && replayShipment(one.id, by, { ...deps, replays: world.replays });
			}
			case "void":
			case "relabel": {
				const one = (await world.shipments()).at(-1 - command.back);
				const takeBack = command.do === "void" ? voidShipment : relabelShipment;
				return one && takeBack(one.id, by, { ...deps, voids: world.voids });
			}
			case "decide":
				return decide(command.choice, world);
		}
	});
}

async function pause({ what, isPaused }: Change & { do: "pause" }, world: World) {
	const { deps, setup } = world;
	const by = world.change();
	switch (what) {
		case "division":
			return pauseDivision(world.divisionId, isPaused, by, { ...deps, divisions: setup });
		case "account":
			return pauseFedexAccount(world.accountId, isPaused, by, world.accounts);
		case "everything":
			return pauseEverything(isPaused, by, world.system);
	}
}

/** Answers the first question that is open. */
async function decide(choice: DecisionChoice, world: World): Promise<void> {
	for (const { id } of await world.shipments()) {
		const open = await world.orderSetup.findDecision(id);
		if (typeof open === "object") {
			const answer = { choice, cause: open.decision.cause };
			const deps = { ...world.deps, orders: world.orderSetup };
			return settleDecision(id, answer, world.change(), deps);
		}
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
