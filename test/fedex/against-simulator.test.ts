import { describe, expect, it } from "vitest";

import { createFedexCarrier } from "../../src/fedex/client.ts";
import { requestToken, type TokenKeeper, type TokenQuestion } from "../../src/fedex/oauth.ts";
import { createTokenSource } from "../../src/fedex/token-source.ts";
import { createFedexTracker } from "../../src/fedex/tracker.ts";
import { silentLog } from "../../src/lib/log.ts";
import type { ShipmentPlan } from "../../src/shipping/model/shipment-plan.ts";
import { samplePackages } from "../shipping/sample-packages.ts";
import { createFedexTwin } from "../simulators/fedex/app.ts";
import { FEDEX_DEMO_ACCOUNTS } from "../simulators/fedex/credentials.ts";
import { seedFedexDemo } from "../simulators/fedex/seed.ts";
import { OwnClock } from "../simulators/twin/clock.ts";
import { Faults, type FaultKind } from "../simulators/twin/faults.ts";
import { RequestLog } from "../simulators/twin/request-log.ts";
import { Store } from "../simulators/twin/store.ts";
import {
	BEVERLY_HILLS,
	COLUMBUS,
	MUNICH,
	sampleBooking,
	sampleCommodity,
	sampleCustoms,
	sampleExport,
} from "./sample-plans.ts";

const BASE_URL = "http://127.0.0.1:9102";
const NOW = Date.UTC(2026, 10, 24, 9);
const REFERENCE = "2001-7F3K9QXZ";
const SHIP_DATE = "2026-11-24";

const WITHIN_US = {
	shipFrom: COLUMBUS,
	shipTo: BEVERLY_HILLS,
	service: "FEDEX_GROUND",
	currency: "USD",
	label: { format: "ZPLII", stock: "STOCK_4X6" },
};
const TO_GERMANY = {
	shipTo: MUNICH,
	service: "FEDEX_INTERNATIONAL_PRIORITY",
	customs: sampleCustoms(),
};
const TO_US = { ...TO_GERMANY, shipTo: COLUMBUS, customs: sampleExport() };
const EXPORTED = ["label", "auxiliary-label", "commercial-invoice"];

function setUp(country: "NL" | "US" = "NL") {
	const store = new Store();
	seedFedexDemo(store);
	const clock = new OwnClock(store, () => NOW);
	const faults = new Faults();
	const log = new RequestLog();
	const twin = createFedexTwin({ store, clock, faults, log });
	const fetch: typeof globalThis.fetch = async (input, init) =>
		twin.fetch(new Request(input, init));
	const now = () => clock.now();
	const account = FEDEX_DEMO_ACCOUNTS[country];
	const keeper = keepOneToken({ fetch, now });
	const source = (name: "ship" | "track") =>
		createTokenSource(keeper, { baseUrl: BASE_URL, credentialId: name, ...account[name] });
	const carrier = createFedexCarrier({
		baseUrl: BASE_URL,
		accountNumber: account.accountNumber,
		shipToken: source("ship"),
		trackToken: source("track"),
		fetch,
		log: silentLog,
		now,
	});
	const tracker = createFedexTracker({
		baseUrl: BASE_URL,
		trackToken: source("track"),
		fetch,
		log: silentLog,
		now,
	});
	const write = (changes: Partial<ShipmentPlan> = {}) =>
		carrier.writeBooking({
			...sampleBooking(changes),
			accountNumber: account.accountNumber,
		});
	const creates = () => log.calls().filter((call) => call.operation === "ship.create");
	return { carrier, tracker, write, clock, faults, log, creates };
}

/** The simplest keeper: one token a credential, a new one after a rejection. */
function keepOneToken(deps: { fetch: typeof fetch; now: () => number }): TokenKeeper {
	const tokens = new Map<string, string>();
	const renew = async (question: TokenQuestion) => {
		const { verdict } = await requestToken(question, deps);
		if (verdict.kind !== "ok") {
			return { ok: false, code: "fedex.credentials_refused" } as const;
		}
		tokens.set(question.credentialId, verdict.token);
		return { ok: true, token: verdict.token, expiresAt: 0 } as const;
	};
	return {
		accessToken: async (question) => {
			const token = tokens.get(question.credentialId);
			return token === undefined ? renew(question) : { ok: true, token, expiresAt: 0 };
		},
		tokenAfterRejection: renew,
	};
}

