import type { Change } from "../ports/changes.ts";
import type { AccountSetupStore } from "../ports/fedex-accounts.ts";
import { requireDone, requireFound } from "../refusals.ts";

/** Has FedEx's push heard for an account under that security token; null ends it, and polling alone goes on. */
export async function setPushToken(
	id: string,
	token: string | null,
	change: Change,
	accounts: AccountSetupStore,
): Promise<void> {
	const account = requireFound("fedex_account", id, await accounts.find(id));
	requireDone(await accounts.setPushToken(account, token, change));
}
