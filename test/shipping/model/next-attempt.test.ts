import { describe, expect, it } from "vitest";

import { LOST_REASONS } from "../../../src/shipping/model/lost-states.ts";
import {
	afterCancelled,
	afterNotFound,
	type CancelledFacts,
	type NextAttempt,
	type OtherAttempt,
	replayMeans,
} from "../../../src/shipping/model/next-attempt.ts";
import type { AttemptState } from "../../../src/shipping/model/shipment-states.ts";

const other = (state: AttemptState, wasHandedOut = false): OtherAttempt => ({
	reference: `r-${state}`,
	state,
	wasHandedOut,
});
const TAKEN_BACK = other("cancelled", true);
const awaited = { status: "unknown", reasonCode: null, isAwaited: true } as const;
const blocked = (reasonCode: string) =>
	({ status: "blocked", reasonCode, isAwaited: false }) as const;
const loose = blocked(LOST_REASONS.notCancelled);
const lost = blocked(LOST_REASONS.attemptsLost);
type Case = Omit<CancelledFacts, "isTakenBack" | "others">;

describe("after a label was cancelled", () => {
	it.each<[string, Case, OtherAttempt[], NextAttempt]>([
		["the first goes out anew", awaited, [], { kind: "buy" }],
		["the second asks", awaited, [other("cancelled")], { kind: "ask-carrier", cancelled: 2 }],
		["what was taken back counts for nothing", awaited, [TAKEN_BACK, TAKEN_BACK], { kind: "buy" }],
		["what was refused counts for nothing", awaited, [other("refused")], { kind: "buy" }],
		["a blocked one goes out anew", loose, [], { kind: "buy" }],
		["another loose one keeps it", loose, [other("surfaced")], { kind: "leave" }],
		["one that is being cancelled keeps it", loose, [other("cancelling")], { kind: "leave" }],
		[
			"the third asks about those that were lost",
			loose,
			[other("lost"), other("cancelled")],
			{ kind: "ask", lost: ["r-lost"] },
		],
		[
			"the third asks the carrier where none was lost",
			loose,
			[other("cancelled"), other("cancelled")],
			{ kind: "ask-carrier", cancelled: 3 },
		],
		[
			"the third goes out where two were taken back",
			loose,
			[TAKEN_BACK, TAKEN_BACK],
			{ kind: "buy" },
		],
		["nothing is lost any more", lost, [other("cancelled")], { kind: "buy" }],
		["another is still lost", lost, [other("lost")], { kind: "leave" }],
		["it is blocked by its order", blocked("address.incomplete"), [], { kind: "leave" }],
		[
			"the shipment went on",
			{ status: "labelled", reasonCode: null, isAwaited: false },
			[other("confirmed", true)],
			{ kind: "leave" },
		],
	])("%s", (_what, facts, others, next) => {
		expect(afterCancelled({ ...facts, isTakenBack: false, others })).toEqual(next);
	});

	it.each([
		["awaited", awaited, [other("cancelled")]],
		["blocked", loose, []],
	])("none is made where a person took it back (%s)", (_what, facts, others) => {
		expect(afterCancelled({ ...facts, isTakenBack: true, others })).toEqual({ kind: "none" });
	});
});

describe("after a lost answer was found nowhere", () => {
	it.each<[string, OtherAttempt[], NextAttempt]>([
		["the first goes out anew", [], { kind: "buy" }],
		["the second asks", [other("lost")], { kind: "ask", lost: ["r-lost", "r-1"] }],
		["a loose label asks", [other("surfaced")], { kind: "ask", lost: ["r-surfaced", "r-1"] }],
		["one beside a cancelled label goes out anew", [other("cancelled")], { kind: "buy" }],
		["the third asks", [other("cancelled"), other("cancelled")], { kind: "ask", lost: ["r-1"] }],
		["what was taken back counts for nothing", [TAKEN_BACK, TAKEN_BACK], { kind: "buy" }],
	])("%s", (_what, others, next) => {
		expect(afterNotFound("r-1", others)).toEqual(next);
	});
});

describe("a replay of a blocked shipment", () => {
	it.each([
		[LOST_REASONS.notCancelled, "look-again"],
		[LOST_REASONS.attemptsLost, "plan-again"],
		[LOST_REASONS.answersUnusable, "plan-again"],
		["address.incomplete", "plan-again"],
		[null, "plan-again"],
	])("for %s means to %s", (code, means) => {
		expect(replayMeans(code)).toBe(means);
	});
});
