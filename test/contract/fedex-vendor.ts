import { createFedexAddressChecker } from "../../src/fedex/address-checker.ts";
import { createFedexCarrier } from "../../src/fedex/client.ts";
import { createFedexFinder } from "../../src/fedex/finder.ts";
import { createGroundCloseDesk } from "../../src/fedex/ground-close.ts";
import { createCarrierByPlan } from "../../src/fedex/ltl/carrier-by-plan.ts";
import { createLtlCarrier } from "../../src/fedex/ltl/ltl-client.ts";
import { createLtlPickupDesk } from "../../src/fedex/ltl/ltl-pickups.ts";
import { requestToken, type TokenKeeper, type TokenQuestion } from "../../src/fedex/oauth.ts";
import { createPickupDesk } from "../../src/fedex/pickups.ts";
import { createProofDesk } from "../../src/fedex/proofs.ts";
import { createFedexQuoter } from "../../src/fedex/quoter.ts";
import { createTokenSource } from "../../src/fedex/token-source.ts";
import { createFedexTracker } from "../../src/fedex/tracker.ts";
import { silentLog } from "../../src/lib/log.ts";
import type { ShipmentPlan } from "../../src/shipping/model/shipment-plan.ts";
import { createFedexTwin } from "../simulators/fedex/app.ts";
import {
	FEDEX_DEMO_ACCOUNTS,
	FEDEX_DEMO_FREIGHT,
	type FedexDemoCountry,
} from "../simulators/fedex/credentials.ts";
import { seedFedexDemo } from "../simulators/fedex/seed.ts";
import { OwnClock } from "../simulators/twin/clock.ts";
import { Faults } from "../simulators/twin/faults.ts";
import { Store } from "../simulators/twin/store.ts";
import { recordingFetch } from "./exchanges.ts";

const BASE_URL = "http://127.0.0.1:9102";
export const SHIP_DATE = "2026-11-24";
const NOW = Date.parse(`${SHIP_DATE}T09:00:00Z`);

const JOB_LOOK_MS = 20_000;

export type Fedex = ReturnType<typeof startFedex>;

export type Api = "ship" | "track";

/** Whose token to use. */
export type Token = Api | "none";

