import { describe, expect, it } from "vitest";

import { readTrackAnswer } from "../../src/fedex/track-answer.ts";
import { toTrackBody } from "../../src/fedex/track-request.ts";
import { trackAnswerSchema } from "../../src/fedex/track-schemas.ts";
import { stateOfCode } from "../../src/fedex/track-states.ts";
import type { TrackingState } from "../../src/shipping/model/tracking-states.ts";
import type { ParcelLook, TrackedNumber } from "../../src/shipping/ports/carrier.ts";

const NUMBER = "794600000001";
const ASKED: TrackedNumber = { trackingNumber: NUMBER, uniqueId: null, shipDate: "2026-11-24" };

function scan(change: Record<string, unknown> = {}) {
	return {
		date: "2026-11-24T16:30:00+01:00",
		eventType: "PU",
		eventDescription: "Picked up",
		exceptionCode: "",
		exceptionDescription: "",
		scanLocation: { city: "ZWOLLE", countryCode: "NL", residential: false },
		...change,
	};
}

function result(change: Record<string, unknown> = {}) {
	return {
		trackingNumberInfo: { trackingNumber: NUMBER, trackingNumberUniqueId: "1~2~FX" },
		latestStatusDetail: { code: "PU", derivedCode: "PU" },
		dateAndTimes: [{ type: "SHIP", dateTime: "2026-11-24T00:00:00-06:00" }],
		scanEvents: [scan()],
		...change,
	};
}

function read(trackResults: unknown[], asked: Partial<TrackedNumber> = {}) {
	const answer = { output: { completeTrackResults: [{ trackingNumber: NUMBER, trackResults }] } };
	const { looks, unknownCodes } = readTrackAnswer(trackAnswerSchema.parse(answer), [
		{ ...ASKED, ...asked },
	]);
	return { look: looks[0], unknownCodes };
}

function seen(look: ParcelLook | undefined) {
	if (look?.kind !== "seen") {
		throw new Error("the parcel was not seen");
	}
	return look;
}

/** The status codes of FedEx's reference, 2026-11. */
const TABLE: [TrackingState, string][] = [
	["label_made", "OC OX MD IN EP DS PD DR"],
	["in_transit", "PU PX AP OF DO IP"],
	["in_transit", "IT IX AA AC AF AR AX DP EA EO FD LO Ow OW PF PL PM SF TR SP CC AO AE CH"],
	["in_transit", "CP HL HP HA CU BR TP"],
	["out_for_delivery", "OD AD ED"],
	["exception", "DE SE DD DY US CD CA"],
	["returned", "RS RT"],
	["delivered", "DL"],
];
const CODES = TABLE.flatMap(([state, codes]) =>
	codes.split(" ").map((code): [string, TrackingState] => [code, state]),
);

describe("a status code", () => {
	it.each(CODES)("%s means %s", (code, state) => {
		const { look, unknownCodes } = read([
			result({ latestStatusDetail: { code }, scanEvents: [scan({ eventType: code })] }),
		]);
		expect(seen(look).state).toBe(state);
		expect(seen(look).events[0]).toMatchObject({ code, state });
		expect(unknownCodes).toEqual([]);
	});

	it.each("RR RM RC RA PR AS RP LP LC RG RD SH".split(" "))(
		"%s says nothing about where the parcel is: the scan before it does",
		(code) => {
			const { look, unknownCodes } = read([
				result({
					latestStatusDetail: { code, derivedCode: code },
					scanEvents: [scan({ date: "2026-11-25T09:00:00+01:00", eventType: code }), scan()],
				}),
			]);
			expect(seen(look).state).toBe("in_transit");
			expect(unknownCodes).toEqual([]);
			expect(stateOfCode(code)).toBeNull();
		},
	);

	it("that is not known is told, and changes no state", () => {
		const { look, unknownCodes } = read([
			result({ latestStatusDetail: { code: "ZZ" }, scanEvents: [] }),
		]);
		expect(seen(look).state).toBeNull();
		expect(unknownCodes).toEqual(["ZZ"]);
	});

	it("that is not known counts by the wider state that FedEx derives from it", () => {
		const { look } = read([result({ latestStatusDetail: { code: "ZZ", derivedCode: "DL" } })]);
		expect(seen(look).state).toBe("delivered");
	});

	it("that looks like a text does not reach a log", () => {
		const code = "Jan de Vries";
		const { unknownCodes } = read([result({ latestStatusDetail: { code } })]);
		expect(unknownCodes).toEqual(["unreadable"]);
	});
});

