import { describe, expect, it, vi } from "vitest";

import type { TokenSource } from "../../src/fedex/token-source.ts";
import { createFedexTracker } from "../../src/fedex/tracker.ts";
import { AppError } from "../../src/lib/errors.ts";
import { silentLog } from "../../src/lib/log.ts";
import type { TrackedNumber } from "../../src/shipping/ports/carrier.ts";
import { errorBody } from "./sample-answers.ts";

const NOW = Date.UTC(2026, 10, 24, 22);
const ASKED: TrackedNumber = { trackingNumber: "1", uniqueId: null, shipDate: "2026-11-24" };
const ANSWER = {
	output: {
		completeTrackResults: [
			{ trackingNumber: "1", trackResults: [{ latestStatusDetail: { code: "ZZ" } }] },
		],
	},
};

type Answer = { status: number; body: unknown } | Error;

function aTracker(answers: Answer[], source: Partial<TokenSource> = {}) {
	const sent: Request[] = [];
	const warn = vi.fn();
	const tracker = createFedexTracker({
		baseUrl: "http://127.0.0.1:9102",
		trackToken: {
			get: () => Promise.resolve("token-1"),
			afterRejection: () => Promise.resolve("token-2"),
			...source,
		},
		fetch: (input, init) => {
			sent.push(new Request(input, init));
			const answer = answers[sent.length - 1] ?? answers.at(-1);
			if (answer === undefined || answer instanceof Error) {
				return Promise.reject(answer ?? new Error("nothing to answer"));
			}
			const { status, body } = answer;
			return Promise.resolve(
				new Response(typeof body === "string" ? body : JSON.stringify(body), { status }),
			);
		},
		log: { ...silentLog, warn },
		now: () => NOW,
	});
	return { sent, warn, look: () => tracker.track([ASKED]) };
}

describe("a look at parcels", () => {
	it("is one call with the tracking project's token", async () => {
		const { sent, look, warn } = aTracker([{ status: 200, body: ANSWER }]);
		expect(await look()).toMatchObject([{ kind: "seen", state: null }]);
		expect(sent).toHaveLength(1);
		expect(sent[0]?.url).toBe("http://127.0.0.1:9102/track/v1/trackingnumbers");
		expect(sent[0]?.headers.get("authorization")).toBe("Bearer token-1");
		expect(warn).toHaveBeenCalledWith("fedex.status_unknown", { codes: "ZZ" });
	});

	it("is repeated once with a newer token", async () => {
		const { sent, look } = aTracker([
			{ status: 401, body: errorBody("NOT.AUTHORIZED.ERROR") },
			{ status: 200, body: ANSWER },
		]);
		await look();
		expect(sent.map((request) => request.headers.get("authorization"))).toEqual([
			"Bearer token-1",
			"Bearer token-2",
		]);
	});

	it("waits when the newer token is refused too", async () => {
		const { sent, look } = aTracker([{ status: 401, body: errorBody("NOT.AUTHORIZED.ERROR") }]);
		await expect(look()).rejects.toMatchObject({ disposition: "wait" });
		expect(sent).toHaveLength(2);
	});

	it("waits when there is no token", async () => {
		const hold = new AppError({ code: "fedex.token_hold", disposition: "wait", message: "no" });
		const { sent, look } = aTracker([], { get: () => Promise.reject(hold) });
		await expect(look()).rejects.toBe(hold);
		expect(sent).toEqual([]);
	});

	it.each([
		[429, errorBody("RATE.LIMIT"), "wait", 10],
		[429, "Daily quota reached, try after 00:00 GMT", "wait", 7_200],
		[500, errorBody("INTERNAL.SERVER.ERROR"), "retry", undefined],
		[503, "<html>", "retry", undefined],
		[200, "<html>", "retry", undefined],
		[200, {}, "retry", undefined],
		[403, errorBody("FORBIDDEN.ERROR"), "suspend", undefined],
		[400, errorBody("TRACKING.TRACKINGNUMBER.EMPTY"), "refuse", undefined],
		[400, errorBody("SYSTEM.GENERAL.ERROR"), "retry", undefined],
	])("answered with %s %j is %s", async (status, body, disposition, retryAfterSeconds) => {
		const { sent, look } = aTracker([{ status, body }]);
		await expect(look()).rejects.toMatchObject({ disposition, retryAfterSeconds });
		expect(sent).toHaveLength(1);
	});

	it("that got no answer is tried once more at once, then later", async () => {
		const { sent, look } = aTracker([new TypeError("cut")]);
		await expect(look()).rejects.toMatchObject({ code: "http.no_answer", disposition: "retry" });
		expect(sent).toHaveLength(2);
	});
});
