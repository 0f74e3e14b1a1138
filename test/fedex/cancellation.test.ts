import { describe, expect, it } from "vitest";

import { cancelShipment } from "../../src/fedex/cancellation.ts";
import { silentLog } from "../../src/lib/log.ts";
import { errorBody } from "./sample-answers.ts";

const CANCELLED = { output: { cancelledShipment: true, cancelledHistory: true } };

/** FedEx answers so, the last of them from then on. */
function cancelling(...answers: ({ status: number; body: unknown } | Error)[]) {
	const sent: Request[] = [];
	const cancel = () =>
		cancelShipment("794600000001", {
			baseUrl: "http://127.0.0.1:9102",
			accountNumber: "510088001",
			shipToken: {
				get: () => Promise.resolve("token-1"),
				afterRejection: () => Promise.resolve("token-2"),
			},
			fetch: (input, init) => {
				sent.push(new Request(input, init));
				const answer = answers[sent.length - 1] ?? answers.at(-1);
				return answer === undefined || answer instanceof Error
					? Promise.reject(answer ?? new Error("nothing to answer"))
					: Promise.resolve(Response.json(answer.body, { status: answer.status }));
			},
			log: silentLog,
			now: () => 0,
		});
	return { sent, cancel };
}

describe("a request to cancel", () => {
	it("names the account and takes all packages", async () => {
		const { sent, cancel } = cancelling({ status: 200, body: CANCELLED });
		expect(await cancel()).toBe("asked");
		expect(sent[0]?.method).toBe("PUT");
		expect(sent[0]?.url).toBe("http://127.0.0.1:9102/ship/v1/shipments/cancel");
		expect(await sent[0]?.json()).toEqual({
			accountNumber: { value: "510088001" },
			trackingNumber: "794600000001",
			deletionControl: "DELETE_ALL_PACKAGES",
		});
	});

	it.each([
		[400, errorBody("CANCELSHIPMENT.TRACKINGNUMBER.DELETED"), "gone"],
		[400, errorBody("MASTERTRACKINGID.TRACKINGNUMBER.CANCELLED"), "gone"],
		[400, errorBody("TRACKINGIDS.TRACKINGNUMBER.CLOSED"), "too-late"],
		[422, errorBody("SHIPMENT.CANCELEDWITHOUTPICKUP.FAILURE"), "too-late"],
		[200, { output: { cancelledShipment: false } }, "asked"],
		[200, "<html>", "asked"],
	])("that is answered %i %j is %s", async (status, body, outcome) => {
		expect(await cancelling({ status, body }).cancel()).toBe(outcome);
	});

	it.each([
		[400, errorBody("TRACKINGNUMBER.ENTERED.INVALID"), "refuse"],
		[400, errorBody("ACCOUNT.NUMBER.MISMATCH"), "suspend"],
		[403, errorBody("FORBIDDEN.ERROR"), "suspend"],
		[429, errorBody("TOO.MANY"), "wait"],
		[500, errorBody("INTERNAL.SERVER.ERROR"), "retry"],
		[408, {}, "retry"],
	])("that is answered %i %j fails: %s", async (status, body, disposition) => {
		await expect(cancelling({ status, body }).cancel()).rejects.toMatchObject({ disposition });
	});

	it("is repeated where no answer came, since asking twice does no harm", async () => {
		const { sent, cancel } = cancelling(new TypeError("cut"), { status: 200, body: CANCELLED });
		expect(await cancel()).toBe("asked");
		expect(sent).toHaveLength(2);
		await expect(cancelling(new TypeError("cut")).cancel()).rejects.toMatchObject({
			disposition: "retry",
		});
	});

	it("is repeated once with a newer token", async () => {
		const { sent, cancel } = cancelling(
			{ status: 401, body: errorBody("NOT.AUTHORIZED.ERROR") },
			{ status: 200, body: CANCELLED },
		);
		await cancel();
		expect(sent.map((request) => request.headers.get("authorization"))).toEqual([
			"Bearer token-1",
			"Bearer token-2",
		]);
	});
});