describe("the scans of a parcel", () => {
	it("are instants, in the order in which they happened, whatever their places' clocks say", () => {
		const { look } = read([
			result({
				scanEvents: [
					scan({ date: "2026-11-25T06:00:00-05:00", eventType: "AR" }),
					scan({ date: "2026-11-25T11:30:00+01:00", eventType: "DP" }),
					scan({ date: "2026-11-25T10:45:00", eventType: "IT" }),
				],
			}),
		]);
		expect(seen(look).events.map(({ at, code }) => [new Date(at).toISOString(), code])).toEqual([
			["2026-11-25T10:30:00.000Z", "DP"],
			["2026-11-25T10:45:00.000Z", "IT"],
			["2026-11-25T11:00:00.000Z", "AR"],
		]);
	});

	it("bear code, reason and place", () => {
		const { look } = read([
			result({
				scanEvents: [
					scan({
						eventType: "DE",
						eventDescription: "Delivery exception",
						exceptionCode: "08",
						exceptionDescription: "Customer not available or business closed",
					}),
				],
			}),
		]);
		expect(seen(look).events).toEqual([
			{
				at: Date.parse("2026-11-24T15:30:00Z"),
				code: "DE",
				exceptionCode: "08",
				state: "exception",
				description: "Delivery exception: Customer not available or business closed",
				location: "ZWOLLE, NL",
			},
		]);
	});

	it.each([
		["without a date", { date: undefined }],
		["with an odd date", { date: "yesterday" }],
		["without a code", { eventType: undefined }],
	])("leave out one %s", (_what, change) => {
		const { look } = read([result({ scanEvents: [scan(change), scan()] })]);
		expect(seen(look).events).toHaveLength(1);
	});

	it.each([
		["no place", { scanLocation: undefined }, null],
		["an empty place", { scanLocation: { city: "", countryCode: "" } }, null],
		["a country alone", { scanLocation: { countryCode: "NL" } }, "NL"],
		["a place of another shape", { scanLocation: "Zwolle" }, null],
	])("may have %s", (_what, change, location) => {
		const { look } = read([result({ scanEvents: [scan(change)] })]);
		expect(seen(look).events[0]?.location).toBe(location);
	});

	it("may be missing, like everything else of a result", () => {
		const { look } = read([{}]);
		expect(look).toEqual({
			kind: "seen",
			trackingNumber: NUMBER,
			uniqueId: null,
			state: null,
			expectedDeliveryAt: null,
			expectedDayAt: null,
			events: [],
		});
	});

	it("come with the day on which the parcel is expected", () => {
		const ends = "2026-11-26T18:00:00+01:00";
		const { look } = read([result({ estimatedDeliveryTimeWindow: { window: { ends } } })]);
		expect(seen(look).expectedDeliveryAt).toBe(Date.parse(ends));
	});
});

describe("a number", () => {
	it("that FedEx does not know yet fails alone", () => {
		const code = "TRACKING.TRACKINGNUMBER.NOTFOUND";
		const { look } = read([{ error: { code, message: "" } }]);
		expect(look).toEqual({ kind: "unseen", trackingNumber: NUMBER, code });
	});

	it("that is missing in the answer was not seen", () => {
		const { looks } = readTrackAnswer({ output: { completeTrackResults: [] } }, [ASKED]);
		expect(looks).toEqual([{ kind: "unseen", trackingNumber: NUMBER, code: "not answered" }]);
	});

	const old = result({
		trackingNumberInfo: { trackingNumberUniqueId: "old~FX" },
		latestStatusDetail: { code: "DL" },
		dateAndTimes: [{ type: "SHIP", dateTime: "2025-11-20T00:00:00-06:00" }],
	});

	it("that was used before is told apart by the ship date", () => {
		const { look } = read([old, result()]);
		expect(seen(look)).toMatchObject({ uniqueId: "1~2~FX", state: "in_transit" });
	});

	it("that was used before, and is not known as ours yet, was not seen", () => {
		expect(read([old]).look).toMatchObject({ kind: "unseen" });
	});

	it("is told apart by FedEx's unique id once that is known", () => {
		const sameDay = result({
			trackingNumberInfo: { trackingNumberUniqueId: "2~2~FX" },
			latestStatusDetail: { code: "DL" },
		});
		const { look } = read([result(), sameDay], { uniqueId: "2~2~FX" });
		expect(seen(look)).toMatchObject({ uniqueId: "2~2~FX", state: "delivered" });
	});
});

describe("the question", () => {
	it("names each number with the days around its ship date, and its unique id once known", () => {
		expect(toTrackBody([ASKED, { ...ASKED, trackingNumber: "2", uniqueId: "1~2~FX" }])).toEqual({
			includeDetailedScans: true,
			trackingInfo: [
				{
					trackingNumberInfo: { trackingNumber: NUMBER },
					shipDateBegin: "2026-11-21",
					shipDateEnd: "2026-12-24",
				},
				{
					trackingNumberInfo: { trackingNumber: "2", trackingNumberUniqueId: "1~2~FX" },
					shipDateBegin: "2026-11-21",
					shipDateEnd: "2026-12-24",
				},
			],
		});
	});

	it.each([0, 31])("is never about %s numbers", (count) => {
		expect(() => toTrackBody(Array.from({ length: count }, () => ASKED))).toThrow(RangeError);
	});
});
