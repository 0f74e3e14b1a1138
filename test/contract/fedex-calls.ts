import { expect } from "vitest";

import type { ShipmentPlan } from "../../src/shipping/model/shipment-plan.ts";
import { samplePackages } from "../shipping/sample-packages.ts";
import { sampleAddress } from "../shipping/samples.ts";
import { FEDEX_DEMO_ACCOUNTS } from "../simulators/fedex/credentials.ts";
import { planOn } from "./fedex-bookings.ts";
import { type Api, type Fedex, SHIP_DATE, type Token } from "./fedex-vendor.ts";

const { accountNumber, ship } = FEDEX_DEMO_ACCOUNTS.NL;
const ACCOUNT = { value: accountNumber };
const REFERENCE = "20001-7F3K9QXZ";
const UNKNOWN_NUMBER = "794999999999";
const COURIER = {
	carrier: "express",
	day: SHIP_DATE,
	confirmationCode: "9999",
	location: "TWNA",
} as const;
const HOUR_MS = 3_600_000;
const TRAVELS = ["smooth", "exception", "returned", "never-picked-up"];
const TRAVEL_HOURS = 7 * 24;

type FedexCall = { says: string; status: number; call: (fedex: Fedex) => Promise<unknown> };

/** What happens besides bookings that succeed, and the status that the last answer has. */
export const FEDEX_CALLS: FedexCall[] = [
	{ says: "a token is asked for", status: 200, call: (fedex) => fedex.askToken(ship) },
	{
		says: "a secret is wrong",
		status: 401,
		call: (fedex) => fedex.askToken({ ...ship, clientSecret: "wrong" }),
	},
	...failing("a token request", "token", (fedex) => fedex.askToken(ship)),
	{
		says: "a booking is refused",
		status: 400,
		call: (fedex) => bookInVain(fedex, { shipTo: { ...plan().shipTo, phone: "123" } }),
	},
	...failing("a booking", "ship.create", (fedex) => bookInVain(fedex)),
	{
		says: "the connector has a booking tried",
		status: 200,
		call: (fedex) => fedex.validate(plan()),
	},
	{
		says: "the connector has a booking tried that FedEx would refuse",
		status: 400,
		call: (fedex) =>
			expect(
				fedex.validate({ ...plan(), shipTo: { ...plan().shipTo, phone: "123" } }),
			).rejects.toThrow(),
	},
	{
		says: "no service runs where a rate is asked for",
		status: 400,
		call: (fedex) => expect(fedex.quote({ ...plan(), service: "FEDEX_GROUND" })).rejects.toThrow(),
	},
	...failing("a quote", "rate.quote", (fedex) => expect(fedex.quote(plan())).rejects.toThrow()),
	{
		says: "a job ends in a refusal",
		status: 400,
		call: async (fedex) => {
			await fedex.control("settings", { jobOutcome: "refused" });
			await bookInVain(fedex, { packages: pieces(41) });
		},
	},
	{
		says: "a job brings less than was asked for",
		status: 200,
		call: async (fedex) => {
			await fedex.control("settings", { jobOutcome: "torn" });
			await bookInVain(fedex, { packages: pieces(41) });
		},
	},
	{ says: "a job is unknown", status: 400, call: (fedex) => askJob(fedex) },
	...failing("the question about a job", "ship.results", (fedex) => askJob(fedex)),
	{
		says: "there are more pieces than FedEx takes",
		status: 400,
		call: (fedex) => bookInVain(fedex, { packages: pieces(301) }),
	},
	{
		says: "the connector cancels a booking",
		status: 200,
		call: async (fedex) => {
			expect(await fedex.cancel(await book(fedex))).toBe("asked");
		},
	},
	{
		says: "the connector cancels a booking twice",
		status: 400,
		call: async (fedex) => {
			const trackingNumber = await book(fedex);
			await fedex.cancel(trackingNumber);
			expect(await fedex.cancel(trackingNumber)).toBe("gone");
		},
	},
	...kept("ship", (fedex, token) => cancel(fedex, UNKNOWN_NUMBER, token)),
	...failing("a cancellation", "ship.cancel", (fedex) => cancel(fedex, UNKNOWN_NUMBER)),
	{ says: "the connector looks at parcels until they arrive", status: 200, call: lookAtAll },
	{ says: "parcels are followed to their ends", status: 200, call: followAll },
	{ says: "a number is unknown", status: 200, call: (fedex) => track(fedex, [UNKNOWN_NUMBER]) },
	{ says: "a number is empty", status: 400, call: (fedex) => track(fedex, [""]) },
	{
		says: "the connector looks a reference up",
		status: 200,
		call: async (fedex) => {
			await fedex.cancel(await book(fedex));
			await book(fedex);
			fedex.clock.advance(HOUR_MS);
			const found = await fedex.find({ reference: REFERENCE, shipDate: SHIP_DATE });
			expect(found.map((parcel) => parcel.fate)).toEqual(["cancelled", "made"]);
		},
	},
	{
		says: "the connector looks up a reference that nothing bears",
		status: 200,
		call: async (fedex) => {
			const asked = { reference: "20001-UNKNOWN1", shipDate: SHIP_DATE };
			expect(await fedex.find(asked)).toEqual([]);
		},
	},
	{
		says: "the connector fetches a proof of delivery",
		status: 200,
		call: async (fedex) => {
			const trackingNumber = await book(fedex);
			await fedex.setTravel(trackingNumber, "smooth");
			fedex.clock.advance(TRAVEL_HOURS * HOUR_MS);
			const asked = { trackingNumber, uniqueId: null, shipDate: SHIP_DATE };
			expect(await fedex.proofs.fetchProofs([asked])).toHaveLength(1);
		},
	},
	{
		says: "the connector asks for the proof of a parcel that is on its way",
		status: 400,
		call: async (fedex) => {
			const asked = { uniqueId: null, shipDate: SHIP_DATE };
			const trackingNumber = await book(fedex);
			await expect(fedex.proofs.fetchProofs([{ ...asked, trackingNumber }])).rejects.toThrow();
		},
	},
	...failing("the question for a proof", "track.documents", (fedex) =>
		expect(
			fedex.proofs.fetchProofs([
				{ trackingNumber: UNKNOWN_NUMBER, uniqueId: null, shipDate: SHIP_DATE },
			]),
		).rejects.toThrow(),
	),
	{
		says: "the connector asks what kind of addresses they are",
		status: 200,
		call: async (fedex) => {
			const here = { street: "1 High St", postalCode: "60601-1234", city: "Chicago" };
			const home = { ...here, street: "7 Elm Lane, Apt 3", state: "Illinois", country: "US" };
			const answers = await fedex.checkAddresses([
				sampleAddress({ ...home }),
				sampleAddress({ ...home, street: here.street }),
				sampleAddress(),
			]);
			expect(answers.map(({ isResidential }) => isResidential)).toEqual([true, false, null]);
		},
	},
	{ says: "no address is given", status: 400, call: (fedex) => resolve(fedex, []) },
	...failing("an address check", "address.resolve", (fedex) => resolve(fedex, [HOUSE])),
	...failing("a close of the day", "ground.close", (fedex) =>
		expect(fedex.ground.close(SHIP_DATE)).rejects.toMatchObject({ disposition: "uncertain" }),
	),
	...failing("a reprint of the manifest", "ground.reprint", (fedex) =>
		expect(fedex.ground.reprint(UNKNOWN_NUMBER)).rejects.toThrow(),
	),
	...failing("the cancellation of a courier", "pickup.cancel", (fedex) =>
		expect(fedex.pickups("NL").cancel(COURIER)).rejects.toThrow(),
	),
	{
		says: "a courier who does not come is cancelled",
		status: 400,
		call: (fedex) =>
			expect(fedex.pickups("NL").cancel(COURIER)).rejects.toMatchObject({ code: "pickup.refused" }),
	},
	...kept("track", (fedex, token) => track(fedex, [UNKNOWN_NUMBER], token)),
	...failing("tracking", "track.numbers", (fedex) => track(fedex, [UNKNOWN_NUMBER])),
];

