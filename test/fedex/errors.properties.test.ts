import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { toBooking } from "../../src/fedex/booking-answer.ts";
import { classifyAnswer } from "../../src/fedex/errors.ts";
import { isAppError } from "../../src/lib/errors.ts";
import { runs } from "../property-runs.ts";
import { errorBody, rawAnswer, sampleAnswer } from "./sample-answers.ts";

const code = fc.oneof(
	fc.constantFrom(
		"SHIPMENT.ACCOUNTNUMBER.INVALID",
		"INTERNAL.SERVER.ERROR",
		"NOT.AUTHORIZED.ERROR",
		"FORBIDDEN.ERROR",
		"RECIPIENTS.ADDRESSSTATEORPROVINCECODE.MISMATCH",
	),
	fc.string(),
);
const body = fc.oneof(
	fc.array(code, { maxLength: 4 }).map((codes) => JSON.stringify(errorBody(...codes))),
	fc.json(),
	fc.string(),
	fc.constant("<html>Bad gateway</html>"),
);
const operation = fc.constantFrom("create" as const, "read" as const);
const status = fc.oneof(
	fc.integer({ min: 100, max: 599 }),
	fc.constantFrom(200, 400, 401, 403, 404, 422, 429, 500, 503),
);

/** The door's answers: FedEx gives them before it looks at what was asked. */
const DOOR = new Set([401, 403, 404, 405, 415, 429]);

describe("whatever FedEx answers", () => {
	it("has one meaning, and a create is taken for not done only where FedEx says so", () => {
		fc.assert(
			fc.property(operation, status, body, (asked, seen, text) => {
				const error = classifyAnswer(asked, {
					status: seen,
					body: text,
					receivedAt: 1_795_000_000_000,
				});
				expect(error === undefined).toBe(seen >= 200 && seen < 300);
				if (error === undefined) {
					return;
				}
				expect(error.code).toMatch(/^fedex\.[a-z_]+$/);
				expect(error.disposition).not.toBe("reauthorize");
				if (asked === "read") {
					expect(error.disposition).not.toBe("uncertain");
				} else {
					expect(error.disposition).not.toBe("retry");
					const isSaid = DOOR.has(seen) || ((seen === 400 || seen === 422) && hasCodes(text));
					expect(error.disposition === "uncertain" || isSaid).toBe(true);
				}
			}),
			runs(500),
		);
	});

	it("a refusal says of each thing where it is and how to mend it", () => {
		fc.assert(
			fc.property(fc.array(code, { minLength: 1, maxLength: 4 }), (codes) => {
				const answer = { status: 400, body: JSON.stringify(errorBody(...codes)), receivedAt: 0 };
				const error = classifyAnswer("create", answer);
				for (const problem of error?.problems ?? []) {
					expect(problem.field).not.toBe("");
					expect(problem.message).not.toBe("");
					expect(problem.remedy).not.toBe("");
				}
				expect(error?.disposition !== "refuse" || error.problems.length > 0).toBe(true);
			}),
			runs(300),
		);
	});
});

function hasCodes(text: string): boolean {
	try {
		const { errors } = JSON.parse(text) as { errors?: { code?: unknown }[] };
		return errors?.some((error) => typeof error.code === "string" && error.code !== "") ?? false;
	} catch {
		return false;
	}
}

/** Another value in one place of a true answer: what a changed schema looks like. */
const bent = fc
	.tuple(fc.array(fc.nat(), { maxLength: 8 }), fc.jsonValue())
	.map(([turns, value]) => {
		const answer: unknown = structuredClone(sampleAnswer());
		let place: unknown = answer;
		for (const [at, turn] of turns.entries()) {
			const here = place as Record<string, unknown>;
			const keys = typeof place === "object" && place !== null ? Object.keys(here) : [];
			const key = keys[turn % Math.max(1, keys.length)];
			if (key === undefined) {
				break;
			}
			const isLast = at === turns.length - 1 || typeof here[key] !== "object";
			if (isLast) {
				here[key] = value;
				break;
			}
			place = here[key];
		}
		return JSON.stringify(answer);
	});

describe("whatever comes with a success", () => {
	const whole = JSON.stringify(sampleAnswer());
	const cut = fc.nat(whole.length - 1).map((end) => whole.slice(0, end));

	it("is a label for every parcel, or an outcome that is not known: never a crash, never a refusal", () => {
		fc.assert(
			fc.property(fc.oneof(bent, cut, fc.json(), fc.string()), (text) => {
				try {
					const booking = toBooking(rawAnswer(text));
					expect(booking.masterTrackingNumber).not.toBe("");
					expect(booking.packages.length).toBeGreaterThan(0);
					for (const { sequence, trackingNumber } of booking.packages) {
						expect(trackingNumber).not.toBe("");
						const own = booking.documents.filter(
							(document) => document.packageSequence === sequence,
						);
						expect(own.some((document) => document.kind === "label")).toBe(true);
					}
				} catch (error) {
					expect(isAppError(error) ? error.disposition : error).toBe("uncertain");
				}
			}),
			runs(500),
		);
	});
});
