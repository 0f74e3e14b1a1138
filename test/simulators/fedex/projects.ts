import type { Store } from "../twin/store.ts";

export type ProjectApi = "ship" | "track" | "freight";

/** A project of the developer portal: label keys and tracking keys live in projects of their own. */
export type FedexProject = {
	clientId: string;
	clientSecret: string;
	apis: ProjectApi[];
	accounts: string[];
	/** Until FedEx has looked at printed labels, Ship answers 403. */
	labelValidated: boolean;
};

export type FedexAccount = { accountNumber: string; countryCode: string };

export class Projects {
	readonly #store: Store;

	constructor(store: Store) {
		this.#store = store;
	}

	find(clientId: string): FedexProject | undefined {
		return this.#projects().get(clientId);
	}

	list(): FedexProject[] {
		return this.#projects().values();
	}

	save(project: FedexProject): void {
		this.#projects().set(project.clientId, project);
	}

	saveAccount(account: FedexAccount): void {
		this.#accounts().set(account.accountNumber, account);
	}

	/** The country of an account, where the twin knows the account. */
	findCountry(accountNumber: string): string | undefined {
		return this.#accounts().get(accountNumber)?.countryCode;
	}

	isEmpty(): boolean {
		return this.#projects().size === 0;
	}

	#projects() {
		return this.#store.collection<FedexProject>("projects");
	}

	#accounts() {
		return this.#store.collection<FedexAccount>("accounts");
	}
}
