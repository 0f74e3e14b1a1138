import { refusal } from "../../lib/errors.ts";
import type { PickupDesk } from "../ports/carrier.ts";
import type { Change } from "../ports/changes.ts";
import type { DivisionSetupStore } from "../ports/divisions.ts";
import type { AccountSetupStore, FedexAccount } from "../ports/fedex-accounts.ts";
import type { Pickup, PickupStore } from "../ports/pickups.ts";
import { requireDone, requireFound } from "../refusals.ts";
import { type FreightAccount, noFreight } from "./request-pickup.ts";

/** Tells FedEx that no courier is to come. After a lost answer it may be asked again; a second time does no harm. */
export async function cancelPickup(
	id: string,
	change: Change,
	deps: {
		pickups: PickupStore;
		accounts: AccountSetupStore;
		divisions: DivisionSetupStore;
		desk(account: FedexAccount, freight: FreightAccount): Promise<PickupDesk>;
	},
): Promise<Pickup> {
	const pickup = requireFound("pickup", id, await deps.pickups.find(id));
	const { state, confirmationCode, location } = pickup;
	if (state === "cancelled") {
		return pickup;
	}
	if (state !== "confirmed" || confirmationCode === null) {
		throw refusal(
			"pickup.not_confirmed",
			`The courier is ${state}, so there is no number by which FedEx could cancel one. Call FedEx where one may come.`,
		);
	}
	const found = await deps.accounts.find(pickup.fedexAccountId);
	const account = requireFound("fedex_account", pickup.fedexAccountId, found);
	const { carrier, day } = pickup;
	const settings = (await deps.divisions.find(pickup.divisionId))?.settings ?? null;
	const freight = settings?.freight ?? null;
	if (carrier === "freight" && freight === null) {
		throw noFreight();
	}
	const desk = await deps.desk(account, carrier === "freight" ? freight : null);
	const contactName = settings?.shipFrom.personName ?? "Shipping";
	await desk.cancel({ carrier, day, confirmationCode, location, contactName });
	const end = { state: "cancelled" as const, confirmationCode, location };
	requireDone(await deps.pickups.end(pickup, end, change));
	return { ...pickup, ...end, version: pickup.version + 1 };
}