/** FedEx's simulator, the connector's own client in front of it, and a record of what they say. */
export function startFedex() {
	const store = new Store();
	seedFedexDemo(store);
	const clock = new OwnClock(store, () => NOW);
	const faults = new Faults();
	const twin = createFedexTwin({ store, clock, faults });
	const { fetch, exchanges } = recordingFetch((request) => twin.fetch(request));
	const now = () => clock.now();
	const keeper = keepTokens({ fetch, now });

	function sourceOf(country: FedexDemoCountry, api: Api) {
		const credential = FEDEX_DEMO_ACCOUNTS[country][api];
		const question = { baseUrl: BASE_URL, credentialId: `${country} ${api}`, ...credential };
		return createTokenSource(keeper, question);
	}

	function carrierOf(country: FedexDemoCountry) {
		return createFedexCarrier({
			baseUrl: BASE_URL,
			accountNumber: FEDEX_DEMO_ACCOUNTS[country].accountNumber,
			shipToken: sourceOf(country, "ship"),
			trackToken: sourceOf(country, "track"),
			fetch,
			log: silentLog,
			now,
		});
	}

	const freightToken = createTokenSource(keeper, {
		baseUrl: BASE_URL,
		credentialId: "US freight",
		...FEDEX_DEMO_FREIGHT,
	});
	const freight = createLtlCarrier({
		baseUrl: BASE_URL,
		accountNumber: FEDEX_DEMO_ACCOUNTS.US.accountNumber,
		shipToken: freightToken,
		trackToken: sourceOf("US", "track"),
		fetch,
		log: silentLog,
		now,
	});

	/** Books as the connector does. @throws the client's own errors */
	async function book(
		plan: ShipmentPlan,
		reference = "20001-7F3K9QXZ",
		country = plan.shipFrom.country as FedexDemoCountry,
	) {
		const { accountNumber } = FEDEX_DEMO_ACCOUNTS[country];
		const carrier = createCarrierByPlan(carrierOf(country), freight);
		const request = carrier.writeBooking({ plan, accountNumber, reference, shipDate: SHIP_DATE });
		const answer = await carrier.sendBooking(request, reference);
		const id = carrier.findJob(answer);
		if (id === undefined) {
			return carrier.readBooking(answer);
		}
		for (;;) {
			const result = await carrier.askJob({ id, request });
			if (result !== undefined) {
				return carrier.readBooking(result);
			}
			clock.advance(JOB_LOOK_MS);
		}
	}

	function quoterOf(country: FedexDemoCountry) {
		return createFedexQuoter({
			baseUrl: BASE_URL,
			token: sourceOf(country, "ship"),
			fetch,
			log: silentLog,
			now,
		});
	}

	const askedAbout = (plan: ShipmentPlan) => {
		const country = plan.shipFrom.country as FedexDemoCountry;
		const { accountNumber } = FEDEX_DEMO_ACCOUNTS[country];
		return { quoter: quoterOf(country), request: { plan, accountNumber, shipDate: SHIP_DATE } };
	};

	/** Asks for rates as the connector does. @throws the client's own errors */
	async function quote(plan: ShipmentPlan) {
		const { quoter, request } = askedAbout(plan);
		return quoter.quote(request);
	}

	/** Has a shipment tried as the connector does. @throws the client's own errors */
	async function validate(plan: ShipmentPlan) {
		const { quoter, request } = askedAbout(plan);
		await quoter.validate(request);
	}

	const tracker = createFedexTracker({
		baseUrl: BASE_URL,
		trackToken: sourceOf("NL", "track"),
		fetch,
		log: silentLog,
		now,
	});

	const proofs = createProofDesk({
		baseUrl: BASE_URL,
		accountNumber: FEDEX_DEMO_ACCOUNTS.NL.accountNumber,
		trackToken: sourceOf("NL", "track"),
		fetch,
		log: silentLog,
		now,
	});

	const finder = createFedexFinder({
		baseUrl: BASE_URL,
		accountNumber: FEDEX_DEMO_ACCOUNTS.NL.accountNumber,
		trackToken: sourceOf("NL", "track"),
		fetch,
		log: silentLog,
		now,
	});

	const addressChecker = createFedexAddressChecker({
		baseUrl: BASE_URL,
		shipToken: sourceOf("NL", "ship"),
		fetch,
		log: silentLog,
		now,
	});
	const deskOf = (country: FedexDemoCountry) => ({
		baseUrl: BASE_URL,
		accountNumber: FEDEX_DEMO_ACCOUNTS[country].accountNumber,
		shipToken: sourceOf(country, "ship"),
		fetch,
		log: silentLog,
		now,
	});
	const pickups = (country: FedexDemoCountry) => createPickupDesk(deskOf(country));
	const trucks = createLtlPickupDesk({
		...deskOf("US"),
		shipToken: freightToken,
		accountNumber: FEDEX_DEMO_FREIGHT.accountNumber,
	});
	const ground = createGroundCloseDesk(deskOf("US"));

	/** A call that the connector's clients do not make so, as the contract describes it. */
	async function send(
		path: string,
		{
			token,
			country = "NL",
			method = "POST",
			body,
		}: { token: Token; country?: FedexDemoCountry; method?: string; body: unknown },
	): Promise<void> {
		const bearer = token === "none" ? token : await sourceOf(country, token).get();
		await fetch(`${BASE_URL}${path}`, {
			method,
			headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" },
			body: JSON.stringify(body),
		});
	}

	async function control(path: string, body: unknown): Promise<void> {
		const init = { method: "PUT", body: JSON.stringify(body) };
		const response = await twin.request(`/_twin/${path}`, init);
		if (!response.ok) {
			throw new Error(await response.text());
		}
	}

	async function setTravel(trackingNumber: string, travel: string): Promise<void> {
		const response = await twin.request(`/_twin/shipments?tracking=${trackingNumber}`);
		const { shipments } = (await response.json()) as { shipments: { id: string }[] };
		await control(`shipments/${shipments[0]?.id}`, { travel });
	}

	const askToken = (credential: { clientId: string; clientSecret: string }) =>
		requestToken({ baseUrl: BASE_URL, credentialId: "asked", ...credential }, { fetch, now });

	return {
		askToken,
		book,
		quote,
		validate,
		carrierOf,
		tracker,
		finder,
		look: tracker.track,
		find: finder.findByReference,
		checkAddresses: addressChecker.check,
		cancel: carrierOf("NL").cancelBooking,
		proofs,
		pickups,
		trucks,
		ground,
		send,
		control,
		setTravel,
		clock,
		faults,
		exchanges,
	};
}

/** Too many requests for tokens would close the simulator's door, as they close FedEx's. */
function keepTokens(deps: { fetch: typeof fetch; now: () => number }): TokenKeeper {
	const kept = new Map<string, { token: string; expiresAt: number }>();
	const tokenAfterRejection = async (question: TokenQuestion) => {
		const { verdict } = await requestToken(question, deps);
		if (verdict.kind !== "ok") {
			return { ok: false, code: "fedex.token_unavailable" } as const;
		}
		const { token, expiresInSeconds } = verdict;
		const answer = { token, expiresAt: deps.now() + expiresInSeconds * 1_000 };
		kept.set(question.credentialId, answer);
		return { ok: true, ...answer } as const;
	};
	return {
		accessToken: async (question) => {
			const held = kept.get(question.credentialId);
			const isGood = held !== undefined && held.expiresAt > deps.now();
			return isGood ? { ok: true, ...held } : tokenAfterRejection(question);
		},
		tokenAfterRejection,
	};
}
