import { describe, expect, it } from "vitest";

import { createFedexFinder } from "../../src/fedex/finder.ts";
import { silentLog } from "../../src/lib/log.ts";
import { errorBody } from "./sample-answers.ts";

const NOW = Date.UTC(2026, 10, 24, 9);
const REFERENCE = "2001-7F3K9QXZ";
const ASKED = { reference: REFERENCE, shipDate: "2026-12-01" };

type Result = Record<string, unknown>;

const bearing = (type: string, ...values: string[]) => ({
	additionalTrackingInfo: { packageIdentifiers: [{ type, values }] },
});
const OURS = bearing("CUSTOMER_REFERENCE", REFERENCE);
const latest = (code: string, ...scans: string[]) => ({
	latestStatusDetail: { code },
	scanEvents: scans.map((eventType) => ({ eventType, date: "2026-12-01T10:00:00+01:00" })),
});
const failed = (code: string) => ({ error: { code } });

/** An answer with one result for each number. */
const answer = (...results: [string, Result][]) => ({
	output: {
		completeTrackResults: results.map(([trackingNumber, result]) => ({
			...(trackingNumber === "" ? {} : { trackingNumber }),
			trackResults: [result],
		})),
	},
});

function aFinder(...answers: { status?: number; body: unknown }[]) {
	const sent: Request[] = [];
	const finder = createFedexFinder({
		baseUrl: "http://127.0.0.1:9102",
		accountNumber: "510088001",
		trackToken: {
			get: () => Promise.resolve("token-1"),
			afterRejection: () => Promise.resolve("token-2"),
		},
		fetch: (input, init) => {
			sent.push(new Request(input, init));
			const { status = 200, body } = answers[sent.length - 1] ?? answers.at(-1) ?? { body: "" };
			return Promise.resolve(
				new Response(typeof body === "string" ? body : JSON.stringify(body), { status }),
			);
		},
		log: silentLog,
		now: () => NOW,
	});
	return { finder, sent };
}

