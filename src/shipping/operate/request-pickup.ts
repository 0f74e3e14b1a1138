import { isAppError, refusal } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import { localMoment } from "../model/ship-date.ts";
import type { PickupAsked, PickupCarrier, PickupDesk } from "../ports/carrier.ts";
import type { Change } from "../ports/changes.ts";
import type { DivisionSetupStore } from "../ports/divisions.ts";
import type { AccountSetupStore, FedexAccount } from "../ports/fedex-accounts.ts";
import type { Pickup, PickupDay, PickupStore } from "../ports/pickups.ts";
import { invalidField, requireDone, requireFound } from "../refusals.ts";
import { requireMapped } from "./poll-now.ts";

export type PickupWish = {
	carrier: PickupCarrier;
	/** The division's own account where it names none. */
	fedexAccountId: string | null;
	/** `YYYY-MM-DD`; today where the division is. */
	day: string | null;
	readyTime: string;
	closeTime: string;
	isAgain: boolean;
};

/** A run that was killed has long ended by then: FedEx is waited for much shorter. */
const RUN_MAX_MS = 120_000;

/** FedEx Freight's own account, where it is whom to ask. */
export type FreightAccount = { accountNumber: string } | null;

/**
 * Asks FedEx for a courier, once for an account and a day: a second one comes only where a person asks again. FedEx
 * is asked whether one can come first. What was asked for is stored before the call, so that a lost answer is known
 * as such and never asked for again by itself.
 */
export async function requestPickup(
	divisionId: string,
	wish: PickupWish,
	change: Change,
	deps: {
		divisions: DivisionSetupStore;
		accounts: AccountSetupStore;
		pickups: PickupStore;
		desk(account: FedexAccount, freight: FreightAccount): Promise<PickupDesk>;
	},
): Promise<Pickup> {
	const division = requireFound("division", divisionId, await deps.divisions.find(divisionId));
	const { settings } = division;
	requireMapped(division);
	if (settings === null) {
		throw new Error("a mapped division has settings");
	}
	const accountId = wish.fedexAccountId ?? settings.fedexAccountId;
	const account = await deps.accounts.find(accountId);
	if (account === undefined) {
		throw invalidField({
			field: "fedexAccountId",
			message: `There is no FedEx account ${accountId}.`,
			remedy: "Give the id of one, as GET /api/v1/fedex-accounts lists them.",
		});
	}
	const today = localMoment(change.now, settings.timeZone).date;
	const day = wish.day ?? today;
	if (day < today || wish.readyTime >= wish.closeTime) {
		throw invalidField({
			field: day < today ? "day" : "closeTime",
			message: day < today ? "It is over." : "It is not after the time when the goods are ready.",
			remedy: "Choose a day from today on, and a time until which somebody is there.",
		});
	}
	const of = { divisionId, fedexAccountId: accountId, carrier: wish.carrier, day };
	const before = await deps.pickups.list(of);
	const running = before.at(-1);
	if (running?.state === "asked" && change.now - running.createdAt < RUN_MAX_MS) {
		throw refusal(
			"pickup.in_progress",
			"A courier is being asked for at this moment. Look again in a minute.",
		);
	}
	const last = before.findLast(({ state }) => state !== "refused" && state !== "cancelled");
	if (last !== undefined && !wish.isAgain) {
		throw refusal(
			last.state === "confirmed" ? "pickup.exists" : "pickup.unknown",
			last.state === "confirmed"
				? `A courier comes on ${day} already (FedEx: ${last.confirmationCode}). Ask again to have another one come.`
				: `A courier was asked for on ${day} and FedEx's answer was lost. Ask FedEx whether one comes, and ask again here if none does.`,
		);
	}
	const { freight } = settings;
	if (wish.carrier === "freight" && freight === null) {
		throw noFreight();
	}
	const waiting = await countWaiting(of, deps.pickups);
	if (waiting.packages === 0) {
		throw refusal(
			"pickup.nothing_to_fetch",
			`Nothing with a label of ${day} waits for FedEx ${wish.carrier} on this account.`,
		);
	}
	const { readyTime, closeTime, carrier } = wish;
	const asked = {
		from: settings.shipFrom,
		carrier,
		day,
		isToday: day === today,
		readyTime,
		closeTime,
		...waiting,
	};
	const desk = await deps.desk(account, carrier === "freight" ? freight : null);
	if (!(await desk.isAvailable(asked))) {
		throw refusal(
			"pickup.not_available",
			`FedEx sends no courier on ${day} between ${readyTime} and ${closeTime}. Choose another time or day.`,
		);
	}
	const pickup: Pickup = {
		id: newId("pku", change.now),
		...of,
		number: before.length + 1,
		state: "asked",
		packages: waiting.packages,
		weightGrams: waiting.weightGrams,
		confirmationCode: null,
		location: null,
		version: 1,
		createdAt: change.now,
	};
	requireDone(await deps.pickups.begin(pickup, change));
	let end: Pick<Pickup, "state" | "confirmationCode" | "location">;
	try {
		end = { state: "confirmed", ...(await desk.request(asked)) };
	} catch (error) {
		const isSure =
			isAppError(error) && error.disposition !== "uncertain" && error.disposition !== "retry";
		const state = isSure ? "refused" : "unknown";
		await deps.pickups.end(pickup, { state, confirmationCode: null, location: null }, change);
		throw isSure
			? error
			: refusal(
					"pickup.unknown",
					"FedEx's answer was lost. Ask FedEx whether a courier comes, and ask again here if none does.",
				);
	}
	// Without the number that FedEx gave nobody could call the courier off, so it is tried twice to keep it.
	await deps.pickups.end(pickup, end, change).catch(() => deps.pickups.end(pickup, end, change));
	return { ...pickup, ...end, version: pickup.version + 1 };
}

/** Handling units are what FedEx Freight counts. */
async function countWaiting(
	day: PickupDay,
	pickups: PickupStore,
): Promise<Pick<PickupAsked, "packages" | "weightGrams" | "freight">> {
	if (day.carrier !== "freight") {
		return pickups.countWaiting(day);
	}
	const freight = await pickups.listFreight(day);
	return {
		packages: freight.reduce((sum, { handlingUnits }) => sum + handlingUnits, 0),
		weightGrams: freight.reduce((sum, { weightGrams }) => sum + weightGrams, 0),
		freight,
	};
}

export function noFreight() {
	return refusal(
		"pickup.no_freight",
		"The division does not use FedEx Freight. Fill in its freight settings first.",
	);
}
