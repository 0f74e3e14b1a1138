import { newId } from "../../lib/ids.ts";
import type { Change } from "../ports/changes.ts";
import type { AccountSetupStore, FedexAccount, NewFedexAccount } from "../ports/fedex-accounts.ts";
import { requireFound } from "../refusals.ts";

export async function addFedexAccount(
	input: Omit<NewFedexAccount, "id">,
	change: Change,
	accounts: AccountSetupStore,
): Promise<FedexAccount> {
	const id = newId("fac", change.now);
	await accounts.create({ ...input, id }, change);
	return requireFound("fedex_account", id, await accounts.find(id));
}
