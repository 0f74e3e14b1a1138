import { isAppError } from "../lib/errors.ts";
import type { ShippingDeps } from "./deps.ts";
import { LIMITS } from "./model/limits.ts";
import { ENDPOINT_RESTS } from "./ports/erp.ts";
import type { Work } from "./ports/suspensions.ts";
import { judgeRowError } from "./row-policy.ts";

/**
 * What the other side refuses as a whole stops as a whole: one notice that people see, one call that finds out
 * whether it is over, and then everything goes on. The rows only wait. A connection that is not made and an endpoint
 * that rests are shown where they stand, and have no second notice here.
 */
type Admission = { kind: "open" } | { kind: "probe" } | { kind: "closed"; until: number };

type Deps = Pick<ShippingDeps, "clock" | "log" | "suspensions">;

const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set([ENDPOINT_RESTS, "exact.not_connected"]);

/** A probe of which nothing comes is followed by another within a minute. */
export async function admitWork(work: Work, deps: Deps): Promise<Admission> {
	const suspension = await deps.suspensions.find(work);
	if (suspension === undefined) {
		return { kind: "open" };
	}
	const now = deps.clock.now();
	if (suspension.probeAt > now) {
		return { kind: "closed", until: suspension.probeAt };
	}
	const next = now + LIMITS.minute;
	const isMine = await deps.suspensions.takeProbe(work, { now, next });
	return isMine ? { kind: "probe" } : { kind: "closed", until: next };
}

/** Gives notice where the error is said of all such work; any other is nobody's matter here. */
export async function noteRefusedWork(work: Work, error: unknown, deps: Deps): Promise<void> {
	if (!isAppError(error) || SHOWN_ELSEWHERE.has(error.code)) {
		return;
	}
	const now = deps.clock.now();
	const verdict = judgeRowError(error, { failures: 0 }, now);
	if (verdict.kind !== "suspended") {
		return;
	}
	const { code, message, dueAt } = verdict;
	if (await deps.suspensions.begin(work, { code, message, now, probeAt: dueAt })) {
		deps.log.warn("work.suspended", { ...work, code });
	}
}

export async function noteWorksAgain(work: Work, deps: Deps): Promise<void> {
	if (await deps.suspensions.end(work, deps.clock.now())) {
		deps.log.info("work.goes_on", work);
	}
}
