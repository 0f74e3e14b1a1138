import { createFedexTwin } from "../simulators/fedex/app.ts";
import {
	FEDEX_DEMO_ACCOUNTS,
	type FedexDemoCountry,
	type FedexDemoCredential,
} from "../simulators/fedex/credentials.ts";
import { seedFedexDemo } from "../simulators/fedex/seed.ts";
import { OwnClock } from "../simulators/twin/clock.ts";
import { Faults } from "../simulators/twin/faults.ts";
import { RequestLog } from "../simulators/twin/request-log.ts";
import { Store } from "../simulators/twin/store.ts";

/** A Monday morning in the Netherlands. */
export const MONDAY = Date.parse("2026-11-23T09:00:00+01:00");

export type Json = Record<string, unknown>;
type Reply<T> = { status: number; body: T };

export type ErrorBody = { errors: { code: string }[] };

export type CreateBody = {
	transactionId: string;
	customerTransactionId?: string;
	output: {
		transactionShipments: {
			masterTrackingNumber: string;
			serviceType: string;
			shipDatestamp: string;
			alerts?: { code: string; alertType: string }[];
			shipmentDocuments?: WireDocument[];
			pieceResponses: {
				trackingNumber: string;
				packageSequenceNumber: number;
				netChargeAmount: number;
				packageDocuments: WireDocument[];
			}[];
		}[];
	};
};

export type WireDocument = {
	contentType: string;
	docType: string;
	copiesToPrint: number;
	encodedLabel?: string;
	url?: string;
};

export type TrackBody = {
	output: {
		completeTrackResults: {
			trackingNumber?: string;
			trackResults: {
				error?: { code: string };
				latestStatusDetail?: { code: string; derivedCode: string };
				scanEvents?: { eventType: string; date: string; exceptionCode: string }[];
				additionalTrackingInfo?: { packageIdentifiers: { type: string; values: string[] }[] };
			}[];
		}[];
	};
};

/** A twin with the demo's accounts, whose time stands still until `advance`. */
export class TestTwin {
	readonly store = new Store();
	readonly clock = new OwnClock(this.store, () => MONDAY);
	readonly faults = new Faults();
	readonly log = new RequestLog();
	readonly app = this.#createApp();

	advance(byMs: number): void {
		this.clock.advance(byMs);
	}

	requestToken(credential: FedexDemoCredential) {
		const body = new URLSearchParams({
			grant_type: "client_credentials",
			client_id: credential.clientId,
			client_secret: credential.clientSecret,
		});
		return this.app.request("/oauth/token", { method: "POST", body });
	}

	async token(api: "ship" | "track", country: FedexDemoCountry = "NL"): Promise<string> {
		const response = await this.requestToken(FEDEX_DEMO_ACCOUNTS[country][api]);
		const body = (await response.json()) as { access_token: string };
		return body.access_token;
	}

	async send<T>(path: string, call: { token: string; body: unknown; method?: string }) {
		const response = await this.app.request(path, {
			method: call.method ?? "POST",
			headers: {
				authorization: `Bearer ${call.token}`,
				"content-type": "application/json",
				"x-customer-transaction-id": "SO-1001-TEST",
			},
			body: JSON.stringify(call.body),
		});
		const reply: Reply<T> = { status: response.status, body: (await response.json()) as T };
		return reply;
	}

	async create(body: unknown, country: FedexDemoCountry = "NL") {
		const token = await this.token("ship", country);
		return this.send<CreateBody>("/ship/v1/shipments", { token, body });
	}

	async cancel(trackingNumber: string) {
		const body = {
			accountNumber: { value: FEDEX_DEMO_ACCOUNTS.NL.accountNumber },
			trackingNumber,
			deletionControl: "DELETE_ALL_PACKAGES",
		};
		const token = await this.token("ship");
		return this.send<Json & ErrorBody>("/ship/v1/shipments/cancel", { token, body, method: "PUT" });
	}

	async track(...trackingNumbers: string[]) {
		const trackingInfo = trackingNumbers.map((trackingNumber) => ({
			trackingNumberInfo: { trackingNumber },
		}));
		const body = { includeDetailedScans: true, trackingInfo };
		const token = await this.token("track");
		return this.send<TrackBody & ErrorBody>("/track/v1/trackingnumbers", { token, body });
	}

	async findReference(value: string, account = FEDEX_DEMO_ACCOUNTS.NL.accountNumber) {
		const referencesInformation = {
			type: "CUSTOMER_REFERENCE",
			value,
			accountNumber: account,
			shipDateBegin: "2026-11-22",
			shipDateEndDate: "2026-11-24",
		};
		const token = await this.token("track");
		const body = { includeDetailedScans: false, referencesInformation };
		return this.send<TrackBody>("/track/v1/referencenumbers", { token, body });
	}

	async shipments(query = ""): Promise<(Json & { id: string; trackingNumbers: string[] })[]> {
		const response = await this.app.request(`/_twin/shipments${query}`);
		const body = (await response.json()) as {
			shipments: (Json & { id: string; trackingNumbers: string[] })[];
		};
		return body.shipments;
	}

	#createApp() {
		seedFedexDemo(this.store);
		const { store, clock, faults, log } = this;
		return createFedexTwin({ store, clock, faults, log });
	}
}
