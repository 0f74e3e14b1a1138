import type { Database } from "./db/database.ts";
import { createAccountSetupStore } from "./db/fedex-accounts.ts";
import { createFedexAddressChecker } from "./fedex/address-checker.ts";
import { createFedexCarrier } from "./fedex/client.ts";
import { type Egress, fedexFetch } from "./fedex/egress.ts";
import { createFedexFinder } from "./fedex/finder.ts";
import { createGroundCloseDesk } from "./fedex/ground-close.ts";
import { fedexBaseUrl } from "./fedex/hosts.ts";
import { createCarrierByPlan } from "./fedex/ltl/carrier-by-plan.ts";
import { createLtlCarrier } from "./fedex/ltl/ltl-client.ts";
import { createLtlPickupDesk } from "./fedex/ltl/ltl-pickups.ts";
import { createPickupDesk } from "./fedex/pickups.ts";
import { createProofDesk } from "./fedex/proofs.ts";
import { createFedexQuoter } from "./fedex/quoter.ts";
import { createTokenSource } from "./fedex/token-source.ts";
import { createFedexTracker } from "./fedex/tracker.ts";
import type { Clock } from "./lib/clock.ts";
import { refusal } from "./lib/errors.ts";
import type { KeyRing } from "./lib/key-ring.ts";
import type { Log } from "./lib/log.ts";
import type {
	AddressChecker,
	BookingFinder,
	Carrier,
	GroundCloseDesk,
	ParcelTracker,
	PickupDesk,
} from "./shipping/ports/carrier.ts";
import type { FedexAccount } from "./shipping/ports/fedex-accounts.ts";
import type { ProofDesk } from "./shipping/ports/proofs.ts";
import type { Quoter } from "./shipping/ports/quotes.ts";

type Wiring = {
	env: Env;
	db: Database;
	keys: KeyRing;
	/** The keeper of tokens of a FedEx host. */
	fedexSession: (baseUrl: string) => Parameters<typeof createTokenSource>[0];
	clock: Clock;
	log: Log;
};

/** What is asked of FedEx on behalf of an account, each with the credentials of the project that may. */
export function createFedexClients({ env, db, keys, fedexSession, clock, log }: Wiring) {
	/** What the clients of an account need: where its calls go, and the tokens of its projects. */
	const fedexProjects = async (account: FedexAccount) => {
		const credentials = await createAccountSetupStore(db, keys).findCredentials(account.id);
		if (credentials === undefined) {
			throw refusal("fedex.account_missing", "The FedEx account is not set up any more.");
		}
		const baseUrl = fedexBaseUrl(account.environment, env.FEDEX_ORIGIN);
		const { freight } = credentials;
		const freightBaseUrl = fedexBaseUrl(
			account.environment,
			env.FEDEX_FREIGHT_ORIGIN || env.FEDEX_ORIGIN,
		);
		/** Null where the account has no credentials of FedEx Freight. */
		const freightProject =
			freight === null
				? null
				: {
						baseUrl: freightBaseUrl,
						shipToken: createTokenSource(fedexSession(freightBaseUrl), {
							baseUrl: freightBaseUrl,
							credentialId: `${account.id}:freight`,
							...freight,
						}),
					};
		const token = (project: "ship" | "track") =>
			createTokenSource(fedexSession(baseUrl), {
				baseUrl,
				credentialId: `${account.id}:${project}`,
				...credentials[project],
			});
		const deps = {
			baseUrl,
			accountNumber: account.accountNumber,
			shipToken: token("ship"),
			trackToken: token("track"),
			fetch: fedexFetch(env as Egress),
			log: log.with({ accountId: account.id }),
			now: clock.now,
		};
		return { deps, freightProject };
	};

	return {
		async carrier(account: FedexAccount): Promise<Carrier> {
			const { deps, freightProject } = await fedexProjects(account);
			return createCarrierByPlan(
				createFedexCarrier(deps),
				freightProject === null ? undefined : createLtlCarrier({ ...deps, ...freightProject }),
			);
		},
		async pickupDesk(
			account: FedexAccount,
			freight: { accountNumber: string } | null,
		): Promise<PickupDesk> {
			const { deps, freightProject } = await fedexProjects(account);
			if (freight === null) {
				return createPickupDesk(deps);
			}
			if (freightProject === null) {
				throw refusal(
					"freight.no_credentials",
					"The FedEx account has no credentials for FedEx Freight. Add an account that has.",
				);
			}
			return createLtlPickupDesk({ ...deps, ...freightProject, ...freight });
		},
		groundCloseDesk: async (account: FedexAccount): Promise<GroundCloseDesk> =>
			createGroundCloseDesk((await fedexProjects(account)).deps),
		addressChecker: async (account: FedexAccount): Promise<AddressChecker> =>
			createFedexAddressChecker((await fedexProjects(account)).deps),
		tracker: async (account: FedexAccount): Promise<ParcelTracker> =>
			createFedexTracker((await fedexProjects(account)).deps),
		proofDesk: async (account: FedexAccount): Promise<ProofDesk> =>
			createProofDesk((await fedexProjects(account)).deps),
		finder: async (account: FedexAccount): Promise<BookingFinder> =>
			createFedexFinder((await fedexProjects(account)).deps),
		async quoter(account: FedexAccount): Promise<Quoter> {
			const { deps } = await fedexProjects(account);
			return createFedexQuoter({ ...deps, token: deps.shipToken });
		},
	};
}

/** Those that may have a keeper of tokens, in order. */
export function listFedexHosts(env: Env): string[] {
	const origins = [env.FEDEX_ORIGIN, env.FEDEX_FREIGHT_ORIGIN || env.FEDEX_ORIGIN];
	const hosts = origins.flatMap((origin) => [
		fedexBaseUrl("production", origin),
		fedexBaseUrl("sandbox", origin),
	]);
	return [...new Set(hosts)].toSorted();
}
