import { describe, expect, it } from "vitest";

import { askJob } from "../../src/fedex/ship-job.ts";
import { silentLog } from "../../src/lib/log.ts";
import { errorBody } from "./sample-answers.ts";

const JOB = { id: "job-1", request: "{}" };

function ask(status: number, body: object) {
	const token = { get: async () => "t", afterRejection: async () => "u" };
	return askJob(JOB, {
		baseUrl: "https://apis.fedex.com",
		accountNumber: "510088001",
		shipToken: token,
		fetch: async () => Response.json(body, { status }),
		log: silentLog,
		now: () => 0,
	});
}

const answered = (output: object) => ({ transactionId: "t-1", output });

describe("the question about a job", () => {
	it.each([
		["200 without an output to speak of", 200, answered({ alerts: [] })],
		["200 with the job's id again", 200, answered({ jobId: "job-1" })],
		["404, which the contract has for it", 404, errorBody("NOT.FOUND.ERROR")],
		["400 about the job's id", 400, errorBody("SHIPMENT.JOBID.INVALID")],
		["400 as in the contract's example", 400, errorBody("TRACKINGNUMBER.ENTERED.INVALID")],
	])("is answered with not yet: %s", async (_what, status, body) => {
		expect(await ask(status, body)).toBeUndefined();
	});

	it("is answered with what came of the shipment, also where that is a refusal", async () => {
		expect(await ask(400, errorBody("PHONENUMBER.TOO.SHORT"))).toMatchObject({ status: 400 });
		const made = answered({ transactionShipments: [{ masterTrackingNumber: "7946" }] });
		expect(await ask(200, made)).toMatchObject({ status: 200 });
	});

	it.each([
		[500, "retry"],
		[503, "retry"],
		[429, "wait"],
		[403, "suspend"],
	])("that ends with %d tells nothing of the job", async (status, disposition) => {
		await expect(ask(status, errorBody("ANY.ERROR"))).rejects.toMatchObject({ disposition });
	});
});