/** An API keeps out who has no token, who has another project's, and who asks too much. */
function kept(api: Api, call: (fedex: Fedex, token: Token) => Promise<void>) {
	return [
		{
			says: `a call of ${api} has no token`,
			status: 401,
			call: (fedex: Fedex) => call(fedex, "none"),
		},
		{
			says: `a call of ${api} comes from another project`,
			status: 403,
			call: (fedex: Fedex) => call(fedex, api === "ship" ? "track" : "ship"),
		},
		{
			says: `a call of ${api} is one too many`,
			status: 429,
			call: async (fedex: Fedex) => {
				await fedex.control("settings", { requestsPerTenSeconds: 0 });
				await call(fedex, api);
			},
		},
	];
}

function failing(
	what: string,
	operation: string,
	call: (fedex: Fedex) => Promise<unknown>,
): FedexCall[] {
	return [500, 503].map((status) => ({
		says: `${what} ends with ${status}`,
		status,
		call: (fedex) => {
			fedex.faults.replace([{ operation, kind: "status-before", rate: 1, status }]);
			return call(fedex);
		},
	}));
}

function plan(): ShipmentPlan {
	return planOn({ from: "nl", to: "NL", shippingMethod: "FDX-PRIO" });
}

async function book(fedex: Fedex): Promise<string> {
	return (await fedex.book(plan(), REFERENCE)).masterTrackingNumber;
}

