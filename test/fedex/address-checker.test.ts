import { describe, expect, it } from "vitest";

import { createFedexAddressChecker } from "../../src/fedex/address-checker.ts";
import { silentLog } from "../../src/lib/log.ts";
import { sampleAddress } from "../shipping/samples.ts";

const resolved = (classification: string, isResolved: unknown = true) => ({
	classification,
	attributes: { Resolved: isResolved },
});

/** A checker in front of the given answers, and what was asked. */
function checkerWith(...answers: [status: number, body: unknown][]) {
	const asked: { token: string; body: unknown }[] = [];
	const checker = createFedexAddressChecker({
		baseUrl: "https://fedex.test",
		shipToken: { get: async () => "old", afterRejection: async () => "new" },
		fetch: async (_url, init) => {
			const [status, body] = answers.shift() ?? [500, {}];
			const token = new Headers(init?.headers).get("authorization") ?? "";
			asked.push({ token, body: JSON.parse(String(init?.body)) });
			return new Response(JSON.stringify(body), { status });
		},
		log: silentLog,
		now: () => 0,
	});
	return { checker, asked };
}

function answered(...resolvedAddresses: unknown[]): [number, unknown] {
	return [200, { output: { resolvedAddresses } }];
}

describe("FedEx's word on addresses", () => {
	it("is asked for in ASCII, in the forms that FedEx knows", async () => {
		const { checker, asked } = checkerWith(answered(resolved("BUSINESS")));
		await checker.check([
			sampleAddress({ street: "Straße 1", postalCode: "1011 AB", city: "Zürich" }),
		]);
		expect(asked).toEqual([
			{
				token: "Bearer old",
				body: {
					addressesToValidate: [
						{
							address: {
								streetLines: ["Strasse 1"],
								city: "Zurich",
								postalCode: "1011AB",
								countryCode: "NL",
							},
						},
					],
				},
			},
		]);
	});

	it.each([
		["RESIDENTIAL", true],
		["BUSINESS", false],
		["MIXED", null],
		["UNKNOWN", null],
		["SOMETHING_NEW", null],
	])("%s means a home: %s", async (classification, isResidential) => {
		const { checker } = checkerWith(answered(resolved(classification, "true")));
		expect(await checker.check([sampleAddress()])).toEqual([{ isResidential, isResolved: true }]);
	});

	it("is asked for again, once, with a newer token", async () => {
		const { checker, asked } = checkerWith([401, {}], answered(resolved("BUSINESS", false)));
		expect(await checker.check([sampleAddress()])).toEqual([
			{ isResidential: false, isResolved: false },
		]);
		expect(asked.map(({ token }) => token)).toEqual(["Bearer old", "Bearer new"]);
	});

	it.each([
		["for another count of addresses", answered(resolved("BUSINESS"), resolved("BUSINESS"))],
		["of another shape", [200, { output: {} }] as [number, unknown]],
	])("counts for nothing %s", async (_what, answer) => {
		const { checker } = checkerWith(answer);
		await expect(checker.check([sampleAddress()])).rejects.toMatchObject({
			code: "fedex.answer_unreadable",
			disposition: "retry",
		});
	});
});
