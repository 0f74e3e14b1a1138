import { backoffMs } from "../lib/backoff.ts";
import { isAppError, type Problem } from "../lib/errors.ts";
import { LIMITS } from "./model/limits.ts";

/**
 * What becomes of a row whose work threw, by the error's disposition alone. `again`: due later, and one of its tries is
 * spent, which only `retry` and unknown errors do. `wait`: due later, nothing is wrong. `failed`: its tries are used up, a person can replay it. The other
 * outcomes are decided where the state is: blocked, unknown, suspended.
 */
type RowVerdict =
	| { kind: "again"; dueAt: number; failures: number; code: string }
	| { kind: "wait"; dueAt: number; code: string }
	| { kind: "failed"; reason: Problem }
	| { kind: "refused"; reason: Problem }
	| { kind: "uncertain"; code: string }
	| { kind: "suspended"; code: string; message: string; dueAt: number }
	| { kind: "reauthorize"; code: string; dueAt: number };

export function judgeRowError(
	error: unknown,
	row: { failures: number },
	nowMs: number,
	random: () => number = Math.random,
): RowVerdict {
	if (!isAppError(error)) {
		return later("internal.unexpected", row, nowMs, undefined, random);
	}
	switch (error.disposition) {
		case "wait":
			return {
				kind: "wait",
				dueAt: nowMs + Math.max(1, error.retryAfterSeconds ?? 30) * 1_000,
				code: error.code,
			};
		case "refuse":
			return {
				kind: "refused",
				reason: error.problems[0] ?? plainProblem(error.code, error.message),
			};
		case "suspend":
			return {
				kind: "suspended",
				code: error.code,
				message: error.message,
				dueAt: nowMs + suspensionMs(error.retryAfterSeconds),
			};
		case "reauthorize":
			return { kind: "reauthorize", code: error.code, dueAt: nowMs + LIMITS.suspendedProbeMs };
		case "uncertain":
			return { kind: "uncertain", code: error.code };
		case "retry":
			return later(error.code, row, nowMs, error.retryAfterSeconds, random);
	}
}

/** When work that never fails for good is tried again: its waits only grow to the longest. */
export function retryAt(error: unknown, failures: number, nowMs: number): number {
	const spent = Math.min(failures, LIMITS.attemptsBeforeFailed - 2);
	const verdict = judgeRowError(error, { failures: spent }, nowMs);
	return "dueAt" in verdict ? verdict.dueAt : nowMs + LIMITS.suspendedProbeMs;
}

/** What is said of one row and holds for all of its account, credential or project. */
export function stopsAll(error: unknown): boolean {
	return (
		isAppError(error) &&
		(error.disposition === "wait" ||
			error.disposition === "suspend" ||
			error.disposition === "reauthorize")
	);
}

/** Where it is known when the scope goes on, probing earlier is in vain. */
function suspensionMs(retryAfterSeconds: number | undefined): number {
	return retryAfterSeconds === undefined
		? LIMITS.suspendedProbeMs
		: Math.max(1, retryAfterSeconds) * 1_000;
}

function later(
	code: string,
	row: { failures: number },
	nowMs: number,
	retryAfterSeconds: number | undefined,
	random: () => number,
): RowVerdict {
	const failures = row.failures + 1;
	if (failures >= LIMITS.attemptsBeforeFailed) {
		return {
			kind: "failed",
			reason: {
				code,
				field: "",
				message: `It failed ${failures} times in a row; the last cause was ${code}.`,
				remedy: "Look at the cause, then replay it.",
			},
		};
	}
	const waitMs = backoffMs({
		attempt: failures,
		baseMs: LIMITS.backoffBaseMs,
		capMs: LIMITS.backoffCapMs,
		retryAfterSeconds,
		random,
	});
	return { kind: "again", dueAt: nowMs + waitMs, failures, code };
}

export function plainProblem(code: string, message: string): Problem {
	return { code, field: "", message, remedy: "Mend the cause, then replay it." };
}
