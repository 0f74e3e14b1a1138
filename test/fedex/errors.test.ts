import { describe, expect, it } from "vitest";

import { classifyAnswer, tokenFailure } from "../../src/fedex/errors.ts";
import { errorBody, rawAnswer } from "./sample-answers.ts";

const QUOTA = { errors: [{ code: "X", message: "Daily limit reached, retry after 00:00 GMT." }] };

describe("what a create call's answer means", () => {
	it.each([
		[400, errorBody("PHONENUMBER.TOO.SHORT"), "fedex.shipment_refused", "refuse"],
		[422, errorBody("NEVER.SEEN.BEFORE"), "fedex.shipment_refused", "refuse"],
		[400, errorBody("GROUPSHIPMENT.SERVICETYPE.INVALID"), "fedex.shipment_refused", "refuse"],
		[400, errorBody("ACCOUNTNUMBER.REGISTRATION.REQUIRED"), "fedex.account_refused", "suspend"],
		[400, errorBody("SHIPMENT.ACCOUNTNUMBER.UNAUTHORIZED"), "fedex.account_refused", "suspend"],
		[400, errorBody("ACCOUNT.VALIDATION.FAILED"), "fedex.account_refused", "suspend"],
		[422, errorBody("ACCOUNT.NUMBER.MISMATCH"), "fedex.account_refused", "suspend"],
		[400, errorBody("CITY.EMPTY", "ACCOUNT.NUMBER.MISMATCH"), "fedex.account_refused", "suspend"],
		[400, errorBody("FORBIDDEN.ERROR"), "fedex.forbidden", "suspend"],
		[400, errorBody("UNAUTHORIZED.USAGE"), "fedex.forbidden", "suspend"],
		[400, errorBody("LOGIN.REAUTHENTICATE.ERROR"), "fedex.token_rejected", "wait"],
		[400, errorBody("SYSTEM.GENERAL.ERROR"), "fedex.outcome_unknown", "uncertain"],
		[400, "<html>Bad Request</html>", "fedex.outcome_unknown", "uncertain"],
		[400, '{"transactionId":"1","err', "fedex.outcome_unknown", "uncertain"],
		[400, { errors: [] }, "fedex.outcome_unknown", "uncertain"],
		[401, errorBody("NOT.AUTHORIZED.ERROR"), "fedex.token_rejected", "wait"],
		[403, errorBody("FORBIDDEN.ERROR"), "fedex.forbidden", "suspend"],
		[403, errorBody("SHIPMENT.ACCOUNTNUMBER.UNAUTHORIZED"), "fedex.account_refused", "suspend"],
		[403, "<html>Access denied</html>", "fedex.forbidden", "suspend"],
		[404, errorBody("NOT.FOUND.ERROR"), "fedex.endpoint_refused", "suspend"],
		[405, "", "fedex.endpoint_refused", "suspend"],
		[415, "", "fedex.endpoint_refused", "suspend"],
		[429, errorBody("TOO.MANY"), "fedex.rate_limited", "wait"],
		[408, "", "fedex.outcome_unknown", "uncertain"],
		[409, errorBody("CONFLICT"), "fedex.outcome_unknown", "uncertain"],
		[301, "", "fedex.outcome_unknown", "uncertain"],
		[500, errorBody("INTERNAL.SERVER.ERROR"), "fedex.outcome_unknown", "uncertain"],
		[502, "<html>Bad Gateway</html>", "fedex.outcome_unknown", "uncertain"],
		[503, errorBody("SERVICE.UNAVAILABLE.ERROR"), "fedex.outcome_unknown", "uncertain"],
	])("%i %j is %s (%s)", (status, body, code, disposition) => {
		expect(classifyAnswer("create", rawAnswer(body, { status }))).toMatchObject({
			code,
			disposition,
		});
	});

	it("is no error with a 2xx", () => {
		expect(classifyAnswer("create", rawAnswer({}, { status: 200 }))).toBeUndefined();
	});

	it("waits ten seconds for a full window, and until 00:00 GMT for a used-up day", () => {
		const window = classifyAnswer("create", rawAnswer(errorBody("X"), { status: 429 }));
		const day = classifyAnswer("create", rawAnswer(QUOTA, { status: 429 }));
		expect(window?.retryAfterSeconds).toBe(10);
		expect(day?.retryAfterSeconds).toBe(2 * 3_600);
	});

	it("keeps FedEx's words out of what may be logged", () => {
		const error = classifyAnswer("create", rawAnswer(errorBody("Jan de Vries"), { status: 422 }));
		expect(error?.context).toEqual({ operation: "create", status: 422, vendorCode: null });
		expect(error?.message).not.toContain("Jan");
	});
});

describe("what a read's answer means", () => {
	it.each([
		[408, "fedex.unavailable", "retry"],
		[500, "fedex.unavailable", "retry"],
		[503, "fedex.unavailable", "retry"],
		[401, "fedex.token_rejected", "wait"],
		[403, "fedex.forbidden", "suspend"],
	])("%i is %s (%s)", (status, code, disposition) => {
		expect(classifyAnswer("read", rawAnswer("", { status }))).toMatchObject({ code, disposition });
	});
});

describe("what a failed token request means", () => {
	it.each([
		["fedex.token_hold", "wait"],
		["fedex.credentials_refused", "suspend"],
		["fedex.token_unavailable", "retry"],
	] as const)("%s is %s", (code, disposition) => {
		expect(tokenFailure(code, 7)).toMatchObject({ code, disposition, retryAfterSeconds: 7 });
	});
});
