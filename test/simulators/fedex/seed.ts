import type { Store } from "../twin/store.ts";
import { FEDEX_DEMO_ACCOUNTS, FEDEX_DEMO_FREIGHT } from "./credentials.ts";
import { Projects } from "./projects.ts";

/** Puts the demo's accounts and projects into an empty store; a store that has projects is left alone. */
export function seedFedexDemo(store: Store): void {
	const projects = new Projects(store);
	if (!projects.isEmpty()) {
		return;
	}
	for (const [countryCode, account] of Object.entries(FEDEX_DEMO_ACCOUNTS)) {
		const { accountNumber, ship, track } = account;
		projects.saveAccount({ accountNumber, countryCode });
		const shared = { accounts: [accountNumber], labelValidated: true };
		projects.save({ ...ship, apis: ["ship"], ...shared });
		projects.save({ ...track, apis: ["track"], ...shared });
	}
	const { accountNumber, ...credential } = FEDEX_DEMO_FREIGHT;
	projects.saveAccount({ accountNumber, countryCode: "US" });
	projects.save({
		...credential,
		apis: ["freight"],
		accounts: [accountNumber],
		labelValidated: true,
	});
}