describe("a search by reference", () => {
	it("names account, kind, value and the days around the ship date", async () => {
		const { finder, sent } = aFinder({ body: answer(["1", { ...OURS, ...latest("OC") }]) });
		await finder.findByReference(ASKED);
		expect(sent[0]?.url).toBe("http://127.0.0.1:9102/track/v1/referencenumbers");
		expect(await sent[0]?.json()).toEqual({
			includeDetailedScans: true,
			referencesInformation: {
				type: "CUSTOMER_REFERENCE",
				value: REFERENCE,
				accountNumber: "510088001",
				shipDateBegin: "2026-11-30",
				shipDateEndDate: "2026-12-02",
			},
		});
	});

	it.each([
		["made", latest("OC", "OC")],
		["made", {}],
		["made", latest("ZZ")],
		["cancelled", latest("CA", "OC", "CA")],
		["cancelled", latest("ca ")],
		["moving", latest("PU", "OC", "PU")],
		["moving", latest("CA", "OC", "PU", "CA")],
		["moving", latest("OC", "OC", "AR")],
		["moving", latest("DL")],
		["moving", latest("DE")],
	])("finds it %s: %j", async (fate, status) => {
		const { finder } = aFinder({ body: answer(["1", { ...OURS, ...status }]) });
		expect(await finder.findByReference(ASKED)).toEqual([{ trackingNumber: "1", fate }]);
	});

	it.each([
		["the same reference", OURS, 1],
		["ours among others", bearing("CUSTOMER_REFERENCE", "PO 7", REFERENCE), 1],
		["no list of references", {}, 1],
		[
			"it as the specification spells it",
			{
				additionalTrackingInfo: {
					packageIdentifiers: [{ type: "CUSTOMER_REFERENCE", value: REFERENCE }],
				},
			},
			1,
		],
		["a longer reference", bearing("CUSTOMER_REFERENCE", `${REFERENCE}1`), 0],
		["a shorter one", bearing("CUSTOMER_REFERENCE", "2001"), 0],
		["it in other letters", bearing("CUSTOMER_REFERENCE", REFERENCE.toLowerCase()), 0],
	])("takes a parcel with %s for ours, or not: %#", async (_what, references, count) => {
		const { finder } = aFinder({ body: answer(["1", { ...references, ...latest("OC") }]) });
		expect(await finder.findByReference(ASKED)).toHaveLength(count);
	});

	it("finds every piece once, by the number in its result where there is one", async () => {
		const inside = { ...OURS, trackingNumberInfo: { trackingNumber: "2" } };
		const { finder } = aFinder({ body: answer(["1", OURS], ["", inside], ["1", OURS]) });
		expect(await finder.findByReference(ASKED)).toEqual([
			{ trackingNumber: "1", fate: "made" },
			{ trackingNumber: "2", fate: "made" },
		]);
	});

	it.each([
		[200, answer(["", failed("TRACKING.TRACKINGNUMBER.NOTFOUND")])],
		[200, answer(["", failed("TRACKING.REFERENCENUMBER.NOTFOUND")])],
		[200, answer()],
		[400, errorBody("TRACKING.REFERENCENUMBER.NOTFOUND")],
		[404, errorBody("TRACKING.TRACKINGNUMBER.NOTFOUND")],
	])("finds none: %i %j", async (status, body) => {
		const { finder, sent } = aFinder({ status, body });
		expect(await finder.findByReference(ASKED)).toEqual([]);
		expect(sent).toHaveLength(1);
	});

	it.each([
		[200, answer(["", failed("TRACKING.SYSTEM.ERROR")]), "fedex.search_failed", "retry"],
		[200, { output: {} }, "fedex.answer_unreadable", "retry"],
		[200, "<html>", "fedex.answer_unreadable", "retry"],
		[400, errorBody("TRACKING.REFERENCETYPE.INVALID"), "fedex.shipment_refused", "refuse"],
		[404, errorBody("NOT.FOUND.ERROR"), "fedex.endpoint_refused", "suspend"],
		[403, errorBody("FORBIDDEN.ERROR"), "fedex.forbidden", "suspend"],
		[429, errorBody("TOO.MANY"), "fedex.rate_limited", "wait"],
		[503, errorBody("SERVICE.UNAVAILABLE.ERROR"), "fedex.unavailable", "retry"],
	])("never takes %i %j for none: %s", async (status, body, code, disposition) => {
		const { finder } = aFinder({ status, body });
		await expect(finder.findByReference(ASKED)).rejects.toMatchObject({ code, disposition });
	});

	it("is repeated once with a newer token", async () => {
		const { finder, sent } = aFinder(
			{ status: 401, body: errorBody("NOT.AUTHORIZED.ERROR") },
			{ body: answer(["1", OURS]) },
		);
		expect(await finder.findByReference(ASKED)).toHaveLength(1);
		expect(sent.map((request) => request.headers.get("authorization"))).toEqual([
			"Bearer token-1",
			"Bearer token-2",
		]);
	});
});

describe("a search by number", () => {
	const numbers = ["1", "2"].map((trackingNumber) => ({
		trackingNumber,
		uniqueId: null,
		shipDate: "2026-12-01",
	}));

	it("tells of those that FedEx knows", async () => {
		const { finder } = aFinder({
			body: answer(["1", latest("CA")], ["2", failed("TRACKING.TRACKINGNUMBER.NOTFOUND")]),
		});
		expect(await finder.findByNumber(numbers)).toEqual([
			{ trackingNumber: "1", fate: "cancelled" },
		]);
	});

	it("leaves out a parcel that bore the number years ago", async () => {
		const old = {
			...latest("DL"),
			dateAndTimes: [{ type: "SHIP", dateTime: "2024-12-01T00:00:00" }],
		};
		const { finder } = aFinder({ body: answer(["1", old]) });
		expect(await finder.findByNumber(numbers)).toEqual([]);
	});
});