async function bookInVain(fedex: Fedex, changes: Partial<ShipmentPlan> = {}): Promise<void> {
	await expect(fedex.book({ ...plan(), ...changes }, REFERENCE)).rejects.toThrow();
}

async function askJob(fedex: Fedex): Promise<void> {
	const body = { accountNumber: ACCOUNT, jobId: "0".repeat(32) };
	await fedex.send("/ship/v1/shipments/results", { token: "ship", body });
}

function pieces(count: number): ShipmentPlan["packages"] {
	return samplePackages(...Array.from({ length: count }, () => 500));
}

async function cancel(fedex: Fedex, trackingNumber: string, token: Token = "ship") {
	const body = {
		accountNumber: ACCOUNT,
		trackingNumber,
		deletionControl: "DELETE_ALL_PACKAGES",
	};
	await fedex.send("/ship/v1/shipments/cancel", { token, method: "PUT", body });
}

/** As the connector does: by ship date first, then by FedEx's own ids too. */
async function lookAtAll(fedex: Fedex): Promise<void> {
	const numbers = [await book(fedex), await book(fedex), UNKNOWN_NUMBER];
	const ids = new Map<string, string | null>();
	for (let hours = 0; hours < TRAVEL_HOURS; hours += 24) {
		fedex.clock.advance(24 * HOUR_MS);
		const looks = await fedex.look(
			numbers.map((trackingNumber) => ({
				trackingNumber,
				uniqueId: ids.get(trackingNumber) ?? null,
				shipDate: SHIP_DATE,
			})),
		);
		for (const look of looks) {
			ids.set(look.trackingNumber, look.kind === "seen" ? look.uniqueId : null);
		}
	}
}

const HOUSE = {
	streetLines: ["Damrak 70"],
	city: "Amsterdam",
	postalCode: "1012LM",
	countryCode: "NL",
};

async function resolve(fedex: Fedex, addresses: object[]) {
	const body = { addressesToValidate: addresses.map((address) => ({ address })) };
	await fedex.send("/address/v1/addresses/resolve", { token: "ship", body });
}

async function track(fedex: Fedex, numbers: string[], token: Token = "track") {
	const trackingInfo = numbers.map((trackingNumber) => ({
		trackingNumberInfo: { trackingNumber },
	}));
	const body = { includeDetailedScans: true, trackingInfo };
	await fedex.send("/track/v1/trackingnumbers", { token, body });
}

/** Every kind of travel, looked at every six hours. */
async function followAll(fedex: Fedex): Promise<void> {
	const numbers: string[] = [];
	for (const travel of TRAVELS) {
		const trackingNumber = await book(fedex);
		await fedex.setTravel(trackingNumber, travel);
		numbers.push(trackingNumber);
	}
	for (let hours = 0; hours < TRAVEL_HOURS; hours += 6) {
		fedex.clock.advance(6 * HOUR_MS);
		await track(fedex, numbers);
	}
}
