import { forEachLimited } from "../../lib/concurrency.ts";
import { isAppError } from "../../lib/errors.ts";
import type { ShippingDeps } from "../deps.ts";
import { LIMITS } from "../model/limits.ts";
import type { FedexAccount } from "../ports/fedex-accounts.ts";
import type { LostAttempt } from "../ports/reconciles.ts";
import type { Work } from "../ports/suspensions.ts";
import { judgeRowError, stopsAll } from "../row-policy.ts";
import { admitWork, noteRefusedWork, noteWorksAgain } from "../suspended-work.ts";
import { addTrackCalls, countTrackCallsLeft, untilMidnight } from "../track/track-quota.ts";
import { reconcileShipment } from "./reconcile-shipment.ts";
import { lookLater, type Reconciliation } from "./reconciliation.ts";

/**
 * Looks up the attempts of an account whose answer was lost, those whose time has come. Looking and cancelling are no
 * shipping: an account or a division that is paused, suspended or on hold goes on being looked after; only a pause of
 * everything stops it. What stops the whole account (the quota, a 429, a token, a refused project) puts all of its
 * looks off; what stops one look puts off that one, for as long as it takes: a look never fails for good.
 */
export async function reconcileDue(accountId: string, deps: ShippingDeps): Promise<void> {
	const account = await deps.accounts.find(accountId);
	if (account === undefined) {
		deps.log.warn("reconcile.account_missing", { accountId });
		return;
	}
	const startedAt = deps.clock.now();
	while (await reconcileSome(account, deps)) {
		if (deps.clock.now() - startedAt > LIMITS.runMs) {
			await deps.wakeUps.send("reconcile", account.id);
			return;
		}
	}
}

/** A look asks for the reference, and for the numbers that are known. */
const CALLS_A_LOOK = 2;

/** Whether there may be more to do now. */
async function reconcileSome(account: FedexAccount, deps: ShippingDeps): Promise<boolean> {
	const now = deps.clock.now();
	const until = now + LIMITS.reconcileLeaseMs;
	const calls = await countTrackCallsLeft(account.id, LIMITS.trackProjectDayCalls, deps);
	const room = Math.min(LIMITS.reconcileRows, Math.floor(calls / CALLS_A_LOOK));
	if (room < 1) {
		await putOff(account, { now, until, dueAt: untilMidnight(now) }, "quota_used_up", deps);
		return false;
	}
	const work: Work = { kind: "reconcile", scope: account.id };
	const admission = await admitWork(work, deps);
	if (admission.kind === "closed") {
		await deps.reconciles.postponeDue(account.id, { now, until, dueAt: admission.until });
		return false;
	}
	const limit = admission.kind === "probe" ? 1 : room;
	const attempts = await deps.reconciles.leaseDue(account.id, { limit, now, until });
	if (attempts.length === 0) {
		return false;
	}
	const { stoppedBy, isAnswered } = await askAll(attempts, account, deps);
	if (stoppedBy !== undefined) {
		await noteRefusedWork(work, stoppedBy, deps);
		const verdict = judgeRowError(stoppedBy, { failures: 0 }, now);
		const dueAt = "dueAt" in verdict ? verdict.dueAt : now + LIMITS.suspendedProbeMs;
		const why = isAppError(stoppedBy) ? stoppedBy.code : "internal.unexpected";
		await putOff(account, { now, until, dueAt }, why, deps);
		return false;
	}
	if (admission.kind === "probe" && isAnswered) {
		await noteWorksAgain(work, deps);
	}
	return attempts.length === limit;
}

/** Answers the error that stops the whole account, if there was one, and whether FedEx let a look through. */
async function askAll(
	attempts: readonly LostAttempt[],
	account: FedexAccount,
	deps: ShippingDeps,
): Promise<{ stoppedBy: unknown; isAnswered: boolean }> {
	let run: Reconciliation;
	try {
		run = {
			account,
			carrier: await deps.carrier(account),
			finder: await deps.finder(account),
			trackCalls: 0,
			woken: new Map(),
		};
	} catch (error) {
		return { stoppedBy: error, isAnswered: false };
	}
	let isAnswered = false;
	let stoppedBy: unknown;
	await forEachLimited(attempts, LIMITS.callsAtOnce, async (attempt) => {
		if (stoppedBy !== undefined) {
			return;
		}
		try {
			await reconcileShipment(attempt, run, deps);
			isAnswered ||= run.trackCalls > 0;
		} catch (error) {
			if (stopsAll(error)) {
				stoppedBy = error;
			} else {
				await lookLater(attempt, error, {}, deps);
			}
		}
	});
	if (run.trackCalls > 0) {
		await addTrackCalls(account.id, run.trackCalls, deps);
	}
	for (const { kind, divisionId } of run.woken.values()) {
		await deps.wakeUps.send(kind, divisionId);
	}
	return { stoppedBy, isAnswered };
}

async function putOff(
	account: FedexAccount,
	wait: { now: number; until: number; dueAt: number },
	why: string,
	deps: ShippingDeps,
): Promise<void> {
	await deps.reconciles.postponeDue(account.id, wait);
	deps.log.warn("reconcile.stopped", {
		accountId: account.id,
		why,
		dueInMs: wait.dueAt - wait.now,
	});
}
