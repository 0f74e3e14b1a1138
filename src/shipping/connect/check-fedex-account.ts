import type { Carrier, CredentialChecks } from "../ports/carrier.ts";
import type { AccountSetupStore, FedexAccount } from "../ports/fedex-accounts.ts";
import { requireFound } from "../refusals.ts";

/** Asks FedEx whether it accepts each set of credentials. */
export async function checkFedexAccount(
	id: string,
	deps: { accounts: AccountSetupStore; carrier(account: FedexAccount): Promise<Carrier> },
): Promise<CredentialChecks> {
	const account = requireFound("fedex_account", id, await deps.accounts.find(id));
	const carrier = await deps.carrier(account);
	return carrier.check();
}