describe("against the simulator of FedEx", () => {
	it.each([
		["inside the Netherlands", "NL", {}, ["label"], "pdf"],
		["from the Netherlands to Germany", "NL", TO_GERMANY, ["label", "auxiliary-label"], "pdf"],
		["from the Netherlands to the United States", "NL", TO_US, EXPORTED, "pdf"],
		["inside the United States", "US", WITHIN_US, ["label"], "zpl"],
	] as const)("a parcel %s is booked and its label read", async (...row) => {
		const [, country, changes, kinds, extension] = row;
		const { carrier, write, creates, log } = setUp(country);
		await carrier.prepare();
		const booking = carrier.readBooking(await carrier.sendBooking(write(changes), REFERENCE));
		expect(booking.documents.map((document) => document.kind)).toEqual(kinds);
		expect(booking.documents[0]?.extension).toBe(extension);
		expect(booking.customerTransactionId).toBe(REFERENCE);
		expect(booking.masterTrackingNumber).toBe(booking.packages[0]?.trackingNumber);
		expect(booking.charge?.amount).toMatch(/^\d+\.\d\d$/);
		expect(creates()).toHaveLength(1);
		expect(log.summary().broken).toEqual({});
	});

	it("three pieces get three labels", async () => {
		const { carrier, write } = setUp();
		const packages = samplePackages(500, 500, 500);
		const booking = carrier.readBooking(await carrier.sendBooking(write({ packages }), REFERENCE));
		expect(new Set(booking.packages.map((piece) => piece.trackingNumber)).size).toBe(3);
		expect(booking.documents.map((document) => document.packageSequence)).toEqual([1, 2, 3]);
	});

	it("an expired token costs one repeat and makes one shipment", async () => {
		const { carrier, write, clock, creates } = setUp();
		await carrier.prepare();
		clock.advance(61 * 60_000);
		const answer = await carrier.sendBooking(write(), REFERENCE);
		expect(answer.status).toBe(200);
		expect(creates().map((call) => call.status)).toEqual([401, 200]);
	});

	it.each<[FaultKind, number | undefined]>([
		["cut-before", undefined],
		["cut-after", undefined],
		["half", undefined],
		["html", 200],
		["status-before", 503],
		["status-after", 500],
		["status-after", 408],
	])("%s (%s) is uncertain and called once", async (kind, status) => {
		const { carrier, write, faults, creates } = setUp();
		faults.replace([
			{ operation: "ship.create", kind, rate: 1, ...(status === undefined ? {} : { status }) },
		]);
		const book = async () => carrier.readBooking(await carrier.sendBooking(write(), REFERENCE));
		await expect(book()).rejects.toMatchObject({ disposition: "uncertain" });
		expect(creates()).toHaveLength(1);
	});

	it.each([
		[{ shipTo: { ...MUNICH, phone: "123" } }, "Delivery address › Phone"],
		[{ shipTo: { ...MUNICH, postalCode: "8033" } }, "Delivery address › Postcode"],
		[{ service: "FEDEX_GROUND" }, "Sales order › Shipping method"],
		[{ packages: samplePackages(90_000) }, "Item › Gross weight"],
		[
			{
				...TO_GERMANY,
				customs: sampleCustoms({ commodities: [sampleCommodity({ description: "Parts" })] }),
			},
			"Item › Description",
		],
	])("%j is refused at the field to mend", async (changes, field) => {
		const { carrier, write, creates } = setUp();
		const book = async () =>
			carrier.readBooking(await carrier.sendBooking(write(changes), REFERENCE));
		await expect(book()).rejects.toMatchObject({
			disposition: "refuse",
			problems: [expect.objectContaining({ field })],
		});
		expect(creates()).toHaveLength(1);
	});

	it("an account of another project is no order's fault", async () => {
		const { carrier, write } = setUp();
		const request = write().replaceAll("510088001", "510088004");
		const book = async () => carrier.readBooking(await carrier.sendBooking(request, REFERENCE));
		await expect(book()).rejects.toMatchObject({
			code: "fedex.account_refused",
			disposition: "suspend",
		});
	});

	it("a parcel is followed from its label to its delivery", async () => {
		const { carrier, tracker, write, clock } = setUp();
		const booking = carrier.readBooking(await carrier.sendBooking(write(), REFERENCE));
		const trackingNumber = booking.masterTrackingNumber;
		const states: unknown[] = [];
		for (let hours = 0; hours < 72; hours += 1) {
			const asked = { trackingNumber, uniqueId: null, shipDate: SHIP_DATE };
			const [look] = await tracker.track([asked]);
			const state = look?.kind === "seen" ? look.state : look?.kind;
			if (state !== states.at(-1)) {
				states.push(state);
			}
			clock.advance(3_600_000);
		}
		expect(states.slice(0, 3)).toEqual(["unseen", "label_made", "in_transit"]);
		expect(states.at(-1)).toBe("delivered");
	});

	it("both sets of credentials are accepted", async () => {
		const { carrier } = setUp();
		expect(await carrier.check()).toEqual({
			ship: { ok: true, problem: null },
			track: { ok: true, problem: null },
		});
	});
});
