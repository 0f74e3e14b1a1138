import type { Division } from "../ports/divisions.ts";
import type { FedexAccount } from "../ports/fedex-accounts.ts";

/** Labels of a sandbox account stay out of a live Exact, unless the division is one to test with. */
export function writesBackFrom(account: FedexAccount, division: Division | undefined): boolean {
	return account.environment === "production" || division?.settings?.testDivision === true;
}
