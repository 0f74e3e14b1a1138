import { newId } from "../lib/ids.ts";
import { requireFound } from "./refusals.ts";
import type { AccountSetupStore, Change, NewFedexAccount } from "./setup-stores.ts";
import type { FedexAccount } from "./stores.ts";

export async function addFedexAccount(
	input: Omit<NewFedexAccount, "id">,
	change: Change,
	accounts: AccountSetupStore,
): Promise<FedexAccount> {
	const id = newId("fac", change.now);
	await accounts.create({ ...input, id }, change);
	return requireFound("fedex_account", id, await accounts.find(id));
}
